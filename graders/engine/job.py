"""One submission to grade, and what came of it: plain data, which can be sent anywhere."""

import hashlib
import secrets
from dataclasses import dataclass, field

from graders.engine import submission, times
from graders.engine.process import Limits
from graders.engine.release import Release


@dataclass
class Job:
    """One notebook of one submission, with all that grading it needs: it can be sent anywhere."""

    student: str
    release: Release
    files: dict  # name -> bytes, as submission.submitted gives them
    unread: str | None  # why there is nothing to run, for the student
    seed: int
    sandboxed: bool
    limits: Limits = field(default_factory=Limits)
    notes: list = field(default_factory=list)
    fails: dict = field(default_factory=dict)  # tests that the course's own solution fails: {grade_id: its words}
    problem: str | None = None  # why nobody can say what is to be graded: a failure of ours
    own: bool = False  # whether this is that solution: then the tests are on trial, and nothing in them is hidden

    def seed_for(self, purpose):
        """A seed for one purpose, that says nothing of the seed for another."""
        return int.from_bytes(hashlib.sha256(f"{self.seed}/{purpose}".encode()).digest()[:8], "big")

    @property
    def timestamp(self):
        """When it was handed in, as nbgrader's exchange writes it beside the notebook."""
        return times.stamp(self.files)


@dataclass
class Verdict:
    """What one graded cell gets.

    score: points, None if a person must decide or our own work failed.
    mistake: the identity of the declared mistake that was recognized.  hint: the kind of mistake that a search of the
    student's code suggests.  for_instructor: what a person who answers for the grade may see, and the student may not:
    which line of a hidden test was not passed, and why.
    """

    outcome: str  # "right", "partly", "wrong", "ungraded", "manual"
    score: float | None
    words: str = ""
    mistake: str | None = None
    hint: str | None = None
    for_instructor: str = ""


@dataclass
class Result:
    """What became of a job: plain data.

    problem: why nothing is graded, a failure of ours. unread: why there was nothing to run, a failure of the student's.
    answers: a number for all answers together, with which the same ones are found; None if there is little to compare.
    """

    verdicts: dict = field(default_factory=dict)  # grade_id -> Verdict
    unanswered: list = field(default_factory=list)  # solution cells that are as they were released
    notebook: str | None = None  # as it was graded, for the folder autograded/
    notes: list = field(default_factory=list)
    problem: str | None = None
    seconds: float = 0.0
    unread: str | None = None
    answers: str | None = None
    written: dict = field(default_factory=dict)  # the files that the notebook wrote beside itself: name -> bytes
    delayed: bool = False  # whether points were lost for time while others had the processor


def job_of(student, folder, release, **how):
    """The Job of what a student handed in, in this folder. how: fields of the Job."""
    found = submission.submitted(folder, release)
    how |= {"notes": found.notes, "problem": found.problem}
    return Job(student, release, found.files, found.unread, secrets.randbits(63), **how)
