"""What an instructor reads in autograded/ and formgrader, and no student: outputs that are marked, and left out of
feedback pages."""

MARK = "for_instructor"


def notes(verdict):
    """The marked outputs of a test's Verdict: what a hidden test has said, or what of ours has failed."""
    text = verdict.for_instructor or (verdict.words if verdict.outcome == "ungraded" else "")
    return [note(f"For the instructor; the student's page does not show this.\n{text}")] if text else []


def note(text):
    """An output of a cell, in nbformat's terms, that only an instructor reads."""
    return {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {MARK: True}}


def is_note(output):
    return bool(output.get("metadata", {}).get(MARK))
