"""Releases the course: `python -m tools.release [ASSIGNMENT…]`, all assignments if none is named.

build/release/ASSIGNMENT/       the bundle, as `nbgrader generate_assignment` writes it (tools/bundle.py)
build/bundles/ASSIGNMENT.zip    the same as one file: byte for byte the same whenever its sources are

An assignment goes out if the course's own solution gets all points (tools/try_out.py). If anything is wrong with it,
its earlier release stays as it is.
"""

import argparse
import contextlib
import io
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat

from graders.engine.handed_in import unusable_assignment, unusable_root
from tools import try_out
from tools.prepare import PrepareError, prepare

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can name
# What Windows keeps for its devices, whatever their ending
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
LONGEST = 80  # characters of a name: Windows allows 260 for a path, the student's own folders included


class ReleaseError(Exception):
    """An assignment could not be released; the message says which and why."""


def main(arguments=None):
    """Release what the arguments name. Raises SystemExit with what is wrong with those that did not go out."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("assignment", nargs="*", help="all of them if none is named")
    parser.add_argument("--into", type=Path, default=ROOT / "build", help="the folder for release/ and bundles/")
    options = parser.parse_args(arguments)
    if why := unusable_root(ROOT):
        sys.exit(why)
    try:
        names = chosen(options.assignment)
    except ReleaseError as error:
        sys.exit(str(error))
    refused = []
    for said, why in side_by_side(names, options.into) if len(names) > 1 else map(released, names, [options.into]):
        print(said, end="", flush=True)
        refused += filter(None, [why])
    if refused:
        sys.exit("\n\n".join(["", *refused]))


def side_by_side(names, into):
    """What `released` returns for each, in order, done by as many processes as there are processors."""
    linux = sys.platform == "linux"
    processors = len(os.sched_getaffinity(0)) if linux else os.cpu_count()
    context = multiprocessing.get_context("fork" if linux else "spawn")
    with ProcessPoolExecutor(min(processors or 1, len(names)), context, initializer=begin_worker) as pool:
        # From the last on: TensorFlow's takes longest, and should not be what everything waits for.
        under_way = {name: pool.submit(released, name, into) for name in reversed(names)}
        for name in names:
            yield under_way[name].result()


def begin_worker():
    """In each process of side_by_side: what it starts ends with it."""
    if sys.platform != "win32":
        from graders.engine import pool

        pool.begin_worker()


def released(name, into):
    """(what there is to say, why it was refused or None) of releasing an assignment."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            release(name, into)
            return said.getvalue(), None
        except ReleaseError as error:
            return said.getvalue(), str(error)


def chosen(wanted=()):
    """The assignments in notebooks/, or those wanted of them. Raises ReleaseError for one that is not there."""
    names = sorted({path.parent.name for path in NOTEBOOKS.glob("[!.]*/*.ipynb")})
    for name in wanted:
        if name not in names:
            raise ReleaseError(f"there is no assignment {name} in notebooks/; there are {', '.join(names)}")
    return list(wanted) or names


def release(name, into):
    """Write release/<name>/ and bundles/<name>.zip in the folder into, and say so. Returns the zip's path.

    Raises ReleaseError if it must not go out, with what to change. Then what was released before stays.
    """
    check_sources(name)
    folder, bundle = into / "release" / name, into / "bundles" / f"{name}.zip"
    for parent in (folder.parent, bundle.parent):
        parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=into) as fresh:
        generate(name, Path(fresh), folder.parent)
        check_tests(name, Path(fresh), into)
        pack(Path(fresh, name), Path(fresh, bundle.name))
        if folder.exists():
            os.replace(folder, Path(fresh, "old"))
        os.replace(Path(fresh, name), folder)
        os.replace(Path(fresh, bundle.name), bundle)
    print(f"  {_shown(folder)}/, {_shown(bundle)} ({bundle.stat().st_size / 1024:.0f} kB)", flush=True)
    return bundle


def check_sources(name):
    """Raise ReleaseError for a name that some system cannot bear, and for notebooks that cannot be graded."""
    paths = sorted((NOTEBOOKS / name).glob("*.ipynb"))
    if len(paths) > 1:
        raise ReleaseError(
            f"{name} was not released: it holds {len(paths)} notebooks, and an assignment is a folder with one in it. "
            "Make a folder for each."
        )
    for what in (name, paths[0].stem):
        if why := unusable(what):
            raise ReleaseError(
                f"{name} was not released. {what!r} cannot be an assignment's or notebook's name: {why}."
            )
    try:
        prepare(nbformat.read(paths[0], as_version=4), paths[0].stem)
    except PrepareError as error:
        raise ReleaseError(f"{name} was not released: {error}.") from None
    except Exception as error:  # whatever nbformat makes of what is no notebook
        raise ReleaseError(f"{name} was not released: {paths[0].name} is no notebook ({error}).") from None


def unusable(name):
    """Why nbgrader, or some system of a student's, cannot bear a name; None if all can."""
    if why := unusable_assignment(name):
        return why
    if name.endswith((".", " ")):
        return "Windows drops a full stop or a space at the end"
    if RESERVED.match(name):
        return "Windows keeps this name for a device"
    return f"it is longer than {LONGEST} characters" if len(name) > LONGEST else None


def generate(name, into, place):
    """Run nbgrader, without a gradebook: a class's records know of an assignment when it is first graded.

    place: where the release will be in the end, for the command that is shown.
    """
    command = ["nbgrader", "generate_assignment", name, "--force", "--no-db"]
    elsewhere = "--CourseDirectory.release_directory="
    usual = place == ROOT / "build" / "release"
    print("$ COURSE=build", *command, *([] if usual else [elsewhere + os.path.relpath(place, ROOT)]), flush=True)
    done = subprocess.run(
        [sys.executable, "-m", *command, elsewhere + os.path.relpath(into, ROOT)],
        cwd=ROOT,
        env={**os.environ, "COURSE": "build"},  # else nbgrader_config.py would make the folder course/
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise ReleaseError(f"{done.stdout}\n{name} was not released: nbgrader says above why.")


def check_tests(name, fresh, into):
    """Raise ReleaseError if the own solution does not pass a test. What is unchanged is not tried again."""
    if sys.platform == "win32":
        print(f"  {name} was not tried: that needs Linux or macOS. Grading will tell what its tests are worth.")
        return
    stamp = into / "tried" / name
    mark = try_out.fingerprint(name, fresh, NOTEBOOKS)
    if stamp.exists() and stamp.read_text() == mark:
        return
    if found := try_out.complaints(name, fresh, NOTEBOOKS):
        lines = "\n".join(f"  {line}" for words in found for line in words.splitlines())
        raise ReleaseError(
            f"{name} was not released: the course's own solution does not pass it, so nobody could be graded.\n{lines}"
        )
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(mark)


def pack(folder, bundle):
    """Zip the files of folder below its own name: sorted, with fixed times and modes."""
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, whatever this runs on
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def _shown(path):
    return os.path.relpath(path)


if __name__ == "__main__":
    main()
