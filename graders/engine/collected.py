"""What `nbgrader zip_collect` decided on students' behalf (graders/downloads.py), kept beside the download:
COURSE/downloaded/<assignment>/collected.json, {student, or "" if nobody knows whose it is: sentences}.
"""

import json
from pathlib import Path

from graders.engine import write_whole

MOST = 40  # lines in a summary


def place(course, assignment):
    return Path(course, "downloaded", assignment, "collected.json")


def write(course, assignment, told):
    """Keep the decisions of a collection instead of those of the last one, which it repeats."""
    path = place(course, assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))


def read(course, assignment):
    path = place(course, assignment)
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except ValueError:  # edited by hand
        return {"": [f"{path} cannot be read: run nbgrader zip_collect again"]}


def in_summary(course, assignment, students=()):
    """The lines of a run's summary. students: of whom alone, all if empty."""
    told = read(course, assignment)
    lines = [
        f"collected: {f'{student}: ' if student else ''}{words}"
        for student in sorted(told)
        if not students or student in students
        for words in told[student]
    ]
    more = [f"and {len(lines) - MOST} more of the kind: they are in {place(course, assignment)}"]
    return lines[:MOST] + more * (len(lines) > MOST)
