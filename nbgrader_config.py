"""Where nbgrader finds the course, and what it does beyond its defaults. Every nbgrader command reads this file.

COURSE (default "course") names the folder of one class's records: submitted/, autograded/, feedback/ and gradebook.db.
A relative name is below this folder.
"""

import os
import sys
from pathlib import Path

import graders

ROOT = Path(__file__).resolve().parent
COURSE = ROOT / os.environ.get("COURSE", "course")
RECORDS = os.path.relpath(COURSE, ROOT)  # nbgrader misreads absolute folders here

c = get_config()  # noqa: F821 - nbgrader defines it

# SQLite makes a missing gradebook, and not a missing folder.
COURSE.mkdir(parents=True, exist_ok=True)
if not (COURSE / "gradebook.db").exists() and not (COURSE / ".gitignore").exists():
    (COURSE / ".gitignore").write_text("*\n")  # students' records are nobody else's business

c.CourseDirectory.course_id = "improving-deep-neural-networks"
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.source_directory = "notebooks"
c.CourseDirectory.release_directory = os.path.join("build", "release")
c.CourseDirectory.submitted_directory = os.path.join(RECORDS, "submitted")
c.CourseDirectory.autograded_directory = os.path.join(RECORDS, "autograded")
c.CourseDirectory.feedback_directory = os.path.join(RECORDS, "feedback")
c.CourseDirectory.solution_directory = os.path.join("build", "solution")
c.CourseDirectory.source_with_tests_directory = os.path.join("build", "source_with_tests")
c.CourseDirectory.db_url = f"sqlite:///{COURSE / 'gradebook.db'}"
# Students who hand in the whole folder through the exchange do not hand in the environment.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".venv", ".conda"]

# nbgrader starts alembic by its name; this way it is found even if the environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("not written yet: put your own lines here")'}

# nbgrader's own list; before it the kernel and bonus points, after it the files beside the notebook.
# (Not by .append(): this file is read more than once.)
c.GenerateAssignment.preprocessors = [
    "tools.bundle.Prepare",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "tools.bundle.Bundle",
]

# `nbgrader export`, and with --exporter=graders.export.CanvasSheet or MoodleSheet the same for an import there.
c.ExportApp.plugin_class = "graders.export.NbgraderSheet"
c.Sheet.folder = str(COURSE)

# The grading engine (graders/engine/) replaces what repairs, runs and scores a notebook.
c.Autograde.exporter_class = "graders.engine.plugin.Reader"
c.Autograde.sanitize_preprocessors = ["graders.engine.plugin.Repair"]
c.Autograde.autograde_preprocessors = ["graders.engine.plugin.Grade"]
c.GenerateFeedback.exporter_class = "graders.engine.feedback.FeedbackExporter"
# No script of a student's runs in formgrader: autograded/ holds none (graders/engine/markdown.py, outputs.py),
# HTML in outputs is cleaned once more, and Markdown, which formgrader's template does not clean, is typeset as on
# the feedback pages.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "markdown2html": "graders.engine.formgrader.markdown",
    "with_policy": "graders.engine.formgrader.with_policy",
}
# The template of ours is nbgrader's own with a content security policy.
c.HTMLExporter.template_file = os.path.join(*graders.__path__, "engine", "templates", "formgrader.html.j2")
c.HTMLExporter.preprocessors = ["graders.engine.formgrader.Page"]

# What lateness costs, if it costs anything: graders/late.py says more.
# c.AssignLatePenalties.plugin_class = "graders.late.PerDay"
# c.PerDay.percent, c.PerDay.grace, c.PerDay.most = 10, "15m", 50

# nbgrader zip_collect: what Moodle and Canvas hand out, from COURSE/downloaded/<assignment>/archive/.
c.ZipCollectApp.downloaded_directory = os.path.join(RECORDS, "downloaded")
c.ZipCollectApp.extractor_plugin = "graders.downloads.Extractor"
c.ZipCollectApp.collector_plugin = "graders.downloads.Collector"
