"""Feedback pages in a zip, named as Moodle and Canvas expect them back.

Both know a student by the name of the file that they handed out (downloads.py), so the zip is made from the archive in
COURSE/downloaded/<assignment>/archive/: for Moodle's "Upload multiple feedback files in a zip", and for Canvas's
"Upload Submissions", which attaches each page to a comment.
"""

import zipfile
from collections import defaultdict
from pathlib import Path

from graders import downloads
from graders.engine import CourseError, groups


def write(records, assignment):
    """Write COURSE/feedback-<assignment>-moodle.zip, or -canvas.zip. Returns what was done, in words.

    Raises CourseError if there is no archive.
    """
    archive = Path(records.folder, "downloaded", assignment, "archive")
    owners = list(dict.fromkeys(downloads.owners(archive)))
    if not owners:
        raise CourseError(f"there is no download of Moodle's or Canvas's in {archive}: the zip needs its names")
    teams = groups.read(records.folder)
    roster = downloads.Roster(records.book.students, owners, teams, downloads.matches(records.folder))
    pages, without = defaultdict(dict), set()
    for one in sorted(owners, key=lambda one: one.upload):  # the last upload counts
        student, _ = roster.find(one)
        found = pages_of(records.folder, student, teams.get(student, [student]), assignment)
        if found:
            pages[one.system][student] = [(target(one, path), path) for path in found]
        else:
            without.add(f"{one.name} ({student})")
    words = [zipped(records.folder, assignment, system, each) for system, each in pages.items()]
    return words + ([f"No page for {', '.join(sorted(without))}"] if without else [])


def pages_of(course, student, members, assignment):
    """The feedback pages of a student, or of the first of a group's members who has some."""
    folders = (Path(course, "feedback", name, assignment) for name in (student, *members) if name)
    return next((found for folder in folders if (found := sorted(folder.glob("*.html")))), [])


def target(one, page):
    """What a page is called in the zip of a system."""
    if one.system == "Moodle":
        return f"{one.name}_{one.number}_assignsubmission_file_/{page.name}"
    return f"{one.name}_{one.number}_{one.upload}_{page.name}"


def zipped(course, assignment, system, pages):
    path = Path(course, f"feedback-{assignment}-{system.lower()}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for files in pages.values():
            for name, page in files:
                archive.write(page, name)
    return f"Feedback of {len(pages)} students for {system} in {path}"
