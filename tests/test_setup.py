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
from packaging.tags import compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename
from rattler import MatchSpec

from tools import setup
from tools.ours import is_ours

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
LOCKED = tomllib.loads((ROOT / "uv.lock").read_text())
LOCK_OPTIONS = ["--fork-strategy", "fewest", "--no-build"]
LOCK, UV = "requirements.txt", "tools/locks/uv.txt"
STUDENT, STUDENT_TF = "tools/locks/student.txt", "tools/locks/student-tensorflow.txt"
# What is exported from uv.lock, and with which of uv's options.
LOCKS = {
    LOCK: ["--all-extras"],
    STUDENT: ["--only-group", "student"],
    STUDENT_TF: ["--only-group", "student-tensorflow"],
    UV: ["--only-group", "uv"],
    "tools/locks/lite.txt": ["--only-group", "lite"],
}


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


SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
]
INTEL_MAC = {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "x86_64"}


def environments(systems=SYSTEMS):
    """Marker environments of every Python and system that the locks are for."""
    for system, full in itertools.product(systems, ("3.11.0", "3.11.9", "3.12.0", "3.12.9", "3.13.0", "3.13.9")):
        version = {"python_full_version": full, "python_version": full.rpartition(".")[0], "extra": ""}
        yield default_environment() | system | version


def tags(environment):
    """The tags of wheels that a marker environment takes: from glibc 2.28, which is Debian 10's, and macOS 13."""
    machine, version = environment["platform_machine"], tuple(map(int, environment["python_version"].split(".")))
    platforms = {
        "linux": [f"manylinux{glibc}_{machine}" for glibc in ("1", "2010", "2014", *map("_2_{}".format, range(5, 29)))],
        "darwin": list(mac_platforms((13, 0), machine)),
        "win32": ["win_amd64"],
    }[environment["sys_platform"]]
    return {*cpython_tags(version, platforms=platforms), *compatible_tags(version, platforms=platforms)}


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


def of_group(name):
    """The names in one of pyproject.toml's dependency groups, and in those that it includes."""
    names = set()
    for entry in GROUPS[name]:
        names |= of_group(entry["include-group"]) if isinstance(entry, dict) else {entry}
    return names


@pytest.mark.parametrize("path", LOCKS)
def test_every_pin_is_exact_and_has_hashes(path):
    for requirement, hashes in pins(path):
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        assert hashes, f"{requirement.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)


def uv(*arguments):
    """uv's exit status and output, without a network, as `make lock` calls it."""
    command = [sys.executable, "-m", "uv", "--no-config", "--offline", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_the_lock_is_in_step_with_pyproject():
    assert uv("lock", "--check", *LOCK_OPTIONS).returncode == 0, "run make lock"


@pytest.mark.parametrize(("path", "selection"), LOCKS.items())
def test_an_exported_lock_is_in_step_with_the_lock(path, selection):
    exported = uv("export", "--frozen", "--no-emit-project", "--no-header", *selection).stdout
    header, text = re.match(r"((?:#[^\n]*\n)*)(.*)", (ROOT / path).read_text(), re.DOTALL).groups()
    assert "uv --no-config export" in header
    assert re.sub(r"^([\w.-]+)\[.*?]==", r"\1==", text, flags=re.MULTILINE) == exported, "run make lock"


@pytest.mark.parametrize("path", LOCKS)
def test_a_pin_names_the_extras_that_some_package_asks_for(path):
    """Without them, pip 23.2 takes the newest version, finds that it is not pinned, and installs nothing."""
    pinned = {requirement.name: requirement.extras for requirement, _ in pins(path)}
    packages = [package for package in LOCKED["package"] if package["name"] in pinned]
    asked = [(need["name"], set(need.get("extra", []))) for one in packages for need in one.get("dependencies", [])]
    for name, extras in asked:
        assert name not in pinned or extras <= pinned[name], (
            f"{path} pins {name} without {', '.join(extras)}: add it to name_extras in the Makefile and run make lock"
        )


def test_make_exports_every_lock():
    shown = make("--dry-run", "lock").stdout.splitlines()
    for path, selection in LOCKS.items():
        assert any(line.endswith(f"{' '.join(selection)} --output-file {path}") for line in shown), path
    assert any(f"lock --default-index https://pypi.org/simple {' '.join(LOCK_OPTIONS)}" in line for line in shown)


def test_the_lock_comes_from_public_packages_alone():
    for package in LOCKED["package"]:
        expected = {"editable": "."} if package["name"] == PROJECT["name"] else {"registry": "https://pypi.org/simple"}
        assert package["source"] == expected
        for file in package.get("wheels", []):
            assert file["url"].startswith("https://files.pythonhosted.org/")


@pytest.fixture(scope="module")
def wheels():
    """{package: the tags of each of its wheels} of uv.lock."""
    names = {package["name"]: [file["url"] for file in package.get("wheels", [])] for package in LOCKED["package"]}
    return {name: [parse_wheel_filename(url.split("/")[-1])[3] for url in urls] for name, urls in names.items()}


@pytest.mark.parametrize("path", LOCKS)
def test_every_pin_has_a_wheel_for_every_python_and_system(path, wheels):
    """Nobody should need a compiler. TensorFlow has no wheel for Intel Macs: only NumPy's notebooks work there."""
    for environment in environments(SYSTEMS + [INTEL_MAC] * (path in (STUDENT, UV))):
        taken = tags(environment)
        lack = [name for name in active(pins(path), environment) if not any(wheel & taken for wheel in wheels[name])]
        assert lack == [], environment


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


def test_the_groups_name_what_is_declared():
    names = {canonicalize_name(requirement.name) for requirement in declared()}
    for entry in map(Requirement, set().union(*map(of_group, GROUPS))):
        assert entry.specifier or entry.name in names, "a name without a version, there or here, is locked as it comes"


def test_only_the_tensorflow_notebooks_need_tensorflow():
    assert not re.search(r"tensorflow|keras", (ROOT / STUDENT).read_text())
    assert of_group("student-tensorflow") - of_group("student") == {"tensorflow"}
    assert "tensorflow" not in {Requirement(line).name for line in PROJECT["dependencies"]}


# Declared because they are run, or because a setting names them; nothing imports them.
RUN = {"hatchling", "ipykernel", "jupyterlab", "pre-commit", "psycopg2-binary", "pytest-xdist", "ruff", "uv"}
# Imported, and not from the course's environment: the benchmarks and the font maker have one of their own.
ELSEWHERE = {"torch", "optuna", "fontTools"}


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
        assert not is_ours(ROOT, folder.name) or f"| {folder.name.replace('-', ' ').replace('_', ' ')} |" in text


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


def test_set_up_takes_the_pythons_of_pyproject():
    ours = SpecifierSet(PROJECT["requires-python"])
    taken = [minor for minor in range(6, 30) if not setup.obstacle((3, minor, 1))]
    assert taken == [minor for minor in range(6, 30) if ours.contains(f"3.{minor}.1")]
    assert [f"3.{minor}" for minor in reversed(taken)] == list(setup.PYTHONS)


def test_set_up_runs_on_a_python_that_is_too_old():
    source = Path(setup.__file__).read_text()
    assert len(source.splitlines()) <= 80, "what uv does is not done again"
    tree = ast.parse(source, feature_version=(3, 6))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)
    assert "capture_output" not in source  # Python 3.7
    assert "missing_ok" not in source  # Python 3.8


@pytest.fixture
def pythons(monkeypatch):
    """A function that says which other Pythons are on PATH."""
    return lambda *names: monkeypatch.setattr(shutil, "which", lambda name: name in names)


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ((3, 6, 15), "is Python 3.6.15, which is too old: the course needs 3.13 or 3.12 or 3.11."),
        ((3, 10, 13), "is Python 3.10.13, which is too old"),
        ((3, 14, 0), "is Python 3.14.0, which is too new: TensorFlow has no wheel for it."),
    ],
)
def test_a_python_that_does_not_serve_is_told_why_and_what_to_run(version, words, pythons):
    pythons("python3.11", "python3.12")
    assert words in setup.obstacle(version)
    assert setup.obstacle(version).endswith("Run: make PYTHON=python3.12")
    pythons()
    assert "https://www.python.org/downloads/" in setup.obstacle(version)
    assert setup.obstacle(version).endswith("make PYTHON=python3.13")


def test_a_missing_venv_module_says_which_package_brings_it():
    assert setup.obstacle((3, 12, 1), venv=None).endswith(
        "is Python 3.12.1 without the venv module. Run: sudo apt install python3.12-venv"
    )


@pytest.mark.parametrize(
    ("full", "helps"), [(".", "move the course to a larger disk"), (setup.CACHE, "make UV_CACHE_DIR=")]
)
def test_too_little_room_says_where_and_what_helps(full, helps):
    def usage(folder):
        return SimpleNamespace(free=1e9 if folder == full else 1e12)

    sentence = setup.obstacle((3, 12, 1), usage=usage)
    assert f"{os.path.abspath(full)} has less than 4 GB free" in sentence
    assert helps in sentence


def test_nothing_that_others_set_leads_pip_or_uv_astray():
    given = {"PATH": "/bin", "PIP_USER": "1", "UV_PYTHON": "3.8", "UV_PYTHON_DOWNLOADS": "automatic"}
    given |= dict.fromkeys(["PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX"], "/nowhere")
    kept = setup.variables(given)
    kept.pop("UV_LINK_MODE", None)  # where the cache is on another disk
    assert kept == {
        "PATH": "/bin",
        "PIP_USER": "0",
        "UV_NO_CONFIG": "1",
        "UV_PYTHON": setup.PYTHON,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_CACHE_DIR": setup.CACHE,
        "UV_SYSTEM_CERTS": "1",
    }


@pytest.mark.parametrize("name", ["PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"])
def test_a_mirror_that_is_named_for_one_serves_pip_and_uv(name):
    kept = setup.variables({name: "https://mirror/simple"})
    assert (kept["PIP_INDEX_URL"], kept["UV_DEFAULT_INDEX"]) == ("https://mirror/simple",) * 2
    assert setup.variables({"PIP_INDEX_URL": "a", "UV_DEFAULT_INDEX": "b"})["UV_DEFAULT_INDEX"] == "b"


def test_pips_certificates_are_uvs():
    assert setup.variables({"PIP_CERT": "/etc/own.pem"})["SSL_CERT_FILE"] == "/etc/own.pem"
    assert setup.variables({})["UV_SYSTEM_CERTS"] == "1"
    assert setup.variables({"UV_SYSTEM_CERTS": "0"})["UV_SYSTEM_CERTS"] == "0"


def test_files_are_copied_from_a_cache_on_another_disk_without_a_warning(monkeypatch):
    assert "UV_LINK_MODE" not in setup.variables({}) or os.stat(setup.CACHE).st_dev != os.stat(".").st_dev
    monkeypatch.setattr(setup, "CACHE", "/proc")
    assert setup.variables({})["UV_LINK_MODE"] == "copy"


# -- what set-up does, with commands that are only written down --------------------------------------------------------


STEPS = {"venv": "venv", "uv": "tools/locks/uv.txt", "packages": "requirements.txt", "course": "-e"}
ALL = list(STEPS)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder with a set-up script; its commands, and which of them fails, in course.called and course.fails."""
    script = tmp_path / "course" / "tools" / "setup.py"
    script.parent.mkdir(parents=True)
    found = SimpleNamespace(folder=script.parent.parent, called=[], fails=None)

    def check_call(command, env):
        assert env["PIP_USER"] == "0"
        found.called += [step for step, word in STEPS.items() if word in command]
        if found.called[-1] == found.fails:
            raise found.error
        Path(".venv").mkdir(exist_ok=True)

    monkeypatch.setattr(setup, "__file__", str(script))
    monkeypatch.setattr(setup, "CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(setup.subprocess, "check_call", check_call)
    monkeypatch.chdir(tmp_path)
    return found


def test_the_life_of_an_environment(course):
    """Made; brought up to date in place; made again after a failure, an interruption, and where it was moved."""
    assert setup.main() is None
    assert course.called == ALL
    assert (course.folder / setup.STAMP).read_text() == str(course.folder)

    for error, words in (
        (subprocess.CalledProcessError(1, "uv"), "returned non-zero exit status 1"),
        (KeyboardInterrupt(), "Interrupted"),
    ):
        course.called.clear()
        course.fails, course.error = "packages", error
        assert words in setup.main()
        assert course.called == ["packages"], "pip and uv are there already"
        assert not (course.folder / setup.STAMP).exists()
        course.called.clear()
        course.fails = None
        assert setup.main() is None
        assert course.called == ALL

    course.called.clear()
    assert setup.main() is None
    assert course.called == ALL[2:]

    (course.folder / setup.STAMP).write_text("/where/it/was")
    course.called.clear()
    assert setup.main() is None
    assert course.called == ALL


def test_an_obstacle_stops_before_anything_is_touched(course, monkeypatch):
    monkeypatch.setattr(setup, "obstacle", lambda: "There is no room. Make some")
    assert setup.main().startswith("Set-up stopped. There is no room. Make some")
    assert course.called == []


@pytest.mark.parametrize("path", ["README.md", "tools/bundle_readme.md"])
def test_no_pip_that_we_name_installs_into_the_users_folder(path):
    lines = [line for line in (ROOT / path).read_text().splitlines() if re.match(r" {4}.*\bpip install", line)]
    assert lines
    assert [line for line in lines if "--no-user" not in line] == []


@pytest.mark.parametrize(("option", "status"), [("--no-user", 0), ("--quiet", 1)])
def test_no_user_outweighs_what_is_set_for_pip(option, status):
    """pip's help does not list the option. Without it, a virtual environment refuses to install."""
    command = [sys.executable, "-m", "pip", "install", "--no-index", option, "packaging"]
    assert subprocess.run(command, env=os.environ | {"PIP_USER": "1"}, capture_output=True).returncode == status


# -- Makefile, .ci/run -------------------------------------------------------------------------------------------------

INPUTS = ("requirements.txt", "pyproject.toml", "tools/setup.py", "tools/locks/uv.txt")
TARGETS = "all release demo autograde feedback grades reports lab lite site test lint bench lock clean help"

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
    for name in ("Makefile", *INPUTS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
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
        (["autograde"], 'python -m graders grade --course "course"'),
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
    shown = make("--dry-run", *arguments, cwd=checkout).stdout.replace("\\\n", "")
    assert command in " ".join(shown.split())


@needs_make
@pytest.mark.parametrize(("chosen", "graded"), [((), True), (("ASSIGNMENT=W1A1-Initialization",), False)])
def test_an_assignment_that_cannot_be_released_stops_no_other(checkout, chosen, graded):
    """Unless it is the one that was asked for. Here the release fails, and grading leaves a file."""
    fake = checkout / "python"
    fake.write_text('#!/bin/sh\ncase "$2" in tools.release) exit 1;; graders) touch graded;; esac\n')
    fake.chmod(0o755)
    done = make("autograde", "python=./python", *chosen, cwd=checkout)
    assert (checkout / "graded").exists() == graded
    assert done.returncode != 0
    assert ("Not every assignment was released" in done.stderr) == graded


@needs_make
def test_make_alone_does_the_main_job(checkout):
    shown = make("--dry-run", cwd=checkout).stdout
    order = [shown.index(f"-m tools.{name}") for name in ("release", "demo", "reports")]
    assert order == sorted(order)


@needs_make
@pytest.mark.parametrize("touched", INPUTS)
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
