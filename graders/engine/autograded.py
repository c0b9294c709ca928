"""autograded/<student>/<assignment>/: the notebook as it was graded, the files that were handed in with it or that it
wrote, and what nbgrader's exchange asks for when feedback is released: when the work was handed in, and the secret of
`nbgrader submit`.

From the secret follows the name under which a student's feedback lies in the exchange, so that only they find it.
"""

import re
import secrets
from pathlib import Path

from graders.engine import handed_in, submission, write_whole
from graders.engine.handed_in import SECRET, STAMP


def write(course, student, job, result, before=None):
    """The folder of a student, by the result of a job. before: the log's last entry of the same notebook, or None.

    If there is no result, by no fault of the student's, the last one must not pass for it: it goes.
    """
    folder = Path(course, "autograded", student, job.release.assignment)
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, beside(job, result), before)
    if not result.notebook:
        (folder / f"{job.release.notebook}.ipynb").unlink(missing_ok=True)
        return
    write_whole(folder / f"{job.release.notebook}.ipynb", result.notebook)
    if job.timestamp is not None:
        write_whole(folder / STAMP, job.timestamp)
    write_whole(folder / SECRET, secret(course, student, job.release.assignment, folder))


def handed_in_again(course, student, assignment, stamp):
    """The same work was handed in once more: by its new secret its feedback is found."""
    folder = Path(course, "autograded", student, assignment)
    if folder.is_dir():
        write_whole(folder / STAMP, stamp)
        write_whole(folder / SECRET, secret(course, student, assignment, folder))


def beside(job, result):
    """{name: bytes} of the files for the folder: those handed in, and those that the notebook wrote.

    Of several notebooks in an assignment each may write a file of that name: theirs begin with the notebook's.
    """
    spare = submission.in_bundle(job.release.bundle)
    handed = {
        name: data for name, data in job.files.items() if submission.is_harmless(name) and name.lower() not in spare
    }
    whose = f"{job.release.notebook}-" if job.release.siblings else ""
    return handed | {f"{whose}{name}": data for name, data in result.written.items()}


def write_files(folder, files, before=None):
    """These files; those that were there when the notebook was graded before, and are not now, go."""
    for name in {*(before or {}).get("written", ())} - files.keys():
        (folder / name).unlink(missing_ok=True)
    for name, data in files.items():
        write_whole(folder / name, data)


def for_exchange(course, student, assignment, folder):
    """Put beside a feedback page what `nbgrader release_feedback` reads. Without it that stops for the whole class."""
    stamp = Path(course, "autograded", student, assignment, STAMP)
    write_whole(folder / STAMP, stamp.read_text(encoding="utf-8") if stamp.exists() else "")
    write_whole(folder / SECRET, secret(course, student, assignment, folder))


def secret(course, student, assignment, folder):
    """The secret that was handed in; without one (it came by Moodle, or from another of the group) the folder's own,
    which nobody knows, and so nobody looks for that page in the exchange."""
    return secret_in(handed_in.folder(course, student, assignment)) or secret_in(folder) or secrets.token_hex(64)


def secret_in(folder):
    """The secret in a folder, None if there is none that a file's name could follow from."""
    found = (submission.read_alone(folder, SECRET, 1000) or b"").decode("ascii", "replace").strip()
    return found if re.fullmatch(r"[!-~]{16,}", found) else None
