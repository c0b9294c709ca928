"""The bundle: the files beside a released notebook, with which it runs without anything else of this repository.

Prepare and Bundle are preprocessors of `nbgrader generate_assignment` (nbgrader_config.py), so that the command,
formgrader's Generate button, the exchange and the zips all give out the same files. A fault in them stops the release.
"""

import hashlib
import json
import re
import string
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager
from nbgrader.preprocessors import NbGraderPreprocessor

from graders.engine.release import BEGIN_HIDDEN, END_HIDDEN
from graders.imports import Imports, ImportsError, closure, imports, within
from tools.declared import NotDeclared, declared
from tools.prepare import PrepareError, prepare

ROOT = Path(__file__).resolve().parent.parent
README = Path(__file__).with_name("bundle_readme.md")
SHIPS = ("utils", "graders.checks")  # the only packages whose modules are ever given to students
OURS = ("utils", "graders", "tools")  # the packages of this repository


class BundleError(Exception):
    """The bundle cannot be put together; the message says what to change."""


def check_delimiters(config):
    """Raise PrepareError if a configuration marks hidden tests otherwise: the judge would show them to students."""
    for which, usual in (("begin", BEGIN_HIDDEN), ("end", END_HIDDEN)):
        name = f"{which}_test_delimeter"  # nbgrader's spelling
        if (found := config.ClearHiddenTests.get(name, usual)) != usual:
            raise PrepareError(
                f"c.ClearHiddenTests.{name} is {found!r}, and grading knows hidden tests by {usual!r} alone: "
                "take that line out of the configuration, and write the usual words in the notebooks"
            )


class Prepare(NbGraderPreprocessor):
    """Changes in the notebook what every release does: see tools/prepare.py."""

    def preprocess(self, nb, resources):
        check_delimiters(self.config)
        prepare(nb, resources["nbgrader"]["notebook"])
        return nb, resources


class Bundle(NbGraderPreprocessor):
    """Hands nbconvert's writer the files that belong beside the notebook."""

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        files = bundle_files(ids["assignment"], ids["notebook"], nb)
        resources.setdefault("outputs", {}).update(files)
        return nb, resources


def bundle_files(name, notebook, nb, root=ROOT):
    """The files beside the released notebook nb of the assignment `name`: path with slashes -> bytes.

    notebook: the notebook's name without .ipynb. Raises BundleError.
    """
    wanted = notebook_imports(nb)
    files = {}
    answers = {}
    if wanted.modules & {"graders.checks", "graders.checks.checker"}:  # not hints for plain asserts
        declaration = _declaration(name, root)
        wanted |= Imports(set(declaration["ship"]), set())
        answers = declaration["answers"]
        files[f"graders/checks/keys/{name}.json"] = _json(declaration["key"])
        files |= datasets(declaration["datasets"], root)
    modules, imported = shipped(wanted, root)
    for module in sorted(modules.keys() & answers.keys()):
        raise BundleError(
            f"{module} would ship, and it answers the exercise {answers[module]}: {name} must do without importing it"
        )
    files |= {path.relative_to(root).as_posix(): path.read_bytes() for path in modules.values()}
    files |= _papers(name, notebook, imported, root)
    return dict(sorted(files.items()))


def _declaration(name, root):
    try:
        return declared(name, root)
    except NotDeclared as error:
        raise BundleError(
            f"the notebook of {name} uses graders.checks, which need its declarations in graders/exercises/:\n{error}"
        ) from error


def _json(data):
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


# Which modules


def notebook_imports(nb):
    """The Imports of a notebook's code cells.

    Raises BundleError for a cell that is not Python, or that imports what students do not get.
    """
    to_python = TransformerManager().transform_cell  # line magics and shell lines become calls
    found = Imports(set(), set())
    for cell in nb.cells:
        if cell.cell_type == "code":
            body = re.sub(r"\A\s*%%.*", "", cell.source)  # what %%time and its like run
            try:
                found |= imports(to_python(body), f"the notebook's cell {cell.get('id', '?')!r}")
            except ImportsError as error:
                raise BundleError(str(error)) from error
    for module in sorted(found.modules):
        if within(module, *OURS) and not within(module, *SHIPS):
            raise BundleError(f"the notebook imports {module}, and only {' and '.join(SHIPS)} are given to students")
    return found


def shipped(wanted, root=ROOT):
    """Every module of SHIPS that the wanted Imports lead to, with their packages: name -> file; and all their Imports.

    Raises BundleError for a module that is not there.
    """
    # graders is the package in which graders.checks lies
    try:
        return closure(wanted, root, lambda module: within(module, *SHIPS) or module == "graders")
    except ImportsError as error:
        raise BundleError(str(error)) from error


# Data and papers


def datasets(names, root=ROOT):
    """The named files of datasets/, their datasheets, and their checksums: path -> bytes.

    Raises BundleError if a file is missing, damaged, or has no datasheet or checksum.
    """
    if not names:
        return {}
    folder = root / "datasets"
    known = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines())
    files, sums = {}, []
    for name in sorted(names):
        sheet = Path(name).with_suffix(".md").name
        for file in (name, sheet):
            if not (folder / file).is_file():
                raise BundleError(f"datasets/{file} is missing; python datasets/make_datasets.py makes the data")
            files[f"datasets/{file}"] = (folder / file).read_bytes()
        if hashlib.sha256(files[f"datasets/{name}"]).hexdigest() != known.get(name):
            raise BundleError(
                f"datasets/{name} is not what SHA256SUMS lists; python datasets/make_datasets.py makes it again"
            )
        sums += [f"{known[file]}  {file}\n" for file in (name, sheet) if file in known]
    files["datasets/SHA256SUMS"] = "".join(sums).encode()
    return files


def _papers(name, notebook, imported, root):
    """README, glossary, licences, and what pip and conda read: path -> bytes."""
    lock = (
        "student-tensorflow.txt" if any(within(module, "tensorflow") for module in imported.modules) else "student.txt"
    )
    sources = {
        "requirements.txt": root / "tools" / "locks" / lock,
        "environment.yml": root / "environment.yml",
        "glossary.md": root / "notebooks" / "glossary.md",
    }
    sources |= {path.name: path for path in [*root.glob("LICENSE*"), *root.glob("NOTICE")]}
    for path in sources.values():
        if not path.is_file():
            raise BundleError(
                f"{path.relative_to(root)} is missing, and every bundle holds it (make lock makes the locks)"
            )
    files = {target: path.read_bytes() for target, path in sources.items()}
    # Its comments are about this repository; what a student types stands in the README.
    files["environment.yml"] = re.sub(rb"(?m)^#.*\n", b"", files["environment.yml"])
    readme = string.Template(README.read_text(encoding="utf-8"))
    files["README.md"] = readme.substitute(assignment=name, notebook=notebook).encode()
    return files
