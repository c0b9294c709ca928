"""The engine behind stock `nbgrader autograde` and formgrader's button, by nbgrader's own extension points.

nbgrader_config.py replaces nbgrader's sanitising preprocessors by Repair, and those that run and score a notebook by
Grade. What was handed in is read by these, and not by nbconvert (Reader). The verdicts, the log and the gradebook's
rows are those of `python -m graders grade`.
"""

import contextlib
import json
from dataclasses import replace
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader import utils
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearOutput, Execute, NbGraderPreprocessor, OverwriteKernelspec
from traitlets import Bool, Float, default

from graders.engine import CourseError, EngineError, autograded, outputs, pictures, submission, untrusted
from graders.engine.decisions import stamp
from graders.engine.fork_server import find_sandbox
from graders.engine.grade_one import failed_by_own, fails_in_words, grade_one, own_source, repaired
from graders.engine.gradebook import Records
from graders.engine.job import Result, Verdict, job_of
from graders.engine.left_to_do import is_same_work
from graders.engine.log import Log, as_entry, ungraded
from graders.engine.process import Limits
from graders.engine.release import read_release

SANDBOXED, FAILED = {}, {}  # found once: whether there is a sandbox for a release; what the course's own solution fails


def places(config, ids):
    """(folder of what was handed in, which is not nbgrader's copy of it; folder of what is graded)."""
    course = CourseDirectory(config=config)
    return [
        Path(course.format_path(directory, ids["student"], ids["assignment"]))
        for directory in (course.submitted_directory, course.autograded_directory)
    ]


class Reader(NotebookExporter):
    """Reads notebooks for `nbgrader autograde`. From a submission it takes only the outputs, only with --no-execute,
    and in the helper; Repair reads the rest."""

    def from_filename(self, filename, resources=None, **how):
        if Path(filename).parent.resolve() != places(self.config, resources["nbgrader"])[0].resolve():
            return super().from_filename(filename, resources, **how)
        book = nbformat.v4.new_notebook()
        if not ClearOutput(config=self.config).enabled:
            try:
                size = Path(filename).stat().st_size
                cells = untrusted.read(shown_in, size, filename, most=size + (1 << 20))
            except untrusted.Failed as error:
                raise NbGraderException(f"{filename} cannot be read: {error}") from None
            book.cells = nbformat.from_dict(json.loads(cells))
        return self.from_notebook_node(book, resources, **how)


KEPT = "output_type", "name", "text", "ename", "evalue", "traceback", "execution_count"


def shown_in(path):
    """The cells of a notebook with what they show, as JSON. Called in the helper (untrusted.read)."""
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    found = [nbformat.v4.new_code_cell(cell.source, outputs=list(map(shown, cell.outputs))) for cell in cells]
    return json.dumps(found)


def shown(output):
    """An output without metadata, and without data that are no text."""
    kept = {name: output[name] for name in KEPT if name in output}
    data = {mime: value for mime, value in output.get("data", {}).items() if type(value) is str}
    return kept | ({"data": data, "metadata": {}} if "data" in output else {})


class EnginePreprocessor(NbGraderPreprocessor):
    @contextlib.contextmanager
    def opened(self, ids):
        """(Records, Release) of the notebook that is at hand. What the engine raises becomes nbgrader's exception."""
        config = self.config.copy()
        config.CourseDirectory.db_url = ids["db_url"]
        course = CourseDirectory(config=config)
        try:
            with contextlib.closing(Records(config)) as records:
                tests = records.notebooks(ids["assignment"])[ids["notebook"]]
                released = Path(course.root, course.release_directory)
                yield records, read_release(released, ids["assignment"], ids["notebook"], tests)
        except (OSError, LookupError, submission.Unreadable, EngineError, CourseError) as error:
            raise NbGraderException(str(error)) from None


class Repair(EnginePreprocessor):
    """The submitted notebook, rebuilt around the release's own cells (repair.repair). `nbgrader autograde --no-execute`
    keeps the outputs that were handed in."""

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        with self.opened(ids) as (_, release):
            check_language(OverwriteKernelspec(config=self.config).preprocess(nb, resources)[0].metadata)
            cells, _ = repaired(submission.submitted(places(self.config, ids)[0], release), release)
            if Execute(config=self.config).enabled:  # then Grade, which comes next, looks at the pictures
                cells = [(replace(cell, pasted={}), source) for cell, source in cells]
            else:
                cells, _ = pictures.looked_at(cells)
            kept = {} if ClearOutput(config=self.config).enabled else outputs_by_source(nb)
            text = outputs.graded_notebook([(cell, source, kept.get(source, [])) for cell, source in cells], {})
        return nbformat.reads(text, 4), resources


def check_language(metadata):
    """Raise EngineError if a notebook is not Python's. metadata: with the kernel of the source, if that has one."""
    kernel = metadata.get("kernelspec", {})
    language = kernel.get("language") or metadata.get("language_info", {}).get("name") or kernel.get("name", "python")
    if not str(language).lower().startswith("python"):
        raise EngineError(f"the notebook asks for the kernel {kernel.get('name')} ({language}); only Python is graded")


def outputs_by_source(nb):
    """{source of a cell: its outputs as they were handed in, without scripts}."""
    room = outputs.room()
    return {
        cell.source: [
            {**output, "data": outputs.clean_bundle(output["data"], room)} if "data" in output else output
            for output in cell.outputs
        ]
        for cell in nb.cells
        if cell.cell_type == "code"
    }


class Grade(EnginePreprocessor):
    """Runs, judges and records a submission. A failure of ours fails the submission, and scores nothing."""

    unsandboxed = Bool(False, help="Whether to run students' code if there is no sandbox").tag(config=True)
    total_seconds = Float(help="What a submission may take; by default six times c.Execute.timeout, at least 180").tag(
        config=True
    )

    @default("total_seconds")
    def _total_seconds(self):
        return max(Limits().total_seconds, 6 * (Execute(config=self.config).timeout or 0))

    def preprocess(self, nb, resources):
        ids = resources["nbgrader"]
        with self.opened(ids) as (records, release):
            handed_in, folder = places(self.config, ids)
            log = Log(handed_in.parents[2])
            before = log.latest().get((ids["student"], ids["assignment"], ids["notebook"]))
            if Execute(config=self.config).enabled:
                job = job_of(ids["student"], handed_in, release, **self.how(release, records.source_directory()))
                result = grade_one(job)
            else:
                job = job_of(ids["student"], handed_in, release, sandboxed=False)
                if is_same_work(before, job.files, release):
                    return nb, resources  # its grade stays
                result = not_run(nb, self.log)
            entry = as_entry(job, result, before, records.zone)
            log.append(entry)
            if entry["problem"]:
                raise EngineError(f"not graded, by no fault of the student's: {entry['problem']}")
            records.store(entry)
            log.mark_stored(entry)
            autograded.write_files(folder, autograded.beside(job, result), before)
            for name in ungraded(entry):
                self.log.error("%s of %s is not graded, by no fault of the student's", name, ids["student"])
        return nbformat.reads(result.notebook, 4), resources

    def how(self, release, sources):
        """How this release is graded: fields of a Job. Found once: whether there is a sandbox; what the course's own
        solution fails, until that is changed, for formgrader runs on."""
        if release.server_key not in SANDBOXED:
            SANDBOXED[release.server_key] = find_sandbox(release, self.unsandboxed, self.log.warning)
        sandboxed, limits = SANDBOXED[release.server_key], self.limits()
        tried = release.digest, limits, stamp(own_source(release, sources))
        if tried not in FAILED:
            FAILED[tried] = failed_by_own(release, sources, sandboxed, limits)
            for line in fails_in_words(release, FAILED[tried]):
                self.log.warning(line)
        return {"sandboxed": sandboxed, "limits": limits, "fails": FAILED[tried]}

    def limits(self):
        """By nbgrader's own setting. Without one (None, or a negative number) a cell may take what all may take."""
        timeout = Execute(config=self.config).timeout
        unlimited = timeout is None or timeout < 0
        return Limits(cell_seconds=self.total_seconds if unlimited else timeout, total_seconds=self.total_seconds)


def not_run(nb, log):
    """The Result of --no-execute. The outputs that were handed in prove nothing, for anybody can write them: what they
    are worth to nbgrader stays open until a person has confirmed it."""
    said = "not run, as --no-execute asks: a person has to confirm it"
    verdicts = {
        cell.metadata.nbgrader.grade_id: Verdict("ungraded", utils.determine_grade(cell, log)[0], said)
        for cell in nb.cells
        if utils.is_grade(cell)
    }
    return Result(verdicts, notebook=nbformat.writes(nb), notes=[said])
