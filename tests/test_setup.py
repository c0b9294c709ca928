"""Set-up: pyproject.toml, the locks and environment.yml say the same, and who lacks something is told what it is."""

import ast
import importlib.metadata
import itertools
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec

from tools import setup

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = "requirements.txt"
STUDENT, STUDENT_TF = "tools/locks/student.txt", "tools/locks/student-tensorflow.txt"
LOCKS = (LOCK, STUDENT, STUDENT_TF)


# -- pyproject.toml and the locks ------------------------------------------------------------------------------------


def pins(path):
    """A lock's pins, as (Requirement, hashes)."""
    text = (ROOT / path).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = []
    for line in lines:
        requirement, *hashes = re.split(r"\s--hash=", line)
        found.append((Requirement(requirement), [each.strip() for each in hashes]))
    return found


def sources(path):
    """Names that a lock's comments say came straight from a list of ours, not by way of another package."""
    direct = set()
    name = None
    for line in (ROOT / path).read_text().splitlines():
        if pinned := re.match(r"([a-z0-9._-]+)==", line):
            name = pinned[1]
        elif re.search(r"#.*(\(pyproject\.toml\)|-r tools/locks/)", line):
            direct.add(name)
    return direct


def environments():
    """Marker environments of every Python and system that the locks are for."""
    systems = [
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ]
    for system, full in itertools.product(systems, ("3.11.0", "3.11.9", "3.12.0", "3.12.9", "3.13.0", "3.13.9")):
        version = {"python_full_version": full, "python_version": full.rpartition(".")[0], "extra": ""}
        yield default_environment() | system | version


def active(requirements, environment):
    """Of (Requirement, hashes) those whose marker holds, as {name: version}. Fails if a name comes twice."""
    chosen = {}
    for requirement, _ in requirements:
        if requirement.marker is None or requirement.marker.evaluate(environment):
            name = canonicalize_name(requirement.name)
            assert name not in chosen, f"{name} is pinned twice for {environment['python_full_version']}"
            (specifier,) = requirement.specifier
            chosen[name] = specifier.version
    return chosen


def declared():
    """All that pyproject.toml asks for, extras included."""
    extras = PROJECT["optional-dependencies"].values()
    return [Requirement(line) for line in [*PROJECT["dependencies"], *itertools.chain(*extras)]]


def declared_for_students(path):
    """The names in a student lock's source, and in what it includes."""
    names = set()
    for line in (ROOT / path).with_suffix(".in").read_text().splitlines():
        if line.startswith("-r "):
            names |= declared_for_students(Path(path).with_name(line[3:]))
        elif line and not line.startswith("#"):
            names.add(canonicalize_name(line))
    return names


@pytest.mark.parametrize("path", LOCKS)
def test_every_pin_is_exact_and_has_hashes(path):
    for requirement, hashes in pins(path):
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        assert hashes, f"{requirement.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


@pytest.mark.parametrize("path", LOCKS)
def test_a_lock_comes_from_public_packages_alone(path):
    text = (ROOT / path).read_text()
    assert "make lock" in text.splitlines()[1]
    assert not re.search(r"^\s*(--find-links|--index-url|--extra-index-url|-e )|file://|://(?!pypi\.org)", text, re.M)


@pytest.mark.parametrize("path", LOCKS)
def test_one_version_serves_every_python(path):
    names = [canonicalize_name(requirement.name) for requirement, _ in pins(path)]
    assert sorted(names) == sorted(set(names))


def test_the_lock_holds_every_declared_dependency_on_every_python_and_system():
    locked = pins(LOCK)
    for environment in environments():
        chosen = active(locked, environment)
        for requirement in declared():
            assert requirement.specifier.contains(chosen[canonicalize_name(requirement.name)]), requirement


def test_the_lock_holds_nothing_that_is_no_longer_declared():
    assert sources(LOCK) == {canonicalize_name(requirement.name) for requirement in declared()}


@pytest.mark.parametrize("path", LOCKS)
def test_a_lock_is_complete(path):
    """What an installed package asks for is pinned too, at a version that it takes."""
    locked = pins(path)
    for environment in environments():
        chosen = active(locked, environment)
        for name in chosen:
            for requirement in requires(name):
                if requirement.marker is None or requirement.marker.evaluate(environment):
                    version = chosen.get(canonicalize_name(requirement.name))
                    assert version is not None, f"{name} needs {requirement}"
                    assert requirement.specifier.contains(version, prereleases=True), f"{name} needs {requirement}"


def requires(name):
    """What an installed package asks for; nothing for one of another system, which is not installed here."""
    try:
        return [Requirement(line) for line in importlib.metadata.requires(name) or []]
    except importlib.metadata.PackageNotFoundError:
        return []


def test_what_is_installed_is_what_the_lock_names():
    here = default_environment() | {"extra": ""}
    for name, version in active(pins(LOCK), here).items():
        assert importlib.metadata.version(name) == version, name


@pytest.mark.parametrize("path", [STUDENT, STUDENT_TF])
def test_a_student_gets_the_same_versions(path):
    ours, theirs = pins(LOCK), pins(path)
    for environment in environments():
        assert active(theirs, environment).items() <= active(ours, environment).items()


@pytest.mark.parametrize("path", [STUDENT, STUDENT_TF])
def test_a_student_lock_holds_what_its_source_names(path):
    names = declared_for_students(path)
    assert sources(path) == names
    assert names <= {canonicalize_name(requirement.name) for requirement in declared()}


def test_only_the_tensorflow_notebooks_need_tensorflow():
    assert not re.search(r"tensorflow|keras", (ROOT / STUDENT).read_text())
    assert declared_for_students(STUDENT_TF) - declared_for_students(STUDENT) == {"tensorflow"}
    assert "tensorflow" not in {Requirement(line).name for line in PROJECT["dependencies"]}


# Declared because they are run, or because a setting names them; nothing imports them.
RUN = {"hatchling", "ipykernel", "jupyterlab", "pre-commit", "psycopg2-binary", "pytest-xdist", "ruff", "uv"}
# Imported, and not from the course's environment: the benchmarks and the font maker have one of their own.
ELSEWHERE = {"torch", "fontTools"}


def imported_modules(source):
    """The top-level modules that Python source imports, wherever in it; relative imports are left out."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.Call(func=ast.Attribute(attr="importorskip" | "import_module"), args=[ast.Constant(module), *_]):
                yield module.partition(".")[0]


@pytest.fixture(scope="module")
def imported_packages():
    """{package: a file that imports it}, of all that the course's code imports and neither it nor Python brings."""
    files = [path for top in ("utils", "graders", "tools", "datasets") for path in (ROOT / top).rglob("*.py")]
    files += (ROOT / "tests").glob("*.py")  # in its folders lie submissions, right and wrong
    ours = {"utils", "graders", "tools", "tests"} | {path.stem for path in files}
    providers = importlib.metadata.packages_distributions()
    found = {}
    for path in files:
        for module in set(imported_modules(path.read_text())) - set(sys.stdlib_module_names) - ours - ELSEWHERE:
            found |= {canonicalize_name(name): path.relative_to(ROOT) for name in providers.get(module, [module])}
    return found


def test_what_is_imported_is_declared(imported_packages):
    names = {canonicalize_name(requirement.name) for requirement in declared()}
    assert {name: str(path) for name, path in imported_packages.items() if name not in names} == {}


def test_what_is_declared_is_used(imported_packages):
    names = {canonicalize_name(requirement.name) for requirement in declared()}
    assert names - set(imported_packages) - RUN == set()


def test_the_readme_says_what_each_dependency_is_for():
    cells = [line.split("|")[1] for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("|")]
    named = set(re.findall(r"[a-z0-9-]+", " ".join(cells)))
    assert {requirement.name for requirement in declared()} <= named


def test_the_readme_lists_every_notebook():
    text = (ROOT / "README.md").read_text()
    for folder in filter(Path.is_dir, (ROOT / "notebooks").iterdir()):
        assert f"| {folder.name.replace('-', ' ').replace('_', ' ')} |" in text


# -- environment.yml ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def conda():
    return yaml.safe_load((ROOT / "environment.yml").read_text())


def test_the_conda_file_has_the_shape_that_conda_reads(conda):
    assert set(conda) == {"name", "channels", "dependencies"}
    assert conda["name"] == PROJECT["name"]
    assert conda["channels"] == ["conda-forge"]
    specs = [line for line in conda["dependencies"] if isinstance(line, str)]
    assert [str(MatchSpec(spec).name) for spec in specs] == [str(MatchSpec(name).name) for name in ("python", "pip")]


def test_the_conda_file_takes_the_pythons_of_pyproject(conda):
    python = SpecifierSet(MatchSpec(conda["dependencies"][0]).version)
    ours = SpecifierSet(PROJECT["requires-python"])
    assert [minor for minor in range(6, 30) if python.contains(f"3.{minor}.1")] == [
        minor for minor in range(6, 30) if ours.contains(f"3.{minor}.1")
    ]


def test_the_conda_files_pip_section_is_the_lock_and_nothing_else(conda):
    """Under --require-hashes one line without a hash would stop pip."""
    (section,) = [line for line in conda["dependencies"] if not isinstance(line, str)]
    assert section == {"pip": ["-r requirements.txt"]}


# -- tools/setup.py ----------------------------------------------------------------------------------------------------

GOOD = {"executable": "/usr/bin/python3", "version": [3, 12, 1], "missing": []}


def test_set_up_takes_the_pythons_of_pyproject():
    ours = SpecifierSet(PROJECT["requires-python"])
    taken = [(3, minor) for minor in range(6, 30) if ours.contains(f"3.{minor}.1")]
    assert (taken[0], taken[-1]) == (setup.OLDEST, setup.NEWEST)


def test_set_up_runs_on_a_python_that_is_too_old():
    source = Path(setup.__file__).read_text()
    tree = ast.parse(source, feature_version=(3, 6))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert imported <= set(sys.stdlib_module_names)
    assert "capture_output" not in source  # Python 3.7


def test_this_python_serves():
    found = setup.probe(sys.executable)
    assert setup.complaint(found) == ""
    assert tuple(found["version"]) == sys.version_info[:3]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": [3, 10, 13]}, "3.10.13, which is too old"),
        ({"version": [2, 7, 18]}, "2.7.18, which is too old"),
        ({"version": [3, 14, 0]}, "3.14.0, which is too new"),
        ({"missing": ["ensurepip"]}, "apt install python3.12-venv"),
        ({"missing": ["ensurepip", "venv"]}, "apt install python3.12-venv"),
        (
            {"missing": ["ssl", "ctypes"]},
            "built without ctypes, ssl; on Debian and Ubuntu: sudo apt install libffi-dev",
        ),
    ],
)
def test_a_python_that_does_not_serve_is_told_why(changes, words):
    assert words in setup.complaint({**GOOD, **changes})


def fake_python(folder, name, answer, status=0):
    """A command that answers like a Python."""
    path = folder / name
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


def described(**changes):
    return repr({**GOOD, **changes}).replace("'", '"')


def test_the_first_python_that_serves_is_taken(tmp_path):
    commands = [
        fake_python(tmp_path, "old", described(version=[3, 9, 2])),
        fake_python(tmp_path, "shim", "not found", status=127),
        fake_python(tmp_path, "nonsense", "hello"),
        str(tmp_path / "absent"),
        fake_python(tmp_path, "good", described(executable="/opt/good")),
        fake_python(tmp_path, "other", described(executable="/opt/other")),
    ]
    assert setup.find_python(commands) == "/opt/good"


def test_where_none_serves_each_is_named_with_what_to_install(tmp_path):
    commands = [
        fake_python(tmp_path, "old", described(executable="/usr/bin/old", version=[3, 9, 2])),
        fake_python(tmp_path, "bare", described(executable="/usr/bin/bare", missing=["ensurepip"])),
    ]
    with pytest.raises(setup.SetupError) as error:
        setup.find_python(commands)
    message = str(error.value)
    for words in ("/usr/bin/old is Python 3.9.2, which is too old", "python3.12-venv", "brew install", "make PYTHON="):
        assert words in message


def test_a_python_inside_the_environment_is_never_the_one_that_makes_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    fake_python(binaries, "python3", described())
    monkeypatch.setattr(sys, "executable", str(binaries / "python3"))
    monkeypatch.setenv("PATH", str(binaries))
    assert setup.candidates() == []


def test_too_little_disk_says_how_much_is_needed(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1.26e9))
    with pytest.raises(setup.SetupError, match=r"1\.3 GB free, and 5 GB are needed"):
        setup.check_disk(".", setup.DISK_NEW)
    setup.check_disk(".", setup.DISK_UPDATE)


@pytest.mark.parametrize(("system", "machine", "stops"), [("Darwin", "x86_64", True), ("Darwin", "arm64", False)])
def test_an_intel_mac_is_told_what_works_there(monkeypatch, system, machine, stops):
    monkeypatch.setattr(setup.platform, "system", lambda: system)
    monkeypatch.setattr(setup.platform, "machine", lambda: machine)
    if stops:
        with pytest.raises(setup.SetupError, match="On an Intel Mac"):
            setup.check_machine()
        assert "On an Intel Mac" in (ROOT / "README.md").read_text()
    else:
        setup.check_machine()


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError(...)\nERROR: No matching distribution found for absl-py==2.5.1", "HTTPS_PROXY"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "PIP_INDEX_URL"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT"),
        ("ERROR: No matching distribution found for tensorflow==2.21.0", "no tensorflow for this machine"),
        ("ERROR: Could not install: [Errno 13] Permission denied: '/srv/x'", "sudo"),
    ],
)
def test_a_failed_pip_is_explained(log, words):
    assert words in setup.explain("Collecting absl-py\n" + log)


def test_an_unknown_failure_is_not_explained_away():
    assert setup.explain("ERROR: the moon is full") == ""


# -- what set-up does, with a pip that only writes down how it was called ----------------------------------------------

PIP = """
import pathlib, sys
here = pathlib.Path(__file__).parent
with open(here.parent.parent.parent.parent.parent / "calls", "a") as calls:
    print(*[arg for arg in sys.argv[1:] if "log" not in arg], file=calls)
pathlib.Path(sys.argv[sys.argv.index("--log") + 1]).write_text("[Errno 28] No space left on device")
sys.exit((here / "fail").exists())
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder with a set-up script and its inputs, and no network."""
    (tmp_path / "tools").mkdir()
    script = tmp_path / "tools" / "setup.py"
    shutil.copy(setup.__file__, script)
    for name in setup.INPUTS:
        (tmp_path / name).write_text(f"# {name}\n")
    monkeypatch.setattr(setup, "__file__", str(script))
    monkeypatch.setattr(setup, "run", run_with_fake_pip)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_with_fake_pip(command):
    """Like setup.run; right after `python -m venv` the environment's pip is replaced."""
    status = subprocess.call(command)
    if command[1:3] == ["-m", "venv"]:
        (package,) = Path(command[-1]).glob("lib/python3.*/site-packages/pip")
        (package / "__main__.py").write_text(PIP)
    return status


def calls(course):
    """How pip was called since the last time that this was asked."""
    path = course / "calls"
    lines = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return lines


@pytest.mark.skipif(setup.WINDOWS, reason="the set-up script was never run on Windows")
def test_the_life_of_an_environment(course, capsys, monkeypatch):
    """Made from the lock; left alone; brought up to date; repaired; made again if it was moved."""
    site = course / f".venv/lib/python3.{sys.version_info[1]}/site-packages"

    assert setup.main() == 0
    first, second = calls(course)
    assert "--require-hashes -r requirements.txt" in first
    assert "--no-deps --no-build-isolation -e ." in second
    assert (course / setup.STAMP).read_text().splitlines()[0] == str(course)  # Makefile compares this line

    os.utime(setup.STAMP, (0, 0))
    assert setup.main() == 0
    assert calls(course) == []
    assert os.stat(setup.STAMP).st_mtime > 0

    (course / "requirements.txt").write_text("# another lock\n")
    (site / "whole.dist-info").mkdir()
    (site / "whole.dist-info" / "RECORD").write_text("")
    (site / "half.dist-info").mkdir()
    (site / "half.dist-info" / "METADATA").write_text("")
    (site / "~umpy").mkdir()
    assert setup.main() == 0
    assert len(calls(course)) == 2
    assert sorted(p.name for p in site.iterdir() if p.name.startswith(("whole", "half", "~"))) == ["whole.dist-info"]

    (site / "pip" / "fail").write_text("")
    (course / "requirements.txt").write_text("# a third\n")
    capsys.readouterr()
    assert setup.main() == 1
    assert "The disk is full" in capsys.readouterr().err
    assert not os.path.exists(setup.STAMP)
    (site / "pip" / "fail").unlink()
    assert setup.main() == 0
    assert len(calls(course)) == 3  # one failed, two more

    moved = course.with_name("moved")
    course.rename(moved)
    monkeypatch.setattr(setup, "__file__", str(moved / "tools" / "setup.py"))
    assert setup.main() == 0
    assert f"{moved}/.venv" in (moved / ".venv/bin/pip").read_text()
    assert len(calls(moved)) == 2


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A folder with a whole .venv that has nothing but pip in it."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder / ".venv")], check=True)
    return folder


@pytest.mark.parametrize(
    "lost", ["bin/python", "pyvenv.cfg", "lib", "bin/pip", "lib/python3.*/site-packages/pip-*/RECORD"]
)
def test_an_environment_that_lost_a_part_is_not_usable(environment, monkeypatch, lost):
    monkeypatch.chdir(environment)
    assert setup.is_usable()
    (path,) = Path(setup.VENV).glob(lost)
    away = path.rename(path.with_name("away"))
    assert not setup.is_usable()
    away.rename(path)


def test_an_environment_of_an_unsupported_python_is_not_usable(environment, monkeypatch):
    monkeypatch.chdir(environment)
    monkeypatch.setattr(setup, "NEWEST", (3, 10))
    assert not setup.is_usable()


def test_two_at_once_wait_for_each_other(course):
    """The second one finds that all is done. A process holds the lock, for a lock binds no two threads of one."""
    holder = "import fcntl, os, sys; fcntl.flock(os.open('.', os.O_RDONLY), fcntl.LOCK_EX); print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        first.stdout.readline()
        command = [sys.executable, "-u", str(course / "tools" / "setup.py")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
            assert "Waiting for another set-up" in second.stdout.readline()
            (course / ".venv" / "bin").mkdir(parents=True)
            (course / setup.VENV_PYTHON).write_text("")
            (course / setup.STAMP).write_text(setup.expected_stamp())
            first.communicate(b"\n")
            assert second.wait(timeout=60) == 0
            assert second.stdout.read() == ""
    assert calls(course) == []


def test_an_interruption_is_no_traceback(course, monkeypatch, capsys):
    def interrupted(command):
        raise KeyboardInterrupt

    monkeypatch.setattr(setup, "run", interrupted)
    assert setup.main() == 130
    assert "Run the same command again" in capsys.readouterr().err


# -- Makefile, .ci/run -------------------------------------------------------------------------------------------------

TARGETS = "all release demo autograde feedback grades reports lab test lint bench lock clean help"

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(*arguments, cwd=ROOT, **environment):
    """make's answer. MAKEFLAGS of a make that runs these tests stays outside."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    for name in ("COURSE", "ASSIGNMENT", "FORCE", "PYTHON", "TESTS", "WORKERS", "UPGRADE"):
        inherited.pop(name, None)
    return subprocess.run(
        ["make", *arguments], cwd=cwd, env=inherited | environment, capture_output=True, text=True, timeout=60
    )


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the Makefile needs, with an environment that counts as ready."""
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "tools/setup.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "ready").write_text(f"{tmp_path.resolve()}\n")
    return tmp_path


@needs_make
def test_help_names_every_target():
    assert [line.split()[0] for line in make("help").stdout.splitlines()] == TARGETS.split()


@needs_make
@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["release"], "python -m tools.release"),
        (["demo"], "python -m tools.demo"),
        (["autograde"], 'python -m graders grade  --course "course"'),
        (["autograde", "ASSIGNMENT=W1A1-Initialization", "COURSE=my class"],
         'python -m graders grade "W1A1-Initialization" --course "my class"'),
        (["feedback"], 'python -m graders feedback --course "course"'),
        (["grades", "COURSE=autumn"], 'python -m graders grades --course "autumn"'),
        (["reports"], "python -m tools.reports"),
        (["reports", "FORCE=1"], "python -m tools.reports --force"),
        (["lab"], "jupyter lab build/release"),
        (["test"], "python -m pytest"),
        (["lint"], "python -m tools.lint_notebooks"),
        (["bench"], "python -m tools.bench"),
    ],
)  # fmt: skip
def test_a_target_shows_the_plain_command_that_it_runs(checkout, arguments, command):
    assert command in make("--dry-run", *arguments, cwd=checkout).stdout


@needs_make
def test_make_alone_does_the_main_job(checkout):
    shown = make("--dry-run", cwd=checkout).stdout
    order = [shown.index(f"-m tools.{name}") for name in ("release", "demo", "reports")]
    assert order == sorted(order)


@needs_make
@pytest.mark.parametrize("touched", ["requirements.txt", "pyproject.toml", "tools/setup.py"])
def test_a_changed_input_sets_up_again(checkout, touched):
    assert "tools/setup.py" not in make("--dry-run", "release", cwd=checkout).stdout
    later = os.stat(checkout / ".venv" / "ready").st_mtime + 10
    os.utime(checkout / touched, (later, later))
    assert "tools/setup.py" in make("--dry-run", "release", cwd=checkout).stdout


@needs_make
def test_a_moved_folder_sets_up_again(checkout):
    (checkout / ".venv" / "ready").write_text("/somewhere/else\n")
    assert "tools/setup.py" in make("--dry-run", "release", cwd=checkout).stdout


@needs_make
def test_no_python_at_all_says_what_to_install(checkout):
    (checkout / ".venv" / "ready").unlink()
    answer = make("release", "PYTHON=python-that-is-not-there", cwd=checkout)
    assert answer.returncode != 0
    for words in ("no 'python-that-is-not-there'", "apt install python3 python3-venv", "make PYTHON="):
        assert words in answer.stderr


@needs_make
def test_clean_removes_what_was_built_and_no_record(checkout):
    for folder in ("build/release", "course/submitted", "exported_html"):
        (checkout / folder).mkdir(parents=True)
        (checkout / folder / "file").write_text("")
    assert make("clean", cwd=checkout).returncode == 0
    assert not (checkout / "build").exists()
    assert (checkout / "course/submitted/file").exists()
    assert (checkout / "exported_html/file").exists()
    assert (checkout / ".venv/ready").exists()


def test_continuous_integration_is_a_script_that_bash_reads():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert "make test" in script.read_text()
    if bash := shutil.which("bash"):
        subprocess.run([bash, "-n", str(script)], check=True)


def test_hooks_need_no_network():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    assert {hook["language"] for repo in hooks["repos"] for hook in repo["hooks"]} == {"system"}
