"""The sample class: who handed in what. An answer is the reference, edited as the mistakes of graders.exercises are."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Solution:
    """The answer in tests/solutions/<assignment>/<function>/<name>.py."""

    name: str


@dataclass(frozen=True)
class Text:
    """The whole source of a cell."""

    source: str


@dataclass(frozen=True)
class Student:
    """One submission.

    about: what there is about it, in a sentence.
    answers: cell id -> an edit of the reference or a tuple of them, a Solution, or a Text.
    missed: the cells that are answered, and whose tests must give no points.
    rest_right: whether cells that are not named hold the reference; otherwise they are as they were released.
    """

    about: str
    answers: dict = field(default_factory=dict)
    missed: set[str] = frozenset()
    rest_right: bool = True
