"""What was handed in: a folder, and in it one notebook that counts.

Nothing here trusts it: it is read without following links, within limits, as plain JSON, and of a notebook only the
cells' sources, their kind (code or text), the names by which they are recognized, the tag `experiment` and pictures
pasted into a text.
"""

import errno
import functools
import hashlib
import io
import json
import os
import re
import stat
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from graders.engine import EngineError, archives, repair, untrusted
from graders.engine.handed_in import STAMP, WASTE
from graders.engine.untrusted import printable, well_formed

LARGEST_NOTEBOOK = 200 << 20  # bytes; a megabyte is usual, an endless loop of prints has made 100
LARGEST_DATA, MOST_FILES, MOST_CELLS, LONGEST_SOURCE = 20 << 20, 100, 2000, 1 << 20
CODE = 8 << 20  # characters of all cells of code
LARGEST_STAMP = 1000
# Why a cell is left out.
TOO_LONG = f"A cell may have {LONGEST_SOURCE:,} characters at most: keep data in a file of its own, and attach pictures"
TOO_MUCH = f"All code together may have {CODE:,} characters at most: keep data in a file of its own"
NO_TEXT = "Its source is no text: save the notebook again from JupyterLab"
OF_ANOTHER = "this is the notebook of another assignment"
COUNTS_AS = " counts as "
NO_LIST = "the notebook has no list of cells"
TOO_MANY = f"the notebook has more than {MOST_CELLS} cells"
# What may lie beside a notebook: data. Never what Python would import, and never what another program would run.
DATA = {".ipynb", ".csv", ".tsv", ".txt", ".json", ".npy", ".npz", ".png", ".jpg", ".jpeg", ".gif", ".pdf"}


class Unreadable(ValueError):
    """A submission that cannot be graded as it is; the message is for the student."""


@dataclass
class Submission:
    """What was handed in. files: {name: bytes}. unread: why there is nothing to grade, or None. notes: for the log.

    problem: why nobody can say which of the files counts, a failure of ours, or None.
    """

    files: dict
    unread: str | None = None
    notes: list = field(default_factory=list)
    problem: str | None = None


def submitted(folder, release):
    """The Submission in a folder: of its files, those that count.

    These are the notebook, and data beside it: regular files of this folder, opened without following links, with names
    in UTF-8. If there is no notebook, but in one of the folders in it, they are those of that folder. If there is none
    in a folder either, but in the only zip, the notebook is that one.
    """
    files, archive = {}, None
    try:
        there, files, candidates = looked_through(folder, release)
        inner = [] if candidates else folders_with_notebooks(folder, release)
        if len(inner) == 1:
            stamp = {STAMP: files[STAMP]} if STAMP in files else {}
            there, files, candidates = looked_through(Path(folder, inner[0]), release)
            files |= stamp
        if not candidates and not inner:
            archive, candidates = in_the_zip(folder, there, release)
            files |= {name: data for name, (data, _) in candidates.items()}
        counts, notes = the_one_that_counts(candidates, release)
    except NotADirectoryError:
        is_link = Path(folder).is_symlink()
        return Submission({}, f"the submission is {'a link, which is not followed' if is_link else 'not a folder'}")
    except EngineError as error:
        return Submission(files, problem=str(error))
    wanted = f"{release.notebook}.ipynb"
    if counts:
        files[wanted] = files[counts]
        others = [name for name in files if NOTEBOOK.fullmatch(name) and name != wanted]
        moved = [printable(f"the folder {name} counts: there is no notebook beside it") for name in inner]
        moved += [printable(f"the notebook is read from {archive}: there is none beside it")] if archive else []
        notes = [*moved, *notes, *not_used([name for name in there if name != archive], files, release)]
        return Submission({name: data for name, data in files.items() if name not in others}, None, notes)
    found = f" (but {', '.join(there[:5])})" if there else ""
    missing = f"there is no readable {wanted} in the submission{found}: hand in that file, under that name"
    return Submission(files, printable(missing).replace("\n", "?"))


def looked_through(folder, release):
    """(names, {name: bytes} of the files that count, {name: (content, time)} of those that may be the notebook) of one
    folder. Raises NotADirectoryError, and EngineError as `opened` does."""
    wanted = f"{release.notebook}.ipynb"
    top = opened(folder, os.O_DIRECTORY)
    if top is None:
        raise NotADirectoryError(folder)
    try:
        there = sorted(os.listdir(top), key=lambda name: (name != wanted, name))
        files = read_all(there, top, wanted)
        times = {name: os.stat(name, dir_fd=top, follow_symlinks=False).st_mtime for name in copies(files, release)}
    except OSError as error:
        raise EngineError(f"{Path(folder).name} cannot be read: {error.strerror}") from None
    finally:
        os.close(top)
    return there, files, {name: (files[name], time) for name, time in times.items()}


DEPTH, MOST_FOLDERS = 2, 20  # how far down a notebook is looked for, and in how many folders


def folders_with_notebooks(folder, release, depth=DEPTH):
    """The paths of the folders below one that hold what may be the notebook: an archive is often unpacked into one."""
    try:
        paths = [path for path in sorted(Path(folder).iterdir()) if path.is_dir() and not path.is_symlink()]
        names = {path: sorted(os.listdir(path)) for path in paths[:MOST_FOLDERS]}
    except OSError as error:
        raise EngineError(f"{printable(Path(folder).name)} cannot be read: {error.strerror}") from None
    found = []
    for path, inside in names.items():
        if path.name.startswith((".", "__")) or path.name.lower() in WASTE or path.name != well_formed(path.name):
            continue
        if copies(inside, release):
            found.append(path.name)
        elif depth > 1:
            found += [f"{path.name}/{name}" for name in folders_with_notebooks(path, release, depth - 1)]
    return found


def in_the_zip(folder, names, release):
    """(name, {name: (content, time)} of what may be the notebook) of the only zip among these names in a folder.

    Of the folders in it the uppermost one with a notebook counts. (None, {}) if there is no such zip, if it cannot be
    read, or if two folders could be meant. Raises EngineError if the machine has failed.
    """
    zips = [name for name in names if name.lower().endswith(".zip") and not name.startswith(".")]
    data = read_one(folder, zips[0], LARGEST_NOTEBOOK) if len(zips) == 1 else None
    if data is None:
        return None, {}
    try:
        found = [(Path(path), content, why) for path, content, why in archives.notebooks(data)]
    except untrusted.Killed as error:
        raise EngineError(f"{printable(zips[0])} could not be read: {error}") from None
    except untrusted.Failed:
        return None, {}
    places = defaultdict(dict)
    for path, content, why in found:
        if copies([path.name], release):
            inside = places[path.parent]  # of one that is left out, the folder counts all the same
            inside |= {} if why else {path.name: (content, 0.0)}  # the times in a zip are its maker's
    least = min((len(place.parts) for place in places), default=0)
    top = [inside for place, inside in places.items() if len(place.parts) == least]
    kept = copies(top[0], release) if len(top) == 1 else []
    return (zips[0], {name: top[0][name] for name in kept}) if kept else (None, {})


# The suffix of a notebook, and what browsers append to it.
NOTEBOOK = re.compile(r"(.+)\.ipynb(\.txt|\.json)?", re.IGNORECASE | re.DOTALL)
# What JupyterLab, browsers, Colab and file managers make of the name of a copy, or of a second download.
COPY = re.compile(r"^(copy of|kopie von) | ?\(\d+\)$|[-_]\d+$|( - |[-_ ])(copy|kopie) ?\d*$", re.IGNORECASE)
MOST_COPIES = 10
LATER = 60  # seconds between two files that tell which one was worked on last


def copies(files, release):
    """The names of the files that may be the notebook: it, its copies, and of a single notebook any other name.

    Of several notebooks in an assignment none stands in for another. files: names, or what is found by them.
    """
    known = {release.notebook, *release.siblings}
    found = []
    for name in files:
        if notebook := NOTEBOOK.fullmatch(name):
            copied = copy_of(notebook[1], known)
            if copied is None and notebook[1].lower() == release.notebook.lower():
                copied = release.notebook
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

    candidates: {name: (content, time)}. The name is None if there is none. Raises EngineError as `read` does.
    """
    wanted, names = f"{release.notebook}.ipynb", list(candidates)
    if len(names) < 2:
        renamed = names and names[0] != wanted
        return (names[0] if names else None), [printable(f"{names[0]}{COUNTS_AS}{wanted}")] if renamed else []
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
        cells, _ = repair.repair(read(data, release), release)
    except Unreadable:
        return -1
    return sum(not repair.is_open(cells, n) or repair.followed(cells, n) for n in repair.answer_cells(cells).values())


def not_used(names, files, release):
    """Sentences about what lies beside the notebook and is not read, but for the bundle's own files."""
    known = WASTE | in_bundle(release.bundle)
    unread = [name for name in names if name not in files]
    spare = [name for name in unread if name.lower() not in known and not name.startswith((".", "__"))]
    if spare:
        more = ", …" if len(spare) > 5 else ""
        data = any(Path(name).suffix.lower() in DATA for name in spare)
        bounds = f" (at most {MOST_FILES} files of data and {LARGEST_DATA >> 20} MB are)" if data else ""
        said = f"beside the notebook, not used in grading: {', '.join(spare[:5])}{more}{bounds}"
        yield printable(said).replace("\n", "?")
    if STAMP in unread:
        yield (
            f"{STAMP} is not read, because it is no file of at most {LARGEST_STAMP} bytes: "
            "this counts as handed in on time"
        )


@functools.lru_cache(maxsize=4)
def in_bundle(bundle):
    """The names on the top level of a release's zip, in lower case."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return frozenset(name.split("/")[0].lower() for name in archive.namelist())


def read_all(names, top, wanted):
    """{name: bytes} of the notebook and of what counts beside it, in the folder that `top` is open on."""
    always = {wanted: LARGEST_NOTEBOOK, STAMP: LARGEST_STAMP}  # however much lies beside them
    files, room, places = {}, LARGEST_DATA, MOST_FILES
    for name in names:
        counts = places and Path(name).suffix.lower() in DATA and name == well_formed(name)
        if name not in always and not counts:
            continue
        data = read_regular(name, top, always.get(name, room))
        if data is not None:
            files[name] = data
            if name not in always:
                room, places = room - len(data), places - 1
    return files


def is_harmless(name):
    """Whether a file of a student's may lie in autograded/ under this name, beside those of the engine."""
    kept = re.fullmatch(r"\w[\w .,()+-]{0,99}", name) and Path(name).suffix.lower() in DATA - {".ipynb"}
    kept = kept and len(name.encode()) < 200  # a file system bounds the bytes, and allows 255
    return bool(kept) and name.lower() not in WASTE


def read_alone(folder, name, most):
    """As read_one, and None too if this machine cannot read it."""
    try:
        return read_one(folder, name, most)
    except EngineError:
        return None


def read_one(folder, name, most):
    """The content of one file in a folder, neither of which may be a link; None if there is none such.

    Raises EngineError as `opened` does.
    """
    top = opened(folder, os.O_DIRECTORY)
    if top is None:
        return None
    try:
        return read_regular(name, top, most)
    finally:
        os.close(top)


def read_regular(name, top, most):
    """The content of a file in the folder that `top` is open on; None if it is a link, no file, or too large.

    Raises EngineError as `opened` does.
    """
    descriptor = opened(name, os.O_NONBLOCK, top)  # a pipe would block
    if descriptor is None:
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    except OSError as error:
        raise EngineError(f"{printable(name)} cannot be read: {error.strerror}") from None
    finally:
        os.close(descriptor)


# Why something that was handed in is not opened: it is a link, a socket, a device, or gone.
NO_FILE = {errno.ELOOP, errno.ENXIO, errno.ENODEV, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG}


def opened(name, flags, top=None):
    """A descriptor to read from; None if there is nothing of this kind. Raises EngineError if this machine cannot read
    what is there, because it may not or a disk has failed: that says nothing about the student."""
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | flags, dir_fd=top)
    except OSError as error:
        if error.errno in NO_FILE:
            return None
        raise EngineError(f"{printable(Path(name).name)} cannot be read: {error.strerror}") from None


def digest(files):
    """One number for the content of a submission."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode() + hashlib.sha256(files[name]).digest())
    return total.hexdigest()


# -- the notebook ------------------------------------------------------------------------------------------------------


@dataclass
class SubmittedCell:
    """A cell of a submission, as far as it is believed. foreign: whether its name is of another release. pasted: the
    pictures in a text, unlooked at. left_out: why it has no source here.
    """

    key: str | None
    kind: str
    source: str
    experiment: bool
    foreign: bool = False
    pasted: dict = field(default_factory=dict)
    left_out: str = ""


def read(raw, release):
    """The cells of a submitted notebook, of any format that has cells. Raises Unreadable, and EngineError if the
    machine has failed, and not the notebook."""
    try:
        rows = untrusted.read(cells_in, len(raw), raw, [cell.key for cell in release.cells], most=len(raw) + (1 << 20))
    except untrusted.Killed as error:
        raise EngineError(f"the notebook could not be read: {error}") from None
    except untrusted.Failed as error:
        if str(error) in (NO_LIST, TOO_MANY):
            raise Unreadable(str(error)) from None
        raise Unreadable(f"the file is not a notebook{what_it_is(raw)}") from None
    found = named_again([SubmittedCell(*row) for row in rows], release)
    if is_of_another_assignment(found, release):
        raise Unreadable(f"{OF_ANOTHER}: no exercise of {release.assignment} is in it")
    return found


def still_true(notes, unread):
    """The notes on which file counts, but that a notebook of another assignment counts. unread: as in Submission."""
    if not (unread or "").startswith(OF_ANOTHER):
        return notes
    return [note for note in notes if not (COUNTS_AS in note and note.endswith(".ipynb"))]


def what_it_is(raw):
    """How a sentence ends that says of a file that it is not a notebook: what it seems to be, and what to do."""
    start, again = raw[:1000].lstrip().lower(), "save it again from JupyterLab, and hand in that"
    if not start:
        return f", it is empty: {again}"
    if raw.startswith(b"PK"):
        return ", it is a zip archive: unpack it, and hand in the notebook that is in it"
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        return ", it is a web page (HTML): download the notebook itself, with the ending .ipynb"
    if b"\n<<<<<<< " in raw and b"\n>>>>>>> " in raw:
        return f", for Git has left the marks of a merge conflict in it (<<<<<<<): decide what counts there, {again}"
    return f": {again}"


VERSION = re.compile(rb'"version"\s*:\s*"(\d+)\.(\d+)[^"]*"')


def python_version(raw):
    """(3, 13), of the Python that a notebook says it was made with, by the look of it; None if it says none."""
    place = raw.rfind(b'"language_info"')
    found = VERSION.search(raw, place, place + 1000) if place >= 0 else None
    return found and (int(found[1]), int(found[2]))


def cells_in(raw, keys):
    """The fields of a SubmittedCell of each cell. Called in the helper (untrusted.read).

    keys: the names of the release's cells.
    """
    notebook = json.loads(raw)
    cells = notebook["cells"] if "cells" in notebook else [c for s in notebook["worksheets"] for c in s["cells"]]
    if type(cells) is not list or len(cells) > MOST_CELLS:
        raise untrusted.Failed(NO_LIST if type(cells) is not list else TOO_MANY)
    found, room = [], CODE
    for key, kind, source, *rest, left_out in (read_cell(cell, set(keys)) for cell in cells if type(cell) is dict):
        room -= len(source) if kind == "code" else 0
        if room < 0 and kind == "code":
            source, left_out = "", left_out or TOO_MUCH
        found.append((key, kind, source, *rest, left_out))
    return found


def read_cell(cell, known):
    """The fields of a SubmittedCell. known: the names of the release's cells."""
    kind = cell.get("cell_type") if cell.get("cell_type") in ("code", "raw") else "markdown"
    source = cell.get("source", cell.get("input", ""))  # "input" in formats before 4
    source = "".join(part for part in source if type(part) is str) if type(source) is list else source
    left_out = NO_TEXT if type(source) is not str else TOO_LONG if len(source) > LONGEST_SOURCE else ""
    source = "" if left_out else well_formed(source)
    metadata = cell.get("metadata") if type(cell.get("metadata")) is dict else {}
    mine = metadata.get("nbgrader") if type(metadata.get("nbgrader")) is dict else {}
    key = next((k for k in (mine.get("grade_id"), cell.get("id")) if type(k) is str and k in known), None)
    tags = metadata.get("tags") if type(metadata.get("tags")) is list else []
    foreign = type(mine.get("grade_id")) is str and mine["grade_id"] not in known
    pasted = cell.get("attachments") if kind == "markdown" and type(cell.get("attachments")) is dict else {}
    pasted = {well_formed(name): as_text(attachment) for name, attachment in pasted.items()}
    return key, kind, source, "experiment" in tags, foreign, pasted, left_out


def as_text(attachment):
    """What is text of an attachment, {MIME type: text}."""
    kept = attachment.items() if type(attachment) is dict else ()
    return {well_formed(mime): well_formed(value) for mime, value in kept if type(value) is str}


def is_of_another_assignment(cells, release):
    """Whether it has more cells of another one than graded ones of this, and defines little of what this one's tests
    ask for: two assignments may have a name in common, such as `forward`.
    """
    roles = {cell.key: cell.role for cell in release.cells}
    graded = [roles[cell.key] for cell in cells if cell.key and roles[cell.key] in ("solution", "test", "manual")]
    foreign = sum(cell.foreign for cell in cells)
    answered = {name for cell in cells for name in repair.left_behind(cell.source)} & set(release.wanted)
    return foreign > len(graded) and "manual" not in graded and len(answered) < foreign / 4  # two cells per exercise


def named_again(cells, release):
    """The cells, with the names restored that a program without cell ids has lost.

    Cells that the student was asked to change are left out: an untouched one may stand beside a finished one.
    """
    there = {cell.key for cell in cells}
    missing = [cell for cell in release.cells if cell.key not in there and cell.role not in ("solution", "manual")]
    lost = {(cell.kind, cell.source.strip()): cell.key for cell in reversed(missing)}
    for cell in cells:
        if cell.key is None and not cell.left_out:
            cell.key = lost.pop((cell.kind, cell.source.strip()), None)
    return cells
