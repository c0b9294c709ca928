"""What submissions that are made to take long cost a class: the same class with them and without, command by command.

    python -m tools.bench.bombs                    20 submissions, 3 minutes on two processors
    python -m tools.bench.bombs --submissions 40

Two classes of equal size go through `nbgrader zip_collect`, `nbgrader autograde`, `nbgrader generate_feedback` and
`python -m graders feedback`. In the second, every bomb of BOMBS is in a submission of its own: markup, formulas and
pictures in one that is right otherwise, archives and JSON in place of one. Prints of each command the wall time, and
the processor time of all but the sandboxes, and how much longer it takes with the bombs. On a busy machine the latter
says more. Ends with an error if anybody else has no page, or not all points.
"""

import argparse
import base64
import contextlib
import io
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

import nbformat

from tools import demo, release
from tools.bench.grading import machine, markdown

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "W1A1-Initialization"

# -- bombs: each a function of a right notebook that changes it, or gives (end of a file's name, bytes) instead ---


def shows(*html):
    """A bomb that shows this HTML, which is Python's source of a string."""

    def bomb(notebook):
        lines = "\n".join(f"display(HTML({each}))" for each in html)
        notebook.cells.insert(1, nbformat.v4.new_code_cell(f"from IPython.display import HTML, display\n{lines}"))

    return bomb


def writes(*texts):
    """A bomb of cells of Markdown."""

    def bomb(notebook):
        notebook.cells[1:1] = [nbformat.v4.new_markdown_cell(text) for text in texts]

    return bomb


def pastes(width, height, rows, times=10):
    """A bomb of pictures of so many points, pasted into a cell. rows: how many of its rows each really has."""

    def bomb(notebook):
        names = [f"{number}.png" for number in range(times)]
        cell = nbformat.v4.new_markdown_cell("\n\n".join(f"![a](attachment:{name})" for name in names))
        data = base64.b64encode(png(width, height, rows)).decode()
        cell.attachments = {name: {"image/png": data} for name in names}
        notebook.cells.insert(1, cell)

    return bomb


def is_file(ending, make):
    """A bomb that is handed in instead of a notebook. make() gives its bytes."""
    return lambda notebook: (ending, make())


def metadata(notebook):
    notebook.cells[1].metadata["more"] = [{} for _ in range(300_000)]


def png(width, height, rows):
    """A black PNG: some kilobytes that become a byte for each point when they are decoded."""
    packed = zlib.compress(bytes(rows * (1 + width)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def zipped(members):
    """A zip of (name, bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


REOPENED = "'<p>' + ''.join(f'<b id={{i}}>' for i in range({})) + '<p>x' * {}"  # each paragraph opens all of them again
SLOW = [
    ">" * 9000 + "x", "- " * 4900 + "x", "[" * 9900, "![" * 4900 + "x", "*a_ " * 2400, "<!--" * 2400, "`" * 9900,
    "[a]: <" * 1600, "|a" * 900 + "\n" + "|-" * 900 + "\n" + ("|x" * 30 + "\n") * 100, "a@" * 4900, "&#x" * 3300,
    "$" * 9900, "\\" * 9901, "\n".join(f"[a{n}]: a{n + 1}" for n in range(600)), "<a href='" * 1100,
    "http://" * 1400, "$$\\begin{matrix}" * 600,
]  # fmt: skip
OPEN = ["$" + "(" * 40 + "$", "$$" + "[" * 40 + "$$", "$" + r"\left(" * 40 + "$"]
ODD = ["../é.ipynb", "/etc/x.ipynb", "a/" * 2000 + "x.ipynb", "\x1b[2J.ipynb", "con.ipynb"]
BOMBS = {
    "HTML that re-opens 3,000 elements": shows(*[REOPENED.format(3000, 12_000)] * 5),
    "HTML that grows, thirty times": shows(*[REOPENED.format(1500, 3500)] * 30),
    "nested HTML": shows(*["'<li><ul>' * 12_000"] * 4),
    "Markdown that takes long": writes(*SLOW),
    "long Markdown that takes long": writes(*(text * 4 for text in SLOW)),
    "formulas with open brackets": writes(*OPEN * 10),
    "many slow formulas": writes(*[("$" + "(" * 8 + "x^2" * 600 + "$ ") * 5] * 10),
    "nested formulas": writes("$" + "{" * 1900 + "$", "$" + "a^{" * 600 + "$", "$$" + r"\sqrt" * 390 + "$$"),
    "pictures of 49 million points": pastes(7000, 7000, rows=7000),
    "pictures of a billion points": pastes(40_000, 25_000, rows=10),
    "megabytes of metadata": metadata,
    "JSON a million levels deep": is_file(".ipynb", lambda: b'{"cells": ' + b"[" * 1_000_000),
    "a number of a million digits": is_file(".ipynb", lambda: b'{"cells": [' + b"9" * 1_000_000 + b"]}"),
    "JSON that grows": is_file(".ipynb", lambda: b'{"cells": [' + b"{}," * 5_000_000 + b"{}]}"),
    "a zip that grows": is_file(".zip", lambda: zipped([("Initialization.ipynb", bytes(150 << 20))])),
    "a zip of many that grow": is_file(".zip", lambda: zipped((f"{n}.ipynb", bytes(40 << 20)) for n in range(20))),
    "a zip of many members": is_file(".zip", lambda: zipped((f"{n}.ipynb", b"") for n in range(50_000))),
    "a zip of odd names": is_file(
        ".zip", lambda: zipped((name, b"{}") for name in ODD).replace("é".encode(), b"\xff\xfe")
    ),
}  # fmt: skip


# -- the two classes ---------------------------------------------------------------------------------------------------


def download(course, released, size, bombs):
    """The archive of a class of this size, as Canvas hands it out: some of it bombs. Returns who handed in no bomb."""
    (path,) = (released / ASSIGNMENT).glob("*.ipynb")
    right = [s for s in demo.students(ASSIGNMENT).values() if all(demo.expected(ASSIGNMENT, s).values())]
    archive = course / "downloaded" / ASSIGNMENT / "archive" / "submissions.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        for number in range(size):
            notebook = demo.submission(path, demo.answers(ASSIGNMENT, right[number % len(right)]))
            bomb = bombs[number](notebook) if number < len(bombs) else None
            ending, data = bomb or (".ipynb", nbformat.writes(notebook).encode())
            whole.writestr(f"student{number}_{number}_{number}_{path.stem}{ending}", data)
    return {f"canvas-{number}" for number in range(len(bombs), size)}


def commands(course, released):
    """{what it is called: its command line}, in their order."""
    nbgrader = [sys.executable, "-m", "nbgrader"]
    where = f"--CourseDirectory.release_directory={os.path.relpath(released, ROOT)}"
    return {
        "nbgrader zip_collect": [*nbgrader, "zip_collect", ASSIGNMENT, where],
        "nbgrader autograde": [*nbgrader, "autograde", ASSIGNMENT, where],
        "nbgrader generate_feedback": [*nbgrader, "generate_feedback", ASSIGNMENT, where],
        "graders feedback": [sys.executable, "-m", "graders", "feedback", ASSIGNMENT, "--course", str(course)],
    }


def run(command, course):
    """(wall time, processor time, what it said) of a command, which may end with an error about some submissions."""
    began, before = time.perf_counter(), processor()
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "COURSE": str(course)}, capture_output=True, text=True, errors="replace"
    )
    return time.perf_counter() - began, processor() - before, done.stdout + done.stderr


def processor():
    """Seconds of the processor that ended children of this process, and theirs, have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prepared(course, released, size, bombs=()):
    """Make a course with the archive of a class. Returns who handed in no bomb."""
    from graders.engine import gradebook

    honest = download(course, released, size, list(bombs))
    Path(course, "submitted").mkdir()
    with gradebook.opened(course) as records:
        records.register(ASSIGNMENT)
    return honest


def check(course, honest, said):
    """Raise SystemExit if anybody who is honest has no page, or not all points."""
    from graders.engine import gradebook

    pages = {path.parts[-3] for path in course.glob("feedback/*/*/*.html")}
    full = sum(each.points for each in demo.exercises.find(ASSIGNMENT).cells.values())
    found = gradebook.scores(course, ASSIGNMENT)
    harmed = [who for who in honest if who not in pages or sum(filter(None, found.get(who, {}).values())) != full]
    if harmed:
        sys.exit(f"no page, or not all points of right answers: {', '.join(sorted(harmed))}\n{said[-6000:]}")


def main():
    parser = argparse.ArgumentParser(prog="python -m tools.bench.bombs", description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=20, metavar="N", help=f"at least {len(BOMBS) + 1}")
    parser.add_argument("--only", metavar="WORDS", help="the bombs with these words in their name")
    options = parser.parse_args()
    bombs = [bomb for name, bomb in BOMBS.items() if (options.only or "") in name]
    if options.submissions <= len(bombs):
        parser.error(f"there are {len(bombs)} bombs, and somebody else has to be in the class")
    with tempfile.TemporaryDirectory(prefix="bombs-") as top:
        with contextlib.redirect_stdout(io.StringIO()):
            release.release(ASSIGNMENT, Path(top))
        released = Path(top, "release")
        print(f"{machine()}. {options.submissions} submissions of {ASSIGNMENT}, wall time in seconds.\n", flush=True)
        classes = {Path(top, "without"): (), Path(top, "with"): bombs}
        honest = {course: prepared(course, released, options.submissions, each) for course, each in classes.items()}
        lines = []
        for name in commands(top, released):  # one class after the other, so that both find the machine alike
            (wall, used, _), (beside, used_beside, said) = [
                run(commands(course, released)[name], course) for course in classes
            ]
            figures = wall, beside, beside / wall, used, used_beside, used_beside / used
            lines.append([name, *(f"{figure:.1f}" for figure in figures)])
        for course in classes:
            check(course, honest[course], said)
    several = f"with {len(bombs)} bombs"
    head = ["command", "without", several, "ratio", "processor, without", several, "ratio"]
    print(markdown(head, lines))


if __name__ == "__main__":
    main()
