"""The grading engine: two processes behind every notebook, one of which never runs a line of the student's code.

Read in this order: intake (what was submitted, and how it is repaired), sandbox, warm (processes that are ready to
start), execution (the student's process), judge (the verdict), gradebook, log, feedback, course (a whole class),
plugin (the same for stock nbgrader). `inside/` holds what runs in the sandboxed processes themselves.
"""


class EngineError(RuntimeError):
    """Something of ours does not work. Never a student's fault, and never a student's zero."""


class CourseError(Exception):
    """A command cannot do its work on a course; the message says what to do."""
