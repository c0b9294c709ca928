"""The bundle: complete, self-contained, the same every time, and without an answer in it."""

import hashlib
import importlib
import inspect
import itertools
import json
import os
import re
import subprocess
import sys
import sysconfig
import textwrap
import zipfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import yaml
from traitlets.config import Config

from graders import exercises
from graders.build_key import build_exercise_key, public_rng
from graders.checks.problem import find_problem
from graders.exercises.edits import plain_source
from graders.imports import Imports
from tests.sample_class.table import Student
from tools import bundle as bundles
from tools import declared, demo, prepare, release

ROOT = Path(__file__).resolve().parent.parent
NAMES = exercises.names()

# What a student's Python sees: the bundle, the standard library, and site-packages of which no .pth file is read.
STUDENT = """
import sys
sys.path[:] = [sys.argv[1]] + [p for p in sys.path if "site-packages" not in p] + sys.argv[2].split("|")
"""


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def made(built, name):
    """The folder that holds release/ and bundles/, with an assignment in it."""
    return built(name)


@pytest.fixture
def bundle(made, name, tmp_path):
    """An assignment's zip, unpacked by a student."""
    with zipfile.ZipFile(made / "bundles" / f"{name}.zip") as archive:
        archive.extractall(tmp_path)
    return tmp_path / name


def as_student(bundle, code):
    """Run code with nothing of the repository to import; its output and its exit status."""
    packages = "|".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    command = [sys.executable, "-I", "-S", "-c", STUDENT + textwrap.dedent(code), str(bundle), packages]
    done = subprocess.run(command, cwd=bundle, capture_output=True, text=True, encoding="utf-8")
    return done.stdout + done.stderr, done.returncode


def notebook_of(bundle):
    (path,) = bundle.glob("*.ipynb")
    return nbformat.read(path, as_version=4)


def test_a_notebook_is_released(made, name):
    assert (made / "bundles" / f"{name}.zip").exists()
    assert len(list((made / "release" / name).glob("*.ipynb"))) == 1


def test_the_zip_is_the_released_folder(made, name, bundle):
    folder = made / "release" / name
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert files == {path.relative_to(bundle): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}


def test_a_bundle_holds_what_a_student_needs(name, bundle):
    (notebook,) = bundle.glob("*.ipynb")
    present = {path.name for path in bundle.iterdir()}
    assert {
        "README.md",
        "glossary.md",
        "requirements.txt",
        "environment.yml",
        "LICENSE",
        "LICENSE-TEXT",
        "NOTICE",
    } <= present
    assert present <= {
        *("README.md", "glossary.md", "requirements.txt", "environment.yml", "LICENSE", "LICENSE-TEXT", "NOTICE"),
        *(notebook.name, "utils", "graders", "datasets"),
    }
    readme = (bundle / "README.md").read_text(encoding="utf-8")
    assert notebook.name in readme
    assert name in readme
    assert "$" not in readme
    environment = (bundle / "environment.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(environment)["dependencies"][-1] == {"pip": ["-r requirements.txt"]}
    assert "make" not in environment, "there is none in a bundle"


def test_a_bundle_pins_its_packages_with_hashes(bundle):
    lines = (bundle / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]
    assert any(line.startswith("jupyterlab==") for line in pins)
    assert all("==" in pin and pin.endswith("\\") for pin in pins), "each pin is followed by its hashes"
    uses_tensorflow = any("import tensorflow" in cell.source for cell in notebook_of(bundle).cells)
    assert any(line.startswith("tensorflow==") for line in pins) == uses_tensorflow


def test_data_is_complete_and_unharmed(name, bundle):
    wanted = exercises.find(name).datasets
    if not wanted:
        assert not (bundle / "datasets").exists()
        return
    lines = (bundle / "datasets" / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    sums = dict(reversed(line.split()) for line in lines)
    for file in wanted:
        assert hashlib.sha256((bundle / "datasets" / file).read_bytes()).hexdigest() == sums[file]
        assert (bundle / "datasets" / file).with_suffix(".md").is_file()
    assert sums.keys() <= {path.name for path in (bundle / "datasets").iterdir()}


def test_a_zip_is_the_same_every_time(built, tmp_path, monkeypatch):
    """Of one assignment: the same code makes all of them. The answer key, too, is built again."""
    monkeypatch.setenv(declared.KEPT, str(tmp_path / "declared"))
    had_course, name = (ROOT / "course").exists(), NAMES[0]
    release.main([name, "--into", str(tmp_path)])
    assert (ROOT / "course").exists() == had_course, "a release is no class's record"
    assert (tmp_path / "bundles" / f"{name}.zip").read_bytes() == (built(name) / "bundles" / f"{name}.zip").read_bytes()


def test_an_answer_key_is_kept_until_something_changes(tmp_path, monkeypatch):
    source, calls = tmp_path / "one.py", itertools.count(1)
    monkeypatch.setenv(declared.KEPT, str(tmp_path / "declared"))
    monkeypatch.setattr(declared, "judging_files", lambda name, root: [source])
    monkeypatch.setattr(
        declared.subprocess, "run", lambda *a, **k: SimpleNamespace(returncode=0, stdout=f'{{"key": {next(calls)}}}')
    )

    def key():
        return declared.declared(NAMES[0], ROOT)["key"]

    source.write_text("a = 1")
    assert [key(), key()] == [1, 1]
    source.write_text("a = 2")
    assert [key(), key()] == [2, 2]
    (tmp_path / "declared" / f"{NAMES[0]}.json").write_text('{"fingerprint": ', encoding="utf-8")
    assert [key(), key()] == [3, 3]
    monkeypatch.setattr(declared.sys, "version", "of another Python")
    assert key() == 4


def test_a_zip_unpacks_on_every_system(made, name):
    with zipfile.ZipFile(made / "bundles" / f"{name}.zip") as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names, key=lambda path: path.split("/"))
    assert len({path.lower() for path in names}) == len(names), "two names that Windows and macOS take for one"
    for entry in entries:
        assert entry.filename.startswith(f"{name}/")
        assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", part) and part != ".." for part in entry.filename.split("/"))
        assert len(entry.filename) < 150, "Windows allows 260 characters, the student's own folders included"
        assert entry.external_attr >> 16 == 0o644, "a plain file, no link"
        assert entry.date_time == release.EPOCH


def test_a_bundle_is_small(bundle):
    assert sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file()) < 10e6


def test_no_path_of_this_machine_is_in_a_bundle(bundle):
    for path in bundle.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for place in {str(ROOT), str(Path.home()), sys.prefix}:
                assert place == "/" or place.encode() + b"/" not in content, f"{place} in {path}"


# The notebook alone


@pytest.mark.parametrize("beside", [None, "utils.py", "graders.py"])
def test_a_notebook_alone_says_what_to_do(name, bundle, tmp_path, beside):
    """Uploaded to Colab, say, or in a folder with other modules of these names: in one sentence, and no bare error."""
    alone = tmp_path / "alone"
    alone.mkdir()
    if beside:
        (alone / beside).touch()
    setup = next(cell.source for cell in notebook_of(bundle).cells if cell.id == "setup")
    said, status = as_student(alone, setup)
    assert status != 0
    assert "ImportError" in said.splitlines()[-1], said
    for words in ("folders graders/ and utils/ must lie beside this notebook", "VS Code", f"!unzip -q {name}.zip"):
        assert words in said.splitlines()[-1]


def test_a_bundle_beside_another_utils_says_what_to_do(bundle):
    """A module that is found first, and is none of ours."""
    (bundle / "elsewhere").mkdir()
    (bundle / "elsewhere" / "utils.py").touch()
    setup = next(cell.source for cell in notebook_of(bundle).cells if cell.id == "setup")
    said, status = as_student(bundle, f"sys.path.insert(0, 'elsewhere')\n{setup}")
    assert status != 0
    assert re.search(r"'utils'.*The zip's folders graders/ and utils/ must lie", said.splitlines()[-1])


# No answer


def solution_lines(name, unpacked):
    """The lines of every solution that nobody writes by chance: line -> where it stands."""
    found = {}
    given = set()  # code that is there to be read, and repaired
    (source,) = (ROOT / "notebooks" / name).glob("*.ipynb")
    for cell in nbformat.read(source, as_version=4).cells:
        if cell.metadata.get("nbgrader", {}).get("locked") and not cell.metadata.nbgrader.grade:
            given |= {line.strip() for line in cell.source.splitlines()}
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL):
            found |= dict.fromkeys(region.splitlines(), f"the solution in cell {cell.id}")
    for exercise in exercises.find(name).exercises:
        _, body = plain_source(exercise.reference)
        found |= dict.fromkeys(body.splitlines(), f"the reference of {exercise.name}")
    # What the notebook gives its students to call may look like what they write.
    for path in (unpacked / "utils").rglob("*.py"):
        given |= {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    lines = {line.strip(): where for line, where in found.items() if len(line.strip()) > 40}
    return {line: where for line, where in lines.items() if line not in given}


def test_no_line_of_a_solution_is_in_a_bundle(name, bundle):
    lines = solution_lines(name, bundle)
    references = {inspect.getsourcefile(exercise.reference) for exercise in exercises.find(name).exercises}
    source = "\n".join(Path(path).read_text(encoding="utf-8") for path in sorted(references))
    assert sum(line in source for line in lines) >= 2, "or this test sees nothing"
    text = {path: path.read_text(encoding="utf-8") for path in bundle.rglob("*") if path.suffix in {".py", ".md"}}
    text |= {path: "\n".join(cell.source for cell in notebook_of(bundle).cells) for path in bundle.glob("*.ipynb")}
    text |= {path: path.read_text(encoding="utf-8") for path in bundle.rglob("*.json")}
    for path, content in text.items():
        for line, where in lines.items():
            assert line not in content, f"{path.name} holds a line of {where}"


def test_the_released_notebook_has_stubs_and_no_hidden_test(name, bundle):
    nb = notebook_of(bundle)
    for cell in nb.cells:
        assert not re.search(r"BEGIN SOLUTION|END SOLUTION|HIDDEN TESTS|hidden=True", cell.source)
        assert not cell.get("outputs")
        if cell.metadata.get("nbgrader", {}).get("solution"):
            assert 'raise NotImplementedError("not written yet: put your own lines here")' in cell.source
    written = [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert len(written) >= len(exercises.find(name).exercises)


# What a student's Python says, in one run: it takes seconds to start, with TensorFlow above all.
SOLVED, CHECKED, IMPORTED = "-- solved", "-- checked", "-- imported"
CHECK = """
from graders.checks import checker
check, progress = checker({assignment!r})
progress()
for hidden in False, True:
    try:
        check({exercise!r}, lambda *args: "no answer", hidden=hidden)
        print("passed")
    except Exception as error:
        print(type(error).__name__, error)
"""
IMPORT = """
import contextlib, importlib, pathlib
for module in {answering!r}:
    with contextlib.suppress(ModuleNotFoundError):
        importlib.import_module(module)
        print(module, "can be imported")
count = 0
for path in pathlib.Path.cwd().rglob("*.py"):
    module = importlib.import_module(".".join(path.relative_to(pathlib.Path.cwd()).with_suffix("").parts))
    assert pathlib.Path(module.__file__) == path, "not the bundle's own"
    for name in set({references!r}) & set(vars(module)):
        print(name, "in", module.__name__)
    count += 1
print(count, "modules")
"""


@pytest.fixture(scope="module")
def in_a_bundle(built, tmp_path_factory):
    """in_a_bundle(assignment): (what was said by SOLVED, by CHECKED, by IMPORTED; the unpacked bundle).

    A student solves the notebook, all cells but the experiments; asks the visible check and the hidden one about a
    wrong answer; imports what answers, and every module that is there.
    """

    @cache
    def run(assignment):
        folder = tmp_path_factory.mktemp("student")
        with zipfile.ZipFile(built(assignment) / "bundles" / f"{assignment}.zip") as archive:
            archive.extractall(folder)
        found = exercises.find(assignment).exercises
        cells = [c for c in notebook_of(folder / assignment).cells if c.cell_type == "code"]
        cells = {c.id: c.source for c in cells if "experiment" not in c.metadata.get("tags", [])}
        cells |= demo.answers(assignment, Student("every exercise right"))
        answering = {e.reference.__module__ for e in found} | {f"graders.exercises.{assignment.split('-')[0].lower()}"}
        answering |= {"graders.exercises", "graders.exercise", "graders.build_key", "tools"}
        check = CHECK.format(assignment=assignment, exercise=found[0].name)
        import_all = IMPORT.format(answering=sorted(answering), references=[e.reference.__name__ for e in found])
        marks = [f"print({mark!r})" for mark in (SOLVED, CHECKED, IMPORTED)]
        code = [*cells.values(), marks[0], check, marks[1], import_all, marks[2]]
        said, status = as_student(folder / assignment, "\n".join(code))
        assert status == 0, said
        solved, _, rest = said.partition(f"{SOLVED}\n")
        checked, _, rest = rest.partition(f"{CHECKED}\n")
        return solved, checked, rest.partition(f"{IMPORTED}\n")[0], folder / assignment

    return run


def test_no_answer_can_be_imported_from_a_bundle(name, in_a_bundle):
    """Each module that answers is missing, and what ships under a reference's name is no answer."""
    *_, said, bundle = in_a_bundle(name)
    *namesakes, counted = said.splitlines()
    assert int(counted.split()[0]) == len(list(bundle.rglob("*.py")))
    assert not [line for line in namesakes if line.endswith("can be imported")]
    for namesake in namesakes:  # such as the NumPy network's sigmoid, where one in TensorFlow is asked
        function, module = namesake.split(" in ")
        (exercise,) = (e for e in exercises.find(name).exercises if e.reference.__name__ == function)
        shipped = getattr(importlib.import_module(module), function)
        assert find_problem(build_exercise_key(exercise, public_rng()), shipped), namesake


def test_a_student_gets_answers_from_the_bundle_alone(name, in_a_bundle):
    """The visible checks answer, and the hidden ones refuse: they never pass silently."""
    _, said, *_ = in_a_bundle(name)
    *_, visible, hidden = said.splitlines()
    assert visible.startswith(f"NotYet {exercises.find(name).exercises[0].name}: not yet."), said
    assert hidden.startswith("GraderError"), said


def test_a_student_can_solve_it_from_the_bundle_alone(name, in_a_bundle):
    """Every cell but the experiments, with right answers: each check says so."""
    said, *_ = in_a_bundle(name)
    points = sum(e.points for e in exercises.find(name).exercises)
    assert f"{points} of {points} points so far, by the checks in this notebook." in said


# A fault stops the release


def scratch(*sources):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("from utils.no_such_module import f", "there is no module utils.no_such_module"),
        ("import graders.build_key", "the notebook imports graders.build_key"),
        ("import tools.release", "the notebook imports tools.release"),
        ("for = 3", "is not valid Python"),
        ("from graders.checks import checker", "need its declarations"),
    ],
)
def test_what_cannot_ship_stops_the_release(source, message):
    with pytest.raises(bundles.BundleError, match=re.escape(message)):
        bundles.bundle_files("X1A1-Nothing", "Nothing", scratch(source))


@pytest.mark.parametrize(
    "source",
    [
        "from {0} import {1}",
        "import {0}.{1} as u",
        "def f():\n    from {0}.{1} import *",
        "%%time\nimport {0}.{1}",
    ],
)
def test_a_notebook_that_imports_an_answer_stops_the_release(name, source, monkeypatch):
    monkeypatch.setattr(bundles, "declared", lambda name, root: {"key": {}, **declared.without_key(name)})
    reference = exercises.find(name).exercises[0].reference.__module__
    package, _, module = reference.rpartition(".")
    nb = scratch("from graders.checks import checker", source.format(package, module))
    shippable = package == "utils"
    words = f"{reference} would ship, and it answers" if shippable else "only utils and graders.checks are given"
    with pytest.raises(bundles.BundleError, match=words):
        bundles.bundle_files(name, "Notebook", nb)


def test_names_that_are_no_modules_are_no_fault():
    files = bundles.bundle_files(
        "X1A1-Nothing", "Nothing", scratch("%matplotlib inline\n!ls\nfrom utils.data import load_circles")
    )
    assert [path for path in files if path.endswith(".py")] == ["utils/__init__.py", "utils/data.py"]


@pytest.mark.parametrize(("source", "needed"), [("import numpy", False), ("from tensorflow import keras", True)])
def test_tensorflow_is_asked_for_only_where_it_is_imported(source, needed):
    lock = bundles.bundle_files("X1A1-Nothing", "Nothing", scratch(source))["requirements.txt"].decode()
    assert bool(re.search(r"^tensorflow==", lock, re.MULTILINE)) == needed


def test_only_what_is_imported_ships(tmp_path):
    """Relative imports, imports within functions, and packages are followed; the rest stays."""
    package = tmp_path / "utils"
    (package / "deep").mkdir(parents=True)
    for file, source in {
        "__init__.py": "",
        "a.py": "from . import b\nimport numpy\n",
        "b.py": "def f():\n    from .deep.d import g\n",
        "c.py": "import utils.a\n",
        "deep/__init__.py": "from ..e import name\n",
        "deep/d.py": "import graders.build_key\n",
        "e.py": "name = 1\n",
    }.items():
        (package / file).write_text(source)
    modules, imported = bundles.shipped(Imports({"utils.a"}, set()), tmp_path)
    assert sorted(modules) == ["utils", "utils.a", "utils.b", "utils.deep", "utils.deep.d", "utils.e"]
    assert "numpy" in imported.modules


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda folder: (folder / "x.csv").write_text("2\n"), "not what SHA256SUMS lists"),
        (lambda folder: (folder / "x.csv").unlink(), "datasets/x.csv is missing"),
        (lambda folder: (folder / "x.md").unlink(), "datasets/x.md is missing"),
        (lambda folder: (folder / "SHA256SUMS").write_text(""), "not what SHA256SUMS lists"),
    ],
)
def test_damaged_data_stops_the_release(tmp_path, damage, message):
    folder = tmp_path / "datasets"
    folder.mkdir()
    (folder / "x.csv").write_text("1\n")
    (folder / "x.md").write_text("# x\n")
    (folder / "SHA256SUMS").write_text(hashlib.sha256(b"1\n").hexdigest() + "  x.csv\n" + "0" * 64 + "  other.csv\n")
    assert bundles.datasets(["x.csv"], tmp_path)["datasets/SHA256SUMS"].endswith(b"  x.csv\n")
    damage(folder)
    with pytest.raises(bundles.BundleError, match=message):
        bundles.datasets(["x.csv"], tmp_path)


def test_nbgrader_fails_loudly_and_leaves_nothing(tmp_path):
    """The command itself: with the repository's configuration, on a course whose notebook cannot ship."""
    (tmp_path / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    folder = tmp_path / "notebooks" / "X1A1-Nothing"
    folder.mkdir(parents=True)
    nb = scratch("from utils.no_such_module import f")
    nb.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nb, folder / "Nothing.ipynb")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "X1A1-Nothing", "--no-db"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "COURSE": "build"})
    assert done.returncode != 0
    assert "BundleError: there is no module utils.no_such_module" in done.stderr
    assert not (tmp_path / "build" / "release" / "X1A1-Nothing").exists()


def test_an_unknown_assignment_is_named():
    with pytest.raises(SystemExit, match="there is no assignment W9A9-None in notebooks/"):
        release.main(["W9A9-None"])


def test_an_answer_key_is_strict_json(name, bundle):
    text = (bundle / "graders" / "checks" / "keys" / f"{name}.json").read_text(encoding="utf-8")
    json.loads(text, parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))


def test_other_words_for_hidden_tests_are_refused():
    """The judge would take such a test's lines for visible ones."""
    config = Config()
    bundles.check_delimiters(config)
    config.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
    bundles.check_delimiters(config)
    config.ClearHiddenTests.begin_test_delimeter = "VERBERGE AB HIER"
    with pytest.raises(prepare.PrepareError, match=r"begin_test_delimeter is 'VERBERGE AB HIER'.*usual words"):
        bundles.check_delimiters(config)
