"""The grading engine: two processes behind every notebook, one of which never runs a line of the student's code.

README.md says what each module does, and in which order to read them.
"""

import os


class EngineError(RuntimeError):
    """Something of ours does not work. Never a student's fault, and never a student's zero."""


class CourseError(Exception):
    """A command cannot do its work on a course; the message says what to do."""


def write_whole(path, content):
    """Write a file, text or bytes, as a whole or not at all, whatever happens meanwhile."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content.encode() if isinstance(content, str) else content)
    os.replace(fresh, path)
