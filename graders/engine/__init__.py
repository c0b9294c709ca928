"""The grading engine: two processes behind every notebook, one of which never runs a line of the student's code.

README.md says what each module does, and in which order to read them.
"""

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]  # of the repository, where graders/, utils/ and datasets/ are


class EngineError(RuntimeError):
    """Something of ours does not work. Never a student's fault, and never a student's zero."""


class CourseError(Exception):
    """A command cannot do its work on a course; the message says what to do."""


def write_whole(path, content):
    """Write a file, text or bytes, as a whole or not at all, whatever happens meanwhile."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content.encode() if isinstance(content, str) else content)
    os.replace(fresh, path)


def append_line(path, entry):
    """Add a line of JSON to a file; when this returns it is on the disk. Raises OSError if there is no room."""
    line = json.dumps(entry, ensure_ascii=True).encode() + b"\n"
    with open(path, "ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # the machine stopped within that line
                line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
