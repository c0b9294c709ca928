"""Releases the course: `python -m tools.release [ASSIGNMENT…]`, all assignments if none is named.

build/release/ASSIGNMENT/       the bundle, as `nbgrader generate_assignment` writes it (tools/bundle.py)
build/bundles/ASSIGNMENT.zip    the same as one file: byte for byte the same whenever its sources are
"""

import argparse
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can name


class ReleaseError(Exception):
    """An assignment could not be released; the message says which and why."""


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("assignment", nargs="*", help="all of them if none is named")
    parser.add_argument("--into", type=Path, default=ROOT / "build", help="the folder for release/ and bundles/")
    options = parser.parse_args(arguments)
    try:
        for name in chosen(options.assignment):
            release(name, options.into)
    except ReleaseError as error:
        sys.exit(str(error))


def chosen(wanted=()):
    """The assignments in notebooks/, or those wanted of them. Raises ReleaseError for one that is not there."""
    names = sorted(path.parent.name for path in (ROOT / "notebooks").glob("*/*.ipynb"))
    for name in wanted:
        if name not in names:
            raise ReleaseError(f"there is no assignment {name} in notebooks/; there are {', '.join(names)}")
    return list(wanted) or names


def release(name, into):
    """Write release/<name>/ and bundles/<name>.zip in the folder into, and say so. Returns the zip's path.

    Raises ReleaseError if nbgrader fails, with what it said.
    """
    folder, bundle = into / "release" / name, into / "bundles" / f"{name}.zip"
    bundle.unlink(missing_ok=True)  # no old zip stays behind if the release fails
    generate(name, folder.parent)
    bundle.parent.mkdir(parents=True, exist_ok=True)
    pack(folder, bundle)
    print(f"  {_shown(folder)}/, {_shown(bundle)} ({bundle.stat().st_size / 1024:.0f} kB)", flush=True)
    return bundle


def generate(name, into):
    """Run nbgrader, without a gradebook: a class's records know of an assignment when it is first graded."""
    command = ["nbgrader", "generate_assignment", name, "--force", "--no-db"]
    if into != ROOT / "build" / "release":
        command.append(f"--CourseDirectory.release_directory={os.path.relpath(into, ROOT)}")
    print("$ COURSE=build", *command, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "COURSE": "build"},  # else nbgrader_config.py would make the folder course/
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise ReleaseError(f"{done.stdout}\n{name} was not released: nbgrader says above why.")


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
