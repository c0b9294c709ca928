"""Reading a release and a submission, and repairing the submission from the release.

Nothing here trusts a submission: it is read without following links, within limits, as plain JSON, and of a notebook
only the cells' sources, their kind (code or text), the names by which they are recognized and the tag `experiment`.
Points, test cells, metadata and outputs are the release's own, whatever the file says.
"""

import ast
import builtins
import hashlib
import io
import json
import os
import re
import resource
import stat
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_NOTEBOOK = 200 << 20  # bytes; a megabyte is usual, an endless loop of prints has made 100
LARGEST_DATA, MOST_FILES, MOST_CELLS, LONGEST_SOURCE = 20 << 20, 100, 2000, 1 << 20
# What may lie beside a notebook: data. Never what Python would import, and never what another program would run.
DATA = {".ipynb", ".csv", ".tsv", ".txt", ".json", ".npy", ".npz", ".png", ".jpg", ".jpeg", ".gif"}
MISSING = "# This cell is missing in what was handed in"
BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


class Unreadable(ValueError):
    """A submission that cannot be graded as it is; the message is for the student."""


# -- the release -----------------------------------------------------------------------------------------------------


@dataclass
class Cell:
    """A cell of the release, or one that a student added (role "added").

    role: "test", "solution", "manual" (a solution that a person grades), "setup" (code that a student need not touch),
    "experiment" (code that grading does not need), "locked", "text" or "added". source: as released. tests: with the
    hidden tests.
    """

    key: str
    kind: str
    role: str
    source: str
    tests: str = ""
    points: float = 0.0
    metadata: dict = field(default_factory=dict)

    @property
    def hidden(self):
        """The numbers of the lines of `tests` that a student must not see, counted as IPython does.

        If a magic takes the whole cell, its lines cannot be told apart: then all are hidden, or none.
        """
        inside, numbers, lines = False, [], self.tests.splitlines()
        for number, line in enumerate(lines, 1):
            inside = inside or BEGIN_HIDDEN in line
            if inside:
                numbers.append(number)
            inside = inside and END_HIDDEN not in line
        return list(range(1, len(lines) + 1)) if numbers and lines[0].startswith("%%") else numbers


@dataclass
class Release:
    """All that grading one notebook needs; plain data, so that it can travel to another machine."""

    assignment: str
    notebook: str
    cells: list
    bundle: bytes  # the bundle's files beside the notebook, as a zip
    wanted: list  # the names of the student's that tests look at
    imports: list  # modules that the released notebook imports, and those of its checks
    server_key: str  # changes with the bundle or the imports; releases with the same one share their fork servers
    digest: str  # changes with anything here
    siblings: list = field(default_factory=list)  # the assignment's other notebooks


def release(folder, assignment, notebook, tests):
    """The Release of build/release/<assignment>/<notebook>.ipynb.

    tests: {grade_id: (source with the hidden tests, points)}, from the gradebook; None without it, to start fork
    servers only. Raises FileNotFoundError if there is no release, LookupError if the gradebook has other tests.
    """
    path = Path(folder, assignment, f"{notebook}.ipynb")
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: release the assignment first (make release)")
    cells = []
    for number, raw in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        cell = released_cell(number, raw)
        if cell.role == "test":
            source, cell.points = (cell.source, cell.points) if tests is None else tests[cell.key]
            cell.tests = as_run(source)
        cells.append(cell)
    bundle = zipped(path.parent, skip="*.ipynb")
    imports = {name for cell in cells if cell.kind == "code" for name in imported(cell.source)}
    checks = (file.relative_to(path.parent) for file in path.parent.glob("graders/checks/**/[a-z]*.py"))
    imports |= {".".join(file.with_suffix("").parts) for file in checks}
    server_key = short_digest(bundle + json.dumps(sorted(imports)).encode())
    everything = short_digest(json.dumps([server_key, *map(vars, cells)], sort_keys=True).encode())
    siblings = sorted(other.stem for other in path.parent.glob("*.ipynb") if other != path)
    wanted = wanted_names(cells)
    return Release(assignment, notebook, cells, bundle, wanted, sorted(imports), server_key, everything, siblings)


def short_digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def as_run(source):
    """A cell's source without the empty lines at its top, which IPython leaves out before it counts."""
    return re.sub(r"\A\s*\n", "", source)


def released_cell(number, raw):
    metadata, kind = raw.get("metadata", {}), raw["cell_type"]
    mine = metadata.get("nbgrader", {})
    key = mine.get("grade_id") or raw.get("id") or f"cell-{number}"
    if mine.get("task") or (mine.get("grade") and (mine.get("solution") or kind != "code")):
        role = "manual"
    elif mine.get("grade"):
        role = "test"
    elif mine.get("solution"):
        role = "solution"
    elif mine.get("locked"):
        role = "locked"
    elif kind != "code":
        role = "text"
    else:
        role = "experiment" if "experiment" in metadata.get("tags", []) else "setup"
    source = raw["source"] if isinstance(raw["source"], str) else "".join(raw["source"])
    return Cell(key, kind, role, source, points=float(mine.get("points") or 0), metadata=metadata)


def zipped(folder, skip):
    """The files below folder as one zip, the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and not path.match(skip) and "__pycache__" not in path.parts:
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # without the file's time
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def parsed(source):
    """The syntax tree of a cell, magics and all; an empty one if it is not Python."""
    if source.startswith("%%"):  # %%time, say, runs the lines below it
        source = source.partition("\n")[2]
    try:
        return ast.parse(source)
    except SyntaxError:
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            return ast.parse(TransformerManager().transform_cell(source))
        except SyntaxError:
            return ast.parse("")


def imported(source):
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def import_lines(source):
    """The import statements of a cell of the release: the judge runs them, and never the rest of a solution cell."""
    tree = parsed(source).body
    return "\n".join(ast.unparse(node) for node in tree if isinstance(node, (ast.Import, ast.ImportFrom)))


def names(source, context):
    """The names that code loads (context ast.Load) or binds (ast.Store: functions, arguments and imports too)."""
    found = set()
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            found.add(node.id)
        elif context is ast.Store and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.arg)):
            found.add(getattr(node, "name", None) or node.arg)
        elif context is ast.Store and isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return found


def bound(source):
    return names(source, ast.Store)


def defined_on_top(source):
    """The names that a cell leaves behind: not what is local to its functions."""
    found = set()
    for node in parsed(source).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        else:
            found |= names(ast.unparse(node), ast.Store)
    return found


def wanted_names(cells):
    """What the tests need of the student's: names that a solution cell defines, and names that no cell defines.

    Behind an `import *` anything may be defined, so with one of these it is only the former.
    """
    trusted = [c.tests or c.source for c in cells if c.role in ("test", "setup", "locked") and c.kind == "code"]
    solutions = [cell.source for cell in cells if cell.role in ("solution", "manual") and cell.kind == "code"]
    needed = set().union(*(names(source, ast.Load) for source in trusted))
    imports = set().union(*(names(import_lines(source), ast.Store) for source in solutions))
    defined = set().union(imports, dir(builtins), *(names(source, ast.Store) for source in trusted))
    solved = set().union(*map(defined_on_top, solutions)) - imports
    defined |= needed if "*" in defined else {"get_ipython"}
    return sorted(name for name in needed if name in solved or name not in defined)


# -- the submission --------------------------------------------------------------------------------------------------


@dataclass
class Submission:
    """What was handed in. files: {name: bytes}. unread: why there is nothing to grade, or None. notes: for the log."""

    files: dict
    unread: str | None = None
    notes: list = field(default_factory=list)


def submitted(folder, release):
    """The Submission in a folder: of its files, those that count.

    These are the notebook, and data beside it: regular files of this folder, opened without following links, with names
    in UTF-8.
    """
    wanted = f"{release.notebook}.ipynb"
    try:
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return Submission({}, "the submission is not a folder")
    try:
        there = sorted(os.listdir(top), key=lambda name: (name != wanted, name))
        files = read_all(there, top, wanted)
        candidates = copies(files, release)
        times = {name: os.stat(name, dir_fd=top, follow_symlinks=False).st_mtime for name in candidates}
    finally:
        os.close(top)
    counts, notes = the_one_that_counts({name: (files[name], times[name]) for name in candidates}, release)
    if counts:
        files[wanted] = files[counts]
        others = [name for name in files if name.endswith(".ipynb") and name != wanted]
        return Submission({name: data for name, data in files.items() if name not in others}, None, notes)
    found = f" (but {', '.join(there[:5])})" if there else ""
    missing = f"there is no readable {wanted} in the submission{found}: hand in that file, under that name"
    return Submission(files, printable(missing).replace("\n", "?"))


# What JupyterLab, browsers, Colab and file managers make of the name of a copy, or of a second download.
COPY = re.compile(r"^(copy of|kopie von) | ?\(\d+\)$|[-_]\d+$|( - |[-_ ])(copy|kopie) ?\d*$", re.IGNORECASE)
MOST_COPIES = 10
LATER = 60  # seconds between two files that tell which one was worked on last


def copies(files, release):
    """The names of the files that may be the notebook: it, its copies, and of a single notebook any other name.

    Of several notebooks in an assignment none stands in for another.
    """
    known = {release.notebook, *release.siblings}
    found = []
    for name in files:
        if name.endswith(".ipynb"):
            copied = copy_of(name.removesuffix(".ipynb"), known)
            if copied == release.notebook or (copied is None and not release.siblings):
                found.append(name)
    return found[:MOST_COPIES]


def copy_of(name, known):
    """The known notebook that a name is that of, or of a copy of; None if of none."""
    while name not in known:
        shorter = COPY.sub("", name)
        if shorter == name:
            return None
        name = shorter
    return name


def the_one_that_counts(candidates, release):
    """(name, notes) of the notebook with the most answers; of several such the one that was clearly written last.

    candidates: {name: (content, time)}. The name is None if there is none.
    """
    wanted, names = f"{release.notebook}.ipynb", list(candidates)
    if len(names) < 2:
        renamed = names and names[0] != wanted
        return (names[0] if names else None), [printable(f"{names[0]} counts as {wanted}")] if renamed else []
    full = {name: answers_in(data, release) for name, (data, _) in candidates.items()}
    most = [name for name in names if full[name] == max(full.values())]
    latest = max(candidates[name][1] for name in most)
    last = [name for name in most if candidates[name][1] > latest - LATER]
    counts = wanted if wanted in last else last[-1]
    others = ", ".join(name for name in names if name != counts)
    why = "more of the answers are in it" if len(most) == 1 else "it is the later one"
    note = f"{counts} counts, and not {others}" + (f": {why}" if counts != wanted else "")
    return counts, [printable(note)]


def answers_in(data, release):
    """How many of the release's answers a notebook has, -1 if it cannot be read."""
    try:
        cells, _ = repair(read(data, release), release)
    except Unreadable:
        return -1
    return sum(not is_open(cells, number) or followed(cells, number) for number in solutions(cells).values())


def read_all(names, top, wanted):
    """{name: bytes} of the notebook and of what counts beside it, in the folder that `top` is open on."""
    files, size = {}, 0
    for name in names:
        counts = Path(name).suffix.lower() in DATA and name == well_formed(name)
        if name != wanted and (not counts or len(files) > MOST_FILES):
            continue
        data = read_regular(name, top, LARGEST_NOTEBOOK if name == wanted else LARGEST_DATA - size)
        if data is not None:
            files[name] = data
            size += len(data) if name != wanted else 0
    return files


def read_regular(name, top, most):
    """The content of a file in the folder that `top` is open on; None if it is a link, no file, or too large."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=top)  # a pipe would block
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(descriptor)


def digest(files):
    """One number for the content of a submission."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode() + hashlib.sha256(files[name]).digest())
    return total.hexdigest()


@dataclass
class SubmittedCell:
    """A cell of a submission, as far as it is believed."""

    key: str | None
    kind: str
    source: str
    experiment: bool


def read(raw, release):
    """The cells of a submitted notebook, of any format that has cells. Raises Unreadable."""
    try:
        with memory_for(len(raw)):
            notebook = json.loads(raw)
            cells = (
                notebook["cells"] if "cells" in notebook else [c for s in notebook["worksheets"] for c in s["cells"]]
            )
    except (ValueError, TypeError, KeyError, RecursionError, MemoryError):
        raise Unreadable("the file is not a notebook: save it again from JupyterLab, and hand in that") from None
    if type(cells) is not list or len(cells) > MOST_CELLS:
        raise Unreadable(f"the notebook has no list of cells, or more than {MOST_CELLS}")
    found = filter(None, (read_cell(cell, release) for cell in cells if type(cell) is dict))
    return named_again(list(found), release)


def read_cell(cell, release):
    """A SubmittedCell, or None if it cannot be used."""
    kind = cell.get("cell_type") if cell.get("cell_type") in ("code", "raw") else "markdown"
    source = cell.get("source", cell.get("input", ""))  # "input" in formats before 4
    source = "".join(part for part in source if type(part) is str) if type(source) is list else source
    if type(source) is not str or len(source) > LONGEST_SOURCE:
        return None
    metadata = cell.get("metadata") if type(cell.get("metadata")) is dict else {}
    mine = metadata.get("nbgrader") if type(metadata.get("nbgrader")) is dict else {}
    known = {cell.key for cell in release.cells}
    key = next((k for k in (mine.get("grade_id"), cell.get("id")) if type(k) is str and k in known), None)
    tags = metadata.get("tags") if type(metadata.get("tags")) is list else []
    return SubmittedCell(key, kind, well_formed(source), "experiment" in tags)


def named_again(cells, release):
    """The cells, with the names restored that a program without cell ids has lost.

    Cells that the student was asked to change are left out: an untouched one may stand beside a finished one.
    """
    there = {cell.key for cell in cells}
    missing = [cell for cell in release.cells if cell.key not in there and cell.role not in ("solution", "manual")]
    lost = {(cell.kind, cell.source.strip()): cell.key for cell in reversed(missing)}
    for cell in cells:
        if cell.key is None:
            cell.key = lost.pop((cell.kind, cell.source.strip()), None)
    return cells


def printable(text):
    """Without what would move a terminal's cursor or change its colours when an instructor reads the log."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "?", well_formed(text))


def well_formed(text):
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def memory_for(size):
    """A bound on what reading a large file may take: hostile JSON of 100 MB would grow to several gigabytes."""
    if size < 4 << 20:
        yield
        return
    status, now = Path("/proc/self/statm"), 8 << 30
    if status.exists():
        now = int(status.read_text().split()[5]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_DATA)
    # Honest numbers in one long line take 7 times their size; a letter beyond Unicode's first plane adds 3.
    bound = min(limit for limit in (now + 12 * size, *before) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def repair(cells, release):
    """The notebook that is graded: the release's cells in the release's order, the student's solutions in them.

    cells: list of SubmittedCell. Returns a list of (Cell, source), and notes on what was decided. Cells that the
    student added follow the released cell that they followed; a released cell that is missing is put back; a copied one
    counts once, the last that was worked on.
    """
    return with_own_answers(in_order(cells, release), release.wanted)


def in_order(cells, release):
    theirs, copies, added = sorted_out(cells, {cell.key: cell for cell in release.cells})
    result, pending = [], added[None]
    for cell in release.cells:
        if cell.key in theirs:
            result += as_added(pending) + as_added(copies.get(cell.key, []))
            result.append((cell, theirs[cell.key].source if may_change(cell) else cell.source))
            pending = added[cell.key]
        elif cell.role in ("test", "manual", "locked"):
            # Put back after what the student added, for it may be tested, or graded by a person.
            result += [*as_added(pending), (cell, MISSING if cell.role == "manual" else cell.source)]
            pending = []
        else:
            # Put back before what the student added, so as not to undo it; of a solution, nothing is.
            result.append((cell, MISSING if cell.role == "solution" else cell.source))
    return result + as_added(pending)


def sorted_out(cells, original):
    """({key: the cell that counts}, {key: its other copies}, {key or None: cells that the student added after it})."""
    theirs, copies, added, anchor, tested = {}, {}, {None: []}, None, set()
    for cell in cells:
        if cell.key is None:
            added[anchor].append(cell)
            continue
        anchor = cell.key
        added.setdefault(anchor, [])
        if original[cell.key].role == "test":
            tested |= {key for key in theirs if is_worked_on(theirs[key], original)}
        if cell.key not in theirs:
            theirs[cell.key] = cell
        elif may_change(original[cell.key]):
            # A copy below a test is for play, if that test had something to test.
            counts = is_worked_on(cell, original) and cell.key not in tested
            theirs[cell.key], spare = (cell, theirs[cell.key]) if counts else (theirs[cell.key], cell)
            copies.setdefault(cell.key, []).append(spare)
    return theirs, copies, added


def is_worked_on(cell, original):
    return cell.source.strip() != original[cell.key].source.strip()


def may_change(cell):
    task = cell.metadata.get("nbgrader", {}).get("task")
    return cell.role in ("solution", "manual", "setup", "experiment") and not task


def solutions(cells):
    """{key: number} of the answer cells, in a list of (Cell, source)."""
    return {cell.key: number for number, (cell, _) in enumerate(cells) if cell.role in ("solution", "manual")}


def unanswered(cells):
    """The keys of the answer cells that are as they were released, and that no cell of the student's own follows."""
    untouched = (key for key, n in solutions(cells).items() if cells[n][1].strip() == cells[n][0].source.strip())
    return [key for key in untouched if not followed(cells, solutions(cells)[key])]


def is_open(cells, number):
    """Whether nothing was written into an answer cell."""
    cell, source = cells[number]
    return source.strip() in (cell.source.strip(), MISSING)


def followed(cells, number):
    """Whether a cell of the student's own, of the same kind, follows a cell."""
    after = [cell for cell, _ in cells[number + 1 : number + 2]]
    return any(cell.key == "added" and cell.kind == cells[number][0].kind for cell in after)


def with_own_answers(cells, wanted):
    """Move the student's own cells that define what an untouched answer cell should define: up, below that cell.

    cells: list of (Cell, source). wanted: the names that tests look at. Returns the list, and notes for the student.
    """
    own = {number: left_behind(source) for number, (cell, source) in enumerate(cells) if cell.key == "added"}
    after, notes = {}, []
    for key, number in solutions(cells).items():
        asked = defined_on_top(cells[number][0].source) & set(wanted) if own and is_open(cells, number) else set()
        test = next((n for n in range(number, len(cells)) if cells[n][0].role == "test"), len(cells))
        asked -= set().union(*(own[n] for n in own if number < n < test))  # it stands where it should
        places = {max(n for n in own if name in own[n]) for name in asked if any(name in own[n] for n in own)}
        if places:
            after[number] = with_helpers(places, own, cells, number)
            defined = ", ".join(f"`{name}`" for name in sorted(asked))
            notes.append(f"cell {key} is as it was released, so the cell of your own that defines {defined} counts")
    moved = set().union(*after.values())
    result = []
    for number, each in enumerate(cells):
        result += [each] * (number not in moved) + [cells[n] for n in after.get(number, ())]
    return result, notes


def with_helpers(places, own, cells, answer):
    """The numbers of the student's own cells at these places, and of those that define what they use, in order.

    own: {number of a cell of the student's own: names that it defines}. answer: the number of the answer cell.
    """
    found, used = set(places), set().union(*(words(cells[n][1]) for n in places))
    for number in sorted(own, reverse=True):
        if answer < number < max(places) and own[number] & used:
            found.add(number)
            used |= words(cells[number][1])
    return sorted(found)


# By their look alone, for what a student wrote can take long to parse.
DEFINED = re.compile(r"^(?:(?:async )?def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)


def left_behind(source):
    """The names that a cell of the student's own defines or assigns on its top level."""
    return {name for pair in DEFINED.findall(source) for name in pair if name}


def words(source):
    return set(re.findall(r"\w+", source))


def as_added(cells):
    """(Cell, source) of cells that the student added, but for empty ones."""

    def added(cell):
        tags = ["experiment"] * cell.experiment
        return Cell("added", cell.kind, "experiment" if cell.experiment else "added", "", metadata={"tags": tags})

    return [(added(cell), cell.source) for cell in cells if cell.source.strip()]


def graded_notebook(cells, verdicts, notes=(), unread=None):
    """The notebook as it was graded, for nbgrader's folder autograded/: JSON, without hidden tests.

    cells: list of (Cell, source, outputs). A test cell's output is nothing, or one error with the verdict's words.
    notes: what was decided about it. unread: why these are the release's own cells. Both are for the feedback page.
    """
    result = []
    for number, (cell, source, outputs) in enumerate(cells):
        verdict = verdicts.get(cell.key) if cell.role == "test" else None
        key = cell.key if cell.key != "added" else f"added-{number}"
        found = {"cell_type": cell.kind, "id": key, "metadata": cell.metadata, "source": source}
        if cell.kind == "code":
            found |= {"execution_count": None, "outputs": test_outputs(verdict) if verdict else outputs}
        result.append(found)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    metadata |= {"unread": unread, "notes": list(notes)}
    return json.dumps({"cells": result, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def with_verdicts(text, verdicts):
    """The graded notebook once more, with other verdicts on some of its tests."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["id"] in verdicts:
            cell["outputs"] = test_outputs(verdicts[cell["id"]])
    return json.dumps(notebook, indent=1)


def test_outputs(verdict):
    """What stands below a test cell: in nbformat's terms, the words of its verdict."""
    if verdict.outcome == "wrong":
        return [{"output_type": "error", "ename": "NotYet", "evalue": verdict.words, "traceback": [verdict.words]}]
    words = f"{verdict.score:g} points" if verdict.outcome == "partly" else verdict.words
    if verdict.outcome == "ungraded":
        words = "Not graded: something on our side failed. This is not a zero; your instructor knows."
    return [{"output_type": "stream", "name": "stdout", "text": words}] if words else []
