"""What a notebook shows: the outputs of a run, cleaned, and the notebook as it was graded."""

import json
import re

import nh3

from graders.engine import drawings, instructor, markdown, pictures, protocol, untrusted
from graders.engine.untrusted import well_formed

IMAGE = 2 << 20  # characters of an image
LONGEST = 2 << 20  # characters of one text; the student's process keeps half of that of a cell
TEXT_IN_ALL, PICTURES_IN_ALL = 16 << 20, 64 << 20  # characters of all outputs of a notebook, as JSON
POINTS_IN_ALL = 400_000_000  # of all its pictures: a browser takes four bytes for each
IMAGES = {"image/png", "image/jpeg"}
PNG = "iVBORw0KGgo"  # how one begins, in base64
# Drawings are shown as pictures, for an <img> runs and loads nothing.
DRAWING = "image/svg+xml"
TEXTS = {"text/plain": LONGEST, "text/markdown": 100_000, "text/latex": 100_000, DRAWING: IMAGE}
TEXTS["text/html"], HTML_IN_ALL = 100_000, 400_000  # characters; cleaning can make more of them, and takes time
HIDDEN = re.compile(r"^.*BEGIN (HIDDEN TESTS|MARK SCHEME)(?s:.*?)(?:END \1.*\n?|\Z)", re.MULTILINE)


def clean_html(text):
    """HTML without anything that runs. Called in the helper (untrusted.run)."""
    found = well_formed(nh3.clean(text))
    if len(found) > HTML_IN_ALL:
        raise untrusted.Failed("it is too large")
    return found


HARMLESS = {
    "text/html": lambda text: untrusted.run(clean_html, text),
    "text/markdown": markdown.harmless,
    "text/latex": markdown.harmless_formula,
    DRAWING: drawings.harmless,
}


def room():
    """What the outputs of a notebook may still take."""
    untrusted.allow()
    return {"text": TEXT_IN_ALL, "pictures": PICTURES_IN_ALL, "points": POINTS_IN_ALL}


def clean(outputs, room):
    """A cell's outputs as nbformat has them, from those that its process sent, as in protocol.Ran. No script survives.

    room: {"text": characters, "pictures": characters, "points"} that are left for the notebook, and become less.
    """
    found = []
    for output in outputs[:1000]:
        picture = isinstance(output, protocol.Display) and {*IMAGES, DRAWING} & output.data.keys()
        kind, size = "pictures" if picture else "text", len(protocol.encode(output))
        if size <= room[kind] and (cleaned := clean_output(output, room)):
            room[kind] -= size
            found.append(cleaned)
    return found


def clean_output(output, room):
    if isinstance(output, protocol.Stream):
        name = "stderr" if output.name == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": output.text[:LONGEST]}
    if isinstance(output, protocol.Error):
        found = {"output_type": "error", "ename": output.ename[:200], "evalue": output.evalue[:10_000]}
        return found | {"traceback": [line[:10_000] for line in output.traceback[:200]]}
    data = clean_bundle(output.data, room)
    return {"output_type": "display_data", "data": data, "metadata": {}} if data else None


def clean_bundle(data, room):
    """What is harmless of an output in several forms: {MIME type: value}. room: as in `clean`."""
    found = {}
    for mime, value in data.items():
        try:
            cleaned = clean_data(mime, value, room)
        except untrusted.Failed as error:
            found.setdefault("text/plain", f"[An output is left out: {error}.]")
            continue
        if cleaned is not None:
            found[mime] = cleaned
    return found


def clean_data(mime, value, room):
    """Text without markup that runs, or a picture; None for anything else, and if it is too long."""
    if type(value) is not str:
        return None
    if mime in TEXTS and len(value) <= TEXTS[mime]:
        return HARMLESS.get(mime, str)(well_formed(value))
    if mime in IMAGES and len(value) <= IMAGE and re.fullmatch(r"[A-Za-z0-9+/=\s]*", value):
        size = pictures.points_of_png(value) if value.startswith(PNG) else untrusted.run(pictures.points_of, value)
        if size > pictures.POINTS:
            raise untrusted.Failed("it is too large a picture")
        room["points"] -= size
        if room["points"] < 0:
            raise untrusted.Failed("the pictures of this notebook have too many points")
        return value
    return None


# -- the graded notebook -----------------------------------------------------------------------------------------------


def graded_notebook(cells, verdicts, notes=(), unread=None):
    """The notebook as it was graded, for nbgrader's folder autograded/, which is the instructor's: JSON, with hidden
    tests and mark schemes.

    cells: list of (Cell, source, outputs). A test cell's output is nothing, or one error with the verdict's words.
    notes: what was decided about it. unread: why these are the release's own cells. Both are for the feedback page.
    """
    result = []
    for number, (cell, source, outputs) in enumerate(cells):
        verdict = verdicts.get(cell.key) if cell.role == "test" else None
        key = cell.key if cell.key != "added" else f"added-{number}"
        found = {"cell_type": cell.kind, "id": key, **for_instructors(cell, source)}
        attached = cell.pasted or (cell.attachments if source == cell.source else {})
        if attached and cell.kind == "markdown":
            found["attachments"] = attached
        if cell.kind == "code":
            shown = test_outputs(verdict) + instructor.notes(verdict) if verdict else outputs
            found |= {"execution_count": None, "outputs": shown}
        result.append(found)
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    metadata |= {"unread": unread, "notes": list(notes)}
    return json.dumps({"cells": result, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def for_instructors(cell, source):
    """The metadata and the source of a cell in autograded/. If it hides something from students, its metadata hold
    what was released of it. nbgrader's checksum is that of the released source, and would call the cell changed."""
    if not cell.tests or cell.tests == cell.source:
        return {"metadata": cell.metadata, "source": shown_source(cell, source)}
    kept = {name: value for name, value in cell.metadata.get("nbgrader", {}).items() if name != "checksum"}
    return {"metadata": {**cell.metadata, "nbgrader": kept, "released": cell.source}, "source": cell.tests}


def as_released(cell):
    """The source of a cell of autograded/, as far as students may see it.

    If stock nbgrader has graded it, its metadata do not say what was released, but the marks around what was not do.
    """
    mine = cell["metadata"].get("nbgrader", {})
    if "released" in cell["metadata"] or not (mine.get("task") or (mine.get("grade") and not mine.get("solution"))):
        return cell["metadata"].get("released", cell["source"])
    return HIDDEN.sub("", cell["source"])


def shown_source(cell, source):
    """The source of a cell; what a student wrote of text runs nothing, whatever shows it. Code is escaped by all."""
    if cell.kind == "code" or source == cell.source:
        return source
    return markdown.harmless(source, cell.pasted) if cell.kind == "markdown" else markdown.harmless_text(source)


def test_outputs(verdict):
    """What stands below a test cell: in nbformat's terms, the words of its verdict."""
    if verdict.outcome == "wrong":
        return [{"output_type": "error", "ename": "NotYet", "evalue": verdict.words, "traceback": [verdict.words]}]
    words = verdict.words  # what the test has printed: why it gives these points, say
    if verdict.outcome == "partly":
        words = f"{verdict.score:g} points\n{words}".strip()
    if verdict.outcome == "ungraded":
        words = "Not graded: something on our side failed. This is not a zero; your instructor knows."
    return [{"output_type": "stream", "name": "stdout", "text": words}] if words else []
