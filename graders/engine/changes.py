"""An assignment that has grades, and has changed since: cells added, removed, renamed, or worth other points.

nbgrader refuses that. Here the gradebook is brought, in one transaction, to what nbgrader records of the assignment in
an empty one. What both have keeps its grades, those by hand and comments too. What is removed takes its grades out of
the gradebook, and they are written to COURSE/changes.jsonl first, with what changed. What is new is open until it is
graded.
"""

import json
from collections import defaultdict
from pathlib import Path

from nbgrader.api import (
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
    TaskCell,
)

from graders.engine import append_line
from graders.engine.log import now
from graders.engine.untrusted import printable

NAME = "changes.jsonl"


def bring(book, fresh, name, course):
    """Bring an assignment of a Gradebook to what the Gradebook `fresh` says of it. Returns what changed, in words."""
    assignment, words, lost = book.find_assignment(name), [], []
    wanted = {notebook.name: notebook for notebook in fresh.find_assignment(name).notebooks}
    there = {notebook.name: notebook for notebook in assignment.notebooks}
    with book.db.no_autoflush:
        for each in sorted(there.keys() - wanted.keys()):
            lost += remove_notebook(book.db, there[each])
            words.append(f"removed: {each}.ipynb, with its grades")
        for each in sorted(wanted.keys() - there.keys()):
            there[each] = Notebook(name=each, assignment=assignment, kernelspec=wanted[each].kernelspec)
            for submission in assignment.submissions:
                SubmittedNotebook(notebook=there[each], assignment=submission)
            book.db.add(there[each])
        book.db.flush()
        for each, notebook in wanted.items():
            lost += bring_notebook(book.db, there[each], notebook, words)
        if words or lost:
            append(course, {"time": now(), "assignment": name, "changed": words, "removed": lost})
        book.db.commit()
    return words + ([f"what was removed had grades: they are in {NAME}"] if lost else [])


def bring_notebook(db, notebook, wanted, words):
    """The same for one notebook. Adds to words. Returns the grades that are lost."""
    old, new, lost = cells(notebook), cells(wanted), []
    for key, target in renamed(old, new, sources(notebook), sources(wanted)).items():
        cell = old[target] = old.pop(key)
        cell.name = target[1]
        if key[0] is not SolutionCell:
            words.append(f"renamed: {key[1]} is {target[1]} now, and keeps its grades")
    for key in sorted(old.keys() - new.keys(), key=str):
        lost += remove_cell(db, old[key])
        if key[0] is not SolutionCell:
            words.append(f"removed: {key[1]} ({old[key].max_score:g} points)")
    for key, cell in new.items():
        if key not in old:
            add_cell(db, notebook, key, cell)
            if key[0] is not SolutionCell:
                words.append(f"added: {key[1]} ({cell.max_score:g} points)")
        elif key[0] is not SolutionCell:
            if old[key].max_score != cell.max_score:
                words.append(f"{key[1]} is worth {cell.max_score:g} points, and was {old[key].max_score:g}")
            old[key].max_score, old[key].cell_type = cell.max_score, cell.cell_type
    for source in list(notebook.source_cells):
        db.delete(source)
    db.flush()
    for source in wanted.source_cells:
        parts = {key: getattr(source, key) for key in ("name", "cell_type", "locked", "source", "checksum")}
        db.add(SourceCell(notebook=notebook, **parts))
    notebook.kernelspec = wanted.kernelspec
    return lost


def cells(notebook):
    """{(class, name): cell} of the cells that grades and comments belong to."""
    found = [*notebook.grade_cells, *notebook.task_cells, *notebook.solution_cells]
    return {(type(cell), cell.name): cell for cell in found}


def sources(notebook):
    return {cell.name: (cell.source or "").strip() for cell in notebook.source_cells}


def renamed(old, new, before, after):
    """{key that is gone: new key} of cells with the same content, if there is no doubt."""
    gone, added = old.keys() - new.keys(), new.keys() - old.keys()
    found = {}
    for key in gone:
        content = before.get(key[1])
        same = [other for other in added if other[0] is key[0] and after.get(other[1]) == content]
        rivals = [other for other in gone if other[0] is key[0] and before.get(other[1]) == content]
        if content and len(same) == len(rivals) == 1:
            found[key] = same[0]
    return found


def add_cell(db, notebook, key, cell):
    """A cell like one of the fresh gradebook, and its grade and comment in every submission, still open."""
    kind, name = key
    points = {} if kind is SolutionCell else {"max_score": cell.max_score, "cell_type": cell.cell_type}
    made = kind(name=name, notebook=notebook, **points)
    db.add(made)
    db.flush()
    for submission in notebook.submissions:
        if kind in (GradeCell, TaskCell):
            db.add(Grade(cell_id=made.id, notebook=submission))
        if kind in (SolutionCell, TaskCell):
            db.add(Comment(cell_id=made.id, notebook=submission))


def remove_cell(db, cell):
    """Remove a cell with its grades and comments. Returns those that said anything."""
    lost = []
    for grade in db.query(Grade).filter(Grade.cell_id == cell.id).all():
        if grade.auto_score is not None or grade.manual_score is not None:
            lost.append({
                "student": grade.notebook.assignment.student.id, "notebook": cell.notebook.name, "cell": cell.name,
                "auto_score": grade.auto_score, "manual_score": grade.manual_score,
                "extra_credit": grade.extra_credit,
            })  # fmt: skip
        db.delete(grade)
    for comment in db.query(Comment).filter(Comment.cell_id == cell.id).all():
        if comment.manual_comment:
            who = comment.notebook.assignment.student.id
            words = {"notebook": cell.notebook.name, "cell": cell.name, "comment": comment.manual_comment}
            lost.append({"student": who, **words})
        db.delete(comment)
    db.flush()
    db.delete(cell)
    return lost


def remove_notebook(db, notebook):
    lost = [each for cell in cells(notebook).values() for each in remove_cell(db, cell)]
    for part in (*notebook.source_cells, *notebook.submissions):
        db.delete(part)
    db.flush()
    db.delete(notebook)
    return lost


def append(course, entry):
    """Add a line to changes.jsonl; when this returns it is on the disk."""
    append_line(Path(course, NAME), entry)


def read(course):
    """({assignment: what changes.jsonl says of it, oldest first}, sentences about lines that cannot be read)."""
    found, torn, path = defaultdict(list), [], Path(course, NAME)
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        try:
            entry = json.loads(line)
            found[entry["assignment"]].append(entry)
        except (ValueError, KeyError, TypeError):
            begins = printable(line[:60].decode("utf-8", "replace"))
            torn.append(f"{NAME}, line {number}, was cut off, and is passed over: {begins}")
    return found, torn
