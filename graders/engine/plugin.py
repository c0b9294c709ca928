"""The engine behind stock `nbgrader autograde` and formgrader's button, by nbgrader's own extension points.

nbgrader_config.py replaces nbgrader's sanitising preprocessors by Repair, and those that run and score a notebook by
Grade. The verdicts, the log and the gradebook's rows are those of `python -m graders grade`.
"""

import contextlib
from pathlib import Path

import nbformat
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from graders.engine import CourseError, EngineError, outputs, repair, submission
from graders.engine.fork_server import find_sandbox
from graders.engine.grade_one import failed_by_own, fails_in_words, grade_one
from graders.engine.gradebook import Records
from graders.engine.job import job_of
from graders.engine.log import Log, as_entry, ungraded
from graders.engine.process import Limits
from graders.engine.release import read_release

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
                yield records, read_release(released, ids["assignment"], ids["notebook"], tests)
        except (OSError, LookupError, submission.Unreadable, EngineError, CourseError) as error:
            raise NbGraderException(str(error)) from None

    def places(self, ids):
        """(course's folder, folder of what was handed in, which is not nbgrader's copy of it)."""
        places = CourseDirectory(config=self.config)
        folder = Path(places.format_path(places.submitted_directory, ids["student"], ids["assignment"]))
        return folder.parents[2], folder


class Repair(EnginePreprocessor):
    """The submitted notebook, rebuilt around the release's own cells (repair.repair)."""

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        with self.opened(ids) as (_, release):
            found = submission.submitted(self.places(ids)[1], release)
            if found.unread:
                raise submission.Unreadable(found.unread)
            cells = submission.read(found.files[f"{ids['notebook']}.ipynb"], release)
            repaired, _ = repair.repair(cells, release)
            text = outputs.graded_notebook([(cell, source, []) for cell, source in repaired], {})
        return nbformat.reads(text, 4), resources


class Grade(EnginePreprocessor):
    """Runs, judges and records a submission. A failure of ours fails the submission, and scores nothing."""

    unsandboxed = Bool(False, help="Whether to run students' code if there is no sandbox").tag(config=True)

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        with self.opened(ids) as (records, release):
            course, folder = self.places(ids)
            job = job_of(ids["student"], folder, release, **self.how(release, records.source_directory()))
            result, log = grade_one(job), Log(course)
            before = log.latest().get((ids["student"], ids["assignment"], ids["notebook"]))
            entry = as_entry(job, result, before, records.zone)
            log.append(entry)
            if entry["problem"]:
                raise EngineError(f"not graded, by no fault of the student's: {entry['problem']}")
            records.store(entry)
            log.mark_stored(entry)
            for name in ungraded(entry):
                self.log.error("%s of %s is not graded, by no fault of the student's", name, ids["student"])
        return nbformat.reads(result.notebook, 4), resources

    def how(self, release, sources):
        """How this release is graded: fields of a Job. Found once: whether there is a sandbox; what the course's own
        solution fails."""
        if release.server_key not in SANDBOXED:
            SANDBOXED[release.server_key] = find_sandbox([release], self.unsandboxed, self.log.warning)
        sandboxed = SANDBOXED[release.server_key]
        if release.digest not in FAILED:
            FAILED[release.digest] = failed_by_own(release, sources, sandboxed, Limits())
            for line in fails_in_words(release, FAILED[release.digest]):
                self.log.warning(line)
        return {"sandboxed": sandboxed, "fails": FAILED[release.digest]}
