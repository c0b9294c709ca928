"""What a release changes in a notebook before nbgrader reads it: its kernel, and what a bonus is worth.

tools.bundle.Prepare is the first preprocessor of `nbgrader generate_assignment` (nbgrader_config.py).
"""

import re

from tools.lint_notebooks import KERNELSPEC

BONUS = "bonus"  # the tag of a graded test whose points lie outside the maximum
OTHER_KERNELS = re.compile(r"ir\d*$|(julia|r|xr|octave|matlab|xcpp|sos|scala|ruby|bash|javascript)\b", re.IGNORECASE)


class PrepareError(Exception):
    """A notebook that cannot be released; the message says what to change."""


def prepare(nb, name):
    """Give a notebook python3 for its kernel, and take the points of bonus cells out of the maximum.

    nbgrader adds up the points of all graded cells. A bonus cell gets 0 there, and what it is worth stands in its
    metadata, as `bonus`. Raises PrepareError if the notebook is not Python, or a bonus is not an automatic test.
    """
    if language := other_language(nb):
        raise PrepareError(f"{name}.ipynb is a notebook in {language}, and only Python is graded here")
    nb.metadata["kernelspec"] = dict(KERNELSPEC)
    nb.metadata.pop("language_info", None)  # the version of one machine's Python
    for cell in nb.cells:
        mine = cell.metadata.get("nbgrader", {})
        if BONUS not in cell.metadata.get("tags", []):
            continue
        if cell.cell_type != "code" or not mine.get("grade") or mine.get("solution"):
            raise PrepareError(
                f"{name}.ipynb, cell {mine.get('grade_id') or cell.get('id')}: the tag bonus is for cells with "
                "autograder tests; for work that a person grades, give extra credit in formgrader"
            )
        cell.metadata[BONUS] = cell.metadata.get(BONUS) or mine["points"]
        mine["points"] = 0


def other_language(nb):
    """The language of a notebook that is not in Python, or None."""
    kernel, info = nb.metadata.get("kernelspec", {}), nb.metadata.get("language_info", {})
    for language in (info.get("name"), kernel.get("language")):
        if language:
            return None if language.lower() in ("python", "python3", "ipython") else language
    name = kernel.get("name", "")
    return name if OTHER_KERNELS.match(name) else None
