"""The engine behind stock `nbgrader autograde` and formgrader's button, by nbgrader's own extension points.

nbgrader_config.py replaces nbgrader's sanitising preprocessors by Repair, and those that run and score a notebook by
Grade. The verdicts, the log and the gradebook's rows are those of `python -m graders grade`.
"""

import contextlib
import secrets
from pathlib import Path

import nbformat
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from graders.engine import CourseError, EngineError, course, judge, submission
from graders.engine.gradebook import Records
from graders.engine.log import Log, ungraded

SANDBOXED, FAILED = {}, {}  # by release, found once: whether there is a sandbox; what the course's own solution fails


class EnginePreprocessor(NbGraderPreprocessor):
    @contextlib.contextmanager
    def opened(self, ids):
        """(Records, Release) of the notebook that is at hand. What the engine raises becomes nbgrader's exception."""
        config = self.config.copy()
        config.CourseDirectory.db_url = ids["db_url"]
        places = CourseDirectory(config=config)
        try:
            with contextlib.closing(Records(config)) as records:
                tests = records.notebooks(ids["assignment"])[ids["notebook"]]
                released = Path(places.root, places.release_directory)
                yield records, submission.release(released, ids["assignment"], ids["notebook"], tests)
        except (OSError, LookupError, submission.Unreadable, EngineError, CourseError) as error:
            raise NbGraderException(str(error)) from None

    def submitted(self, ids, release):
        """(course folder, Submission): what was handed in, and not nbgrader's copy of it."""
        places = CourseDirectory(config=self.config)
        folder = Path(places.format_path(places.submitted_directory, ids["student"], ids["assignment"]))
        return folder.parents[2], submission.submitted(folder, release)


class Repair(EnginePreprocessor):
    """The submitted notebook, rebuilt around the release's own cells (submission.repair)."""

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        with self.opened(ids) as (_, release):
            _, found = self.submitted(ids, release)
            if found.unread:
                raise submission.Unreadable(found.unread)
            cells = submission.read(found.files[f"{ids['notebook']}.ipynb"], release)
            repaired, _ = submission.repair(cells, release)
            text = submission.graded_notebook([(cell, source, []) for cell, source in repaired], {})
        return nbformat.reads(text, 4), resources


class Grade(EnginePreprocessor):
    """Runs, judges and records a submission. A failure of ours fails the submission, and scores nothing."""

    unsandboxed = Bool(False, help="Whether to run students' code if there is no sandbox").tag(config=True)

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        with self.opened(ids) as (records, release):
            options = course.Options(None, [], unsandboxed=self.unsandboxed)
            if release.server_key not in SANDBOXED:
                SANDBOXED[release.server_key] = course.find_sandbox(options, [release], self.log.warning)
            sandboxed = SANDBOXED[release.server_key]
            if release.digest not in FAILED:
                own = course.own_solution(release, records.source_directory(), sandboxed, options.limits)
                FAILED[release.digest] = course.failed(own, judge.grade(own)) if own else {}
            folder, found = self.submitted(ids, release)
            seed = secrets.randbits(63)
            job = judge.Job(ids["student"], release, found.files, found.unread, seed, sandboxed, notes=found.notes)
            result = judge.grade(job)
            course.excuse(result, FAILED[release.digest])
            log = Log(folder)
            before = log.latest().get((ids["student"], ids["assignment"], ids["notebook"]))
            entry = course.as_entry(job, submission.digest(found.files), result, before, records.zone)
            log.append(entry)
            if entry["problem"]:
                raise EngineError(f"not graded, by no fault of the student's: {entry['problem']}")
            records.store(entry)
            log.mark_stored(entry)
            for name in ungraded(entry):
                self.log.error("%s of %s is not graded, by no fault of the student's", name, ids["student"])
        return nbformat.reads(result.notebook, 4), resources
