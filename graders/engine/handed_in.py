"""Who handed in what: the folders COURSE/submitted/<student>/<assignment>/, by name.

A folder in which there is no work (it is empty, or holds a timestamp alone) is no submission. Letters may be composed
or taken apart, as macOS does with ü: both name the same student. A name that cannot be a student's is left alone.
"""

import os
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from graders.engine import CourseError

# What operating systems, editors and nbgrader's exchange leave in a folder.
STAMP, SECRET = "timestamp.txt", "submission_secret.txt"  # what nbgrader's exchange writes beside the notebook
WASTE = {STAMP, SECRET, "desktop.ini", "thumbs.db", "__macosx", ".ipynb_checkpoints"}


@dataclass
class HandedIn:
    """work, nothing: {assignment: students}, whose folder holds work, and whose holds none.

    refused: what is left alone, and why, in words. twins: {student: such words about two folders that look the same}.
    """

    work: dict = field(default_factory=lambda: defaultdict(list))
    nothing: dict = field(default_factory=lambda: defaultdict(list))
    refused: list = field(default_factory=list)
    twins: dict = field(default_factory=lambda: defaultdict(list))


def scan(course):
    """The HandedIn of a course."""
    found, top = HandedIn(), Path(course, "submitted")
    for student, name in looked_into(top, found):
        if why := unusable(name):
            found.refused.append(f"submitted/{shown(name)} is left alone: {why}")
        elif student.is_dir():
            for folder, assignment in looked_into(student, found, name):
                kind = found.nothing if is_empty(folder) else found.work
                kind[assignment].append(name)
        elif name.lower() not in WASTE:
            found.refused.append(f"submitted/{shown(name)} is left alone: {of_no_student(student)}")
    found.refused += hidden_or_alike(top)
    return found


def of_no_student(path):
    """Why what lies in submitted/, and is no folder, is nobody's work."""
    if path.is_symlink():
        return "it is a link, and to no folder"
    return "it is in no student's folder. Put it into submitted/<student>/<assignment>/"


def hidden_or_alike(top):
    """Sentences about folders with notebooks whose names begin with a dot, and about names that differ in spaces."""
    paths = sorted(top.iterdir()) if os.access(top, os.R_OK) else []  # if not, that is said already
    names = {composed(path.name) for path in paths}
    for path in paths:
        name = composed(path.name)
        if name.startswith(".") and name.lower() not in WASTE and any(path.glob("*/*.ipynb")):
            yield f"submitted/{shown(name)} is left alone, for its name begins with a dot: rename it if it is work"
        elif name != name.strip() and name.strip() in names:
            yield (
                f"submitted/{shown(name)} and submitted/{shown(name.strip())} count as two students, and their names "
                "differ in a space alone; if they are one, put their content into one folder"
            )


def only(found, students, groups):
    """Of a HandedIn, what these students and their groups handed in. Raises CourseError for one who handed in nothing.

    groups: {group: its members}.
    """
    circles = {student: {student} for student in students}
    for group, members in groups.items():
        for student in circles.keys() & {group, *members}:
            circles[student] |= {group, *members}
    wanted = set().union(*circles.values())
    kept = HandedIn(refused=found.refused, twins=found.twins)
    for mine, theirs in ((kept.work, found.work), (kept.nothing, found.nothing)):
        theirs = {name: [who for who in there if who in wanted] for name, there in theirs.items()}
        mine.update({name: there for name, there in theirs.items() if there})
    for student, circle in circles.items():
        if not any(circle & set(there) for there in (*kept.work.values(), *kept.nothing.values())):
            raise CourseError(f"there is nothing of {student} in submitted/")
    return kept


def looked_into(folder, found, student=None):
    """(path, its name with composed letters) of what is in a folder, but for hidden files. If two names look the same,
    the composed one counts, as in `folder`; that is added to found.refused. student: whose folder it is, None for all.
    """
    seen = set()
    try:
        paths = sorted(folder.iterdir(), key=lambda path: (path.name != composed(path.name), path.name))
    except OSError as error:
        found.refused.append(f"{shown(folder.name)} is left alone: {error.strerror}")
        return
    for path in paths:
        name = composed(path.name)
        if name.startswith("."):
            continue
        if name in seen:
            words = (
                f"one of two folders {shown(folder.name)}/{shown(name)} is left alone: their names look the same, and "
                "are written with other characters; put their content into one"
            )
            found.refused.append(words)
            found.twins[student or name].append(words)
            continue
        seen.add(name)
        yield path, name


def folder(course, student, assignment):
    """The folder of a submission, whichever way the letters of its names are composed."""
    path = Path(course, "submitted")
    for name in (student, assignment):
        exact, path = path / name, path / name
        if not os.path.lexists(exact) and exact.parent.is_dir():
            path = next((each for each in exact.parent.iterdir() if composed(each.name) == name), exact)
    return path


def is_empty(folder):
    """Whether a folder holds no work at all. What is no folder, or cannot be looked into, is not empty."""
    try:
        if folder.is_symlink() or not folder.is_dir():
            return False
        with os.scandir(folder) as entries:
            return all(is_waste(entry) for entry in entries)
    except OSError:
        return False


def is_waste(entry):
    if entry.name.startswith(".") or entry.name.lower() in WASTE:
        return True
    return entry.is_dir(follow_symlinks=False) and not os.listdir(entry.path)


# -- names -------------------------------------------------------------------------------------------------------------


def composed(name):
    return unicodedata.normalize("NFC", name)


def unusable(name):
    """Why a folder's name cannot be a student's; None if it can."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return "its name is not UTF-8; rename it"
    if not name.isprintable():
        return "its name holds characters that cannot be printed; letters, digits, spaces and punctuation are allowed"
    return None


def unusable_assignment(name):
    """Why an assignment cannot be called so; None if it can. nbgrader takes other characters for patterns."""
    if composed(name) != name:
        return "its letters are written as two characters each (a u and two dots, say): type the name again"
    if name.startswith((".", " ", "-")) or not all(letter.isalnum() or letter in " _-." for letter in name):
        return "nbgrader allows letters, digits, spaces and the characters _ - . in an assignment's name"
    return None


def unusable_root(path):
    """Why a course cannot lie in a folder, in a sentence; None if it can."""
    if found := sorted(set("[]*?") & set(str(path))):
        return (
            f"The folder {path} has {' and '.join(found)} in its name, which nbgrader takes for a pattern: "
            "rename the folder, or clone into another one."
        )
    return None


def shown(name):
    """A name such that any terminal can print it, in quotes if it has spaces around it."""
    name = f"'{name}'" if name != name.strip() else name
    return "".join(letter if letter.isprintable() else "?" for letter in name.encode("utf-8", "replace").decode())
