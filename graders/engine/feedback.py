"""Feedback pages: one small, self-contained HTML file for each graded notebook, without any script.

All that a student wrote is escaped by the template, or cleaned (typeset.py); a content security policy forbids the
rest. Made from autograded/, of which no hidden test and no mark scheme gets here (outputs.as_released), from the
gradebook, where manual grades and comments are, and from what was decided on the student's behalf (decisions.py).
"""

import base64
import contextlib
import re
from pathlib import Path
from typing import NamedTuple

import nbformat
from jinja2 import Environment, FileSystemLoader
from nbconvert.exporters import Exporter
from nbconvert.filters import strip_ansi

from graders.engine import autograded, instructor, untrusted, write_whole
from graders.engine.outputs import as_released
from graders.engine.typeset import cleaned, typeset

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, keep_trailing_newline=True
)
TYPESET = 100_000  # characters of Markdown in one page that are typeset
MARKUP = "text/markdown", "text/latex"
MOST_NOTES = 10


class Part(NamedTuple):
    """A piece of a cell. kind: "code", "text", "output", "html" (content is Markup) or "picture" (its URL)."""

    kind: str
    content: str


def write_all(course, assignments, url=None, say=print):
    """Write feedback/<student>/<assignment>/<notebook>.html for all that is graded. Returns 1 if one failed.

    assignments: which, all if empty. Raises CourseError for one that the gradebook does not have.
    """
    from graders.engine.decisions import Decisions
    from graders.engine.gradebook import opened

    written, failed = 0, 0
    with opened(course, url) as records:
        for name in assignments:
            records.notebooks(name)  # raises, for an unknown one
        decisions = Decisions(records)
        for line in decisions.torn:
            say(line)
        for path in sorted(Path(course, "autograded").glob("*/*/*.ipynb")):
            student, assignment = path.parts[-3:-1]
            if assignments and assignment not in assignments:
                continue
            try:
                text = page_of(records, decisions, nbformat.read(path, 4), student, assignment, path.stem)
            except LookupError:
                say(
                    f"no feedback for {student}, {assignment}: it is in autograded/, and not in the gradebook. Remove "
                    f"{path.parent}, or, if it should be there, grade it again"
                )
                continue
            except Exception as error:  # whatever is wrong with one, the others get theirs
                say(f"no feedback for {student}, {assignment}: {error}")
                failed += 1
                continue
            target = Path(course, "feedback", student, assignment, f"{path.stem}.html")
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, text)
            autograded.for_exchange(course, student, assignment, target.parent)
            written += 1
    say(f"Feedback for {written} notebooks in {Path(course, 'feedback')}")
    return int(failed > 0)


def page_of(records, decisions, notebook, student, assignment, name):
    """The page of one of autograded/'s notebooks. Raises LookupError if the gradebook has no such submission."""
    cells, penalty = records.feedback(student, assignment, name)
    notes = decisions.of(student, assignment, name)
    return page(notebook, student, assignment, cells, penalty, notes)


def page(notebook, student, assignment, cells, penalty=0, notes=()):
    """The HTML page. cells: {grade_id: {"score", "max_score", "open", "comment"}}, from the gradebook. notes: what was
    decided about it, beside what the notebook says of that."""
    untrusted.allow()
    scored = [cell for cell in cells.values() if cell["max_score"] is not None]
    total, most = sum(cell["score"] or 0 for cell in scored), sum(cell["max_score"] for cell in scored)
    bonus = sum(max((cell["score"] or 0) - cell["max_score"], 0) for cell in scored)
    of_bonus = f", {bonus:g} of them bonus" if bonus and total - penalty >= bonus else ""
    there = {each["metadata"].get("nbgrader", {}).get("grade_id"): each for each in notebook["cells"]}
    possible = {name: {"bonus": each["metadata"].get("bonus"), "failed": failed(each)} for name, each in there.items()}
    cells = {name: {**cell, **possible.get(name, {})} for name, cell in cells.items()}
    so_far = " so far" if any(cell["open"] for cell in cells.values()) else ""
    about = notebook["metadata"]
    return TEMPLATES.get_template("feedback.html.j2").render(
        title=f"{assignment}: {max(total - penalty, 0):g} of {most:g} points{so_far}{of_bonus}",
        student=student,
        warnings=list(warnings(total, penalty, about.get("unread"))),
        notes=shortened(list(dict.fromkeys([*notes, *(about.get("notes") or [])]))),
        rows=[(name, points(cell)) for name, cell in cells.items() if cell["max_score"] is not None],
        cells=shown_cells(notebook["cells"], cells),
    )


def warnings(total, penalty, unread):
    """What stands above everything else: why the points are fewer than the exercises' sum."""
    if penalty:
        yield f"{total:g} points, less {penalty:g} because it was late."
    if unread:
        yield (f"What was handed in could not be graded: {unread}. Below is the notebook as it was released.")


def shortened(notes):
    return [*notes[:MOST_NOTES], *(["and more of the kind"] if len(notes) > MOST_NOTES else [])]


def points(cell):
    if cell["open"]:
        given = f"{cell['score'] or 0:g} of {cell['max_score']:g} so far, to be looked at again"
        return "not graded yet" if cell["score"] is None else given
    if cell.get("bonus"):
        return f"{cell['score'] or 0:g} of {cell['bonus']:g}, as a bonus"
    given = f"{cell['score'] or 0:g} of {cell['max_score']:g}"
    return f"{given}, not passed" if cell.get("failed") and not cell["max_score"] else given


def failed(cell):
    """Whether a cell is a test that was not passed: of one that is worth no points, the points do not say it."""
    return is_test(cell) and any(found["output_type"] == "error" for found in cell["outputs"])


def is_test(cell):
    mine = cell["metadata"].get("nbgrader", {})
    return cell["cell_type"] == "code" and mine.get("grade") and not mine.get("solution")


# -- the notebook's cells ----------------------------------------------------------------------------------------------


def shown_cells(notebook, cells):
    """{"parts", "verdict"} of each cell, as the template takes it."""
    room = TYPESET
    for graded in notebook:
        cell = {**graded, "source": as_released(graded)}
        room -= to_typeset(cell)
        name, tested = cell["metadata"].get("nbgrader", {}).get("grade_id"), is_test(cell)
        parts = list(parts_of(cell, tested, plain=room < 0))
        yield {"parts": parts, "verdict": verdict(name, cell, cells[name], tested) if name in cells else None}


def to_typeset(cell):
    """How many characters of a cell are Markdown or LaTeX."""
    if cell["cell_type"] != "code":
        return len(cell["source"])
    return sum(len(found.get("data", {}).get(mime, "")) for found in cell["outputs"] for mime in MARKUP)


def parts_of(cell, tested, plain):
    """The Parts of a cell. plain: whether its Markdown is left as it stands."""
    if cell["cell_type"] == "code":
        yield Part("code", cell["source"])
        if not tested:
            yield from (output(found, plain) for found in cell["outputs"])
    elif cell["cell_type"] != "markdown":
        yield Part("text", cell["source"])
    elif cell["source"].strip():
        yield prose(cell["source"], plain, cell.get("attachments"))


def prose(source, plain=False, pictures=None):
    """Markdown as a Part: typeset, or as it was written."""
    html = None if plain else typeset(source, pictures)
    return Part("text", source) if html is None else Part("html", html)


def verdict(name, cell, graded, tested):
    """What stands below a graded cell, or one with a comment: its points, what its test says, the comment."""
    outputs = [found for found in cell["outputs"] if not instructor.is_note(found)] if tested else []
    said = [found.get("evalue") or found.get("text") or "" for found in outputs]
    parts = [Part("text", strip_ansi(text)) for text in said if text]
    if graded["comment"]:
        parts.append(prose(graded["comment"]))
    counts = graded["max_score"] is not None
    if not counts and not parts:
        return None
    missed = graded["max_score"] and not graded["open"] and (graded["score"] or 0) < graded["max_score"]
    wrong = missed or graded.get("failed")
    return {"name": name, "points": points(graded) if counts else "", "parts": parts, "wrong": wrong}


def output(found, plain=False):
    """An output of a cell as a Part: of its forms, a drawing is shown as a picture, for in an <img> it runs nothing."""
    if found["output_type"] == "stream":
        return Part("output", strip_ansi(found["text"]))
    if found["output_type"] == "error":
        return Part("output", strip_ansi("\n".join(found["traceback"]) or found["evalue"]))
    data = found.get("data", {})
    for mime in ("image/png", "image/jpeg", "image/svg+xml"):
        if mime in data:
            drawn = base64.b64encode(data[mime].encode()).decode() if mime == "image/svg+xml" else data[mime]
            return Part("picture", f"data:{mime};base64,{re.sub(r'[^A-Za-z0-9+/=]', '', drawn)}")
    if "text/html" in data:
        return Part("html", cleaned(data["text/html"]))
    for mime in MARKUP:
        if mime in data:
            return prose(data[mime], plain)
    return Part("output", strip_ansi(data.get("text/plain", "")))


class FeedbackExporter(Exporter):
    """The same pages where nbgrader writes them: `nbgrader generate_feedback`, formgrader (nbgrader_config.py)."""

    file_extension = ".html"

    def from_notebook_node(self, nb, resources=None, **kwargs):
        from graders.engine.decisions import Decisions
        from graders.engine.gradebook import Records

        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        ids = resources["nbgrader"]
        config = self.config.copy()
        config.CourseDirectory.db_url = ids["db_url"]
        with contextlib.closing(Records(config)) as records:
            text = page_of(records, Decisions(records), nb, ids["student"], ids["assignment"], ids["notebook"])
        return text, resources
