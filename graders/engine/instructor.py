"""What an instructor reads in autograded/ and formgrader, and no student: outputs that are marked, and left out of
feedback pages."""

MARK = "for_instructor"


def note(text):
    """An output of a cell, in nbformat's terms, that only an instructor reads."""
    return {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {MARK: True}}


def is_note(output):
    return bool(output.get("metadata", {}).get(MARK))
