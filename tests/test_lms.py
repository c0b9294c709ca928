"""Submissions out of Moodle and Canvas, a roster into the gradebook, grades back to both."""

import csv
import io
import logging
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

from graders import __main__ as graders
from graders import downloads, export, feedback_zip
from graders.engine import CourseError, archives, collected, gradebook
from graders.engine.gradebook import configuration
from tools import demo

ROOT = Path(__file__).resolve().parent.parent
NAME, FILE = "W1A1-Initialization", "Initialization"
ROSTER = """id,first_name,last_name,email,lms_user_id
ada,Ada,Lovelace,ada@example.org,77
gjose,José María,García López,jose@example.org,78
anne,Anne-Marie,O'Brien,anne@example.org,79
lee1,Kim,Lee,kim1@example.org,80
lee2,Kim,Lee,kim2@example.org,81
zoe,Zoë,Ångström,zoe@example.org,82
"""
NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.fixture(scope="module")
def released(built):
    """The released notebook, in build/release/ of a repository that is not this one."""
    return built(NAME) / "release"


class Course:
    """A class's folder, and nbgrader's commands on it."""

    def __init__(self, folder, released):
        self.folder, self.released = folder, released
        self.archives = folder / "downloaded" / NAME / "archive"
        self.archives.mkdir(parents=True)
        self.config = configuration(folder)
        self.config.CourseDirectory.release_directory = os.path.relpath(released, ROOT)

    def nbgrader(self, *arguments):
        """Run one of nbgrader's commands. Raises AssertionError if it fails."""
        where = f"--CourseDirectory.release_directory={os.path.relpath(self.released, ROOT)}"
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments, where],
            cwd=ROOT,
            env={**os.environ, "COURSE": str(self.folder)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    def import_roster(self, text=ROSTER):
        path = self.folder / "roster.csv"
        path.write_text(text, encoding="utf-8")
        self.nbgrader("db", "student", "import", str(path))

    def roster(self):
        """The same, without the command's four seconds."""
        with Gradebook(self.config.CourseDirectory.db_url) as book:
            for row in csv.DictReader(io.StringIO(ROSTER)):
                book.add_student(row.pop("id"), **row)

    def archive(self, name, files, time=1_700_000_000):
        """A downloaded zip: path -> content."""
        path = self.archives / name
        path.write_bytes(zipped(files))
        os.utime(path, (time, time))

    def collect(self):
        """What `nbgrader zip_collect --force` does, here and now."""
        app = ZipCollectApp(config=self.config, force=True, log=logging.getLogger("zip_collect"))
        app.coursedir = CourseDirectory(parent=app, assignment_id=NAME)
        app.init_plugins()
        app.extract_archive_files()
        app.process_extracted_files()

    def collected(self):
        """student -> content of the notebook, of those with nothing else in their folder."""
        folders = (self.folder / "submitted").glob(f"*/{NAME}")
        found = {folder.parent.name: sorted(folder.iterdir()) for folder in folders}
        assert all([path.name for path in paths] == [f"{FILE}.ipynb"] for paths in found.values()), found
        return {student: path.read_bytes() for student, (path,) in found.items()}


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


@pytest.fixture
def course(tmp_path, released):
    return Course(tmp_path / "course", released)


def marked(word):
    """A notebook that can be told from others."""
    return NOTEBOOK.replace(b"{}", b'{"who": "%s"}' % word.encode())


def test_a_roster_is_imported(course):
    course.import_roster()
    with Gradebook(course.config.CourseDirectory.db_url) as book:
        students = {student.id: student for student in book.students}
        assert len(students) == 6
        assert (students["gjose"].first_name, students["gjose"].last_name) == ("José María", "García López")
        assert (students["ada"].email, students["ada"].lms_user_id) == ("ada@example.org", "77")
    course.import_roster(ROSTER.replace("ada@example.org", "lovelace@example.org"))
    with Gradebook(course.config.CourseDirectory.db_url) as book:
        assert len(book.students) == 6
        assert book.find_student("ada").email == "lovelace@example.org"


def test_a_download_of_moodle_is_collected(course, caplog):
    """Folders, odd names and spaces, uploads that were repeated, a student's own zip, and what nobody can read."""
    folder = "{}_assignsubmission_file".format
    course.roster()
    course.archive(
        "DL101-W1A1 Initialization (hand in here)-5512.zip",
        {
            f"{folder('Ada Lovelace_1001')}/{FILE}.ipynb": marked("first try"),
            f"{folder('Ada Lovelace_1001')}/{FILE} (1).ipynb": marked("ada"),
            f"{folder('José María García López_1002')}/my homework FINAL v2.ipynb": marked("jose"),
            f"{folder('Anne-Marie O Brien_1003')}_/{FILE}.ipynb": marked("anne"),  # Moodle before 4.0
            f"{folder('Zoë Ångström_1004')}/homework.zip": zipped(
                {
                    f"W1A1/{FILE}.ipynb": marked("zoe"),
                    f"W1A1/.ipynb_checkpoints/{FILE}-checkpoint.ipynb": marked("old"),
                    f"__MACOSX/W1A1/._{FILE}.ipynb": b"\0",
                    f"W1A1/utils/Ada Lovelace_1001_assignsubmission_file/{FILE}.ipynb": marked("for ada"),
                }
            ),
            f"{folder('Kim Lee_1005')}/{FILE}.ipynb": marked("kim"),
            f"{folder('Kim Lee_1006')}/{FILE}.ipynb": marked("other kim"),
            f"{folder('Grace Hopper_1007')}/{FILE}.ipynb": marked("grace"),
            f"{folder('Broken Zip_1008')}/{FILE}.zip": b"no zip",
            f"{folder('Word User_1009')}/{FILE}.docx": b"",
            "Online Text_1010_assignsubmission_onlinetext/onlinetext.html": "<p>done</p>",
        },
    )
    course.collect()
    said = caplog.text
    found = course.collected()
    assert found.pop("ada") == marked("ada")
    assert found.pop("gjose") == marked("jose")
    assert found.pop("anne") == marked("anne")
    assert found.pop("zoe") in (marked("zoe"), marked("for ada")), "what a student names cannot be another's"
    assert found == {
        "kim-lee-1005": marked("kim"),
        "kim-lee-1006": marked("other kim"),
        "grace-hopper": marked("grace"),
    }
    assert re.search(
        r"ada: \S+/Ada \S+/Initialization \(1\).ipynb counts, and not \S+/Ada \S+/Initialization.ipynb", said
    )
    assert "Grace Hopper (Moodle) is not in the roster" in said
    assert re.search(r"Left out, because it cannot be read .*Broken Zip_1008", said)
    assert re.search(r"Left out, because it is neither a notebook nor a zip: Word User_1009", said)
    told = collected.read(course.folder, NAME)
    assert told["ada"] == [f"{FILE} (1).ipynb counts, and not {FILE}.ipynb: it is the later upload"]
    assert told["gjose"] == [f"my homework FINAL v2.ipynb was collected as {FILE}.ipynb"]
    assert "collected as grace-hopper: Grace Hopper is not in the roster" in told["grace-hopper"][0]
    assert "left out, because it cannot be read" in told["broken-zip"][0]
    assert "neither a notebook nor a zip" in told["word-user"][0]
    assert f"collected: ada: {told['ada'][0]}" in collected.in_summary(course.folder, NAME)
    assert len(collected.in_summary(course.folder, NAME, ["ada"])) == 1


def test_moodles_teams_and_blind_marking_are_recognized(course, caplog):
    """A team hands in once, under the group's name; a blind download hides whose is what."""
    course.roster()
    (course.folder / "groups.csv").write_text("group;student\nGroup A;ada\nGroup A;zoe\nTeam 2;lee1\n")
    course.archive(
        "teams.zip",
        {
            f"Group A_17_assignsubmission_file/{FILE}.ipynb": marked("group a"),
            f"Team 2_assignsubmission_file/{FILE}.ipynb": marked("team 2"),
            f"Default group_assignsubmission_file/{FILE}.ipynb": marked("nobody"),
            f"Participant_1234_assignsubmission_file/{FILE}.ipynb": marked("1234"),
            f"Participant_1235_assignsubmission_file/{FILE}.ipynb": marked("1235"),
        },
    )
    course.collect()
    assert course.collected() == {
        "Group A": marked("group a"),
        "Team 2": marked("team 2"),
        "participant-1234": marked("1234"),
        "participant-1235": marked("1235"),
    }
    assert "groups.csv has no group 'Default group' of Moodle's" in caplog.text
    assert "marked blind: collected as participant-1234" in caplog.text


def test_a_flat_download_of_moodle_is_collected(course):
    course.roster()
    course.archive("flat.zip", {f"Ada Lovelace_1001_assignsubmission_file_{FILE}.ipynb": marked("ada")})
    course.collect()
    assert course.collected() == {"ada": marked("ada")}


def test_a_download_of_canvas_is_collected(course, caplog):
    course.roster()
    course.archive(
        "bio_101_2_submissions.zip",  # which looks like an upload, and is not one
        {
            f"lovelaceada_77_9001_{FILE}.ipynb": marked("first try"),
            f"lovelaceada_77_9050_{FILE}-1.ipynb": marked("ada"),
            "lovelaceada_77_9051_scratch.ipynb": marked("scratch"),
            f"garcíalópezjosémaría_LATE_78_9002_{FILE}.ipynb": marked("jose"),
            f"leekim_80_9003_{FILE}.ipynb": marked("kim"),
            f"leekim_81_9004_{FILE}(2).ipynb": marked("other kim"),
            "obriennannemarie_79_9005_work.zip": zipped({f"a/b/{FILE}.ipynb": marked("anne")}),
            f"hoppergrace_LATE_990_9006_{FILE}.ipynb": marked("grace"),
            "readme.txt": b"",
            "who is this.ipynb": marked("nobody"),
        },
    )
    course.collect()
    said = caplog.text
    assert course.collected() == {
        "ada": marked("ada"),
        "gjose": marked("jose"),
        "lee1": marked("kim"),
        "lee2": marked("other kim"),
        "anne": marked("anne"),
        "canvas-990": marked("grace"),
    }
    assert "gjose was late, says Canvas" in said
    assert re.search(r"Left out, because nothing says whose it is: .*who is this.ipynb", said)


def test_the_last_download_counts(course):
    """An instructor who downloads again puts the second archive beside the first."""
    course.roster()
    files = {f"lovelaceada_77_9001_{FILE}.ipynb": marked("first"), f"leekim_80_9003_{FILE}.ipynb": marked("kim")}
    course.archive("submissions.zip", files, time=1_700_000_000)
    course.archive("a second one.zip", {f"lovelaceada_77_9009_{FILE}-1.ipynb": marked("second")}, time=1_700_000_900)
    course.collect()
    assert course.collected() == {"ada": marked("second"), "lee1": marked("kim")}


def test_an_archive_that_the_browser_unpacked_is_collected(course):
    course.roster()
    folder = course.archives / "DL101-5512" / "Ada Lovelace_1001_assignsubmission_file"
    folder.mkdir(parents=True)
    (folder / f"{FILE}.ipynb").write_bytes(marked("ada"))
    course.collect()
    assert course.collected() == {"ada": marked("ada")}


def test_a_name_that_says_too_little_is_matched_once(course):
    """names.csv: by the number where two have one name, by the name alone where the roster has another."""
    course.roster()
    files = {
        f"Kim Lee_{number}_assignsubmission_file/{FILE}.ipynb": marked(word)
        for number, word in ((1001, "one"), (1002, "two"))
    }
    files[f"Countess A. Lovelace_1003_assignsubmission_file/{FILE}.ipynb"] = marked("ada")
    course.archive("all.zip", files)
    (course.folder / "names.csv").write_text(
        "name;number;student\nKim Lee;1002;lee2\nkim lee;1001;lee1\nCountess A. Lovelace;;ada\n"
    )
    course.collect()
    assert course.collected() == {"lee1": marked("one"), "lee2": marked("two"), "ada": marked("ada")}
    (course.folder / "names.csv").write_text("name,student\nKim Lee,lee1\n")
    with pytest.raises(CourseError, match=r"names\.csv needs the columns name,number,student"):
        course.collect()


def test_feedback_goes_back_under_the_names_that_the_system_gave(course):
    course.roster()
    course.archive(
        "all.zip",
        {
            f"Ada Lovelace_1001_assignsubmission_file_/{FILE}.ipynb": NOTEBOOK,
            f"Zoe Angstrom_1002_assignsubmission_file_/{FILE}.ipynb": NOTEBOOK,
            f"leekim_LATE_81_9004_{FILE}.ipynb": NOTEBOOK,
            f"leekim_LATE_81_9007_{FILE}-1.ipynb": NOTEBOOK,
        },
    )
    for name in ("ada", "lee2"):
        page = course.folder / "feedback" / name / NAME / f"{FILE}.html"
        page.parent.mkdir(parents=True)
        page.write_text(name)
    (course.folder / "submitted").mkdir()
    with gradebook.opened(course.folder) as records:
        said = "\n".join(feedback_zip.write(records, NAME))
        with pytest.raises(CourseError, match="no download of Moodle's or Canvas's"):
            feedback_zip.write(records, "W9")
    assert "No page for Zoe Angstrom (zoe)" in said
    assert content(course, "moodle") == {f"Ada Lovelace_1001_assignsubmission_file_/{FILE}.html": b"ada"}
    assert content(course, "canvas") == {f"leekim_81_9007_{FILE}.html": b"lee2"}


def content(course, system):
    with zipfile.ZipFile(course.folder / f"feedback-{NAME}-{system}.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_without_a_roster_everybody_is_collected(course):
    course.archive(
        "both.zip",
        {
            f"lovelaceada_77_9001_{FILE}.ipynb": marked("ada"),
            f"Grace Hopper_1007_assignsubmission_file/{FILE}.ipynb": marked("grace"),
        },
    )
    course.collect()
    assert course.collected() == {"canvas-77": marked("ada"), "grace-hopper": marked("grace")}


@pytest.mark.parametrize("name", ["../../evil.ipynb", "/etc/evil.ipynb", "..\\..\\evil.ipynb", "C:\\evil.ipynb"])
def test_nothing_is_written_beside_the_folder(tmp_path, name):
    extractor = downloads.Extractor()
    (tmp_path / "archive").mkdir()
    file = zipped(
        {f"Ada_1_assignsubmission_file/{name}": NOTEBOOK, f"B_2_assignsubmission_file/{FILE}.ipynb": NOTEBOOK}
    )
    (tmp_path / "archive" / "all.zip").write_bytes(file)
    extractor.extract(str(tmp_path / "archive"), str(tmp_path / "extracted"))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 3
    assert all(path.is_relative_to(tmp_path / "extracted" / "0000") for path in written if path.suffix == ".ipynb")


def test_a_zip_that_grows_is_left_out(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(downloads, "LARGEST", 1000)
    monkeypatch.setattr(archives, "LARGEST", 1000)
    (tmp_path / "archive").mkdir()
    bomb = {f"A_1_assignsubmission_file/{FILE}.ipynb": b"0" * 2000, f"B_2_assignsubmission_file/{FILE}.ipynb": NOTEBOOK}
    (tmp_path / "archive" / "all.zip").write_bytes(zipped(bomb))
    downloads.Extractor().extract(str(tmp_path / "archive"), str(tmp_path / "extracted"))
    assert [path.parent.name[0] for path in (tmp_path / "extracted").rglob("*.ipynb")] == ["B"]


def damaged(method):
    """A zip whose notebook cannot be unpacked: its packed bytes are no longer what they were."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(f"{FILE}.ipynb", os.urandom(5000) + bytes(5000))
    found = bytearray(buffer.getvalue())
    found[60:2000] = bytes(1940)
    return bytes(found)


def grows(megabytes, files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(files):
            archive.writestr(f"{number}/{FILE}.ipynb", bytes(megabytes << 20))
    return buffer.getvalue()


def not_utf8():
    return zipped({f"ä{FILE}.ipynb": NOTEBOOK}).replace("ä".encode(), b"\xff\xfe")


OWN_ZIPS = {
    "deflated": lambda: damaged(zipfile.ZIP_DEFLATED), "bz2": lambda: damaged(zipfile.ZIP_BZIP2),
    "lzma": lambda: damaged(zipfile.ZIP_LZMA), "not UTF-8": not_utf8, "one that grows": lambda: grows(150, 1),
    "many that grow": lambda: grows(40, 20), "none": lambda: b"PK\3\4 and no more",
    "a folder and a file of one name": lambda: zipped({"a.ipynb": NOTEBOOK, "a.ipynb/b.ipynb": NOTEBOOK}),
}  # fmt: skip


def test_whatever_a_students_own_zip_is_the_others_are_collected(tmp_path, caplog):
    (tmp_path / "archive").mkdir()
    files = {f"{name}_1_assignsubmission_file/own.zip": make() for name, make in OWN_ZIPS.items()}
    files = {f"Ada_1_assignsubmission_file/{FILE}.ipynb": NOTEBOOK} | files
    files |= {"Zoe_2_assignsubmission_file/own.zip": zipped({f"{FILE}.ipynb": NOTEBOOK})}
    (tmp_path / "archive" / "all.zip").write_bytes(zipped(files))
    began = time.monotonic()
    downloads.Extractor().extract(str(tmp_path / "archive"), str(tmp_path / "extracted"))
    assert time.monotonic() - began < 30
    found = {path.relative_to(tmp_path / "extracted" / "0000").parts[0][:3] for path in tmp_path.rglob("*.ipynb")}
    assert {"Ada", "Zoe"} <= found
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.ipynb") if path.is_file()) <= 2 * archives.IN_ZIP
    for name in OWN_ZIPS:
        assert f"{name}_1_assignsubmission_file/own.zip" in caplog.text or "of one name" in name, name


def test_an_archive_that_is_none_is_said(course):
    (course.archives / "all.zip").write_bytes(b"<html>Please log in</html>")
    with pytest.raises(SystemExit, match=r"cannot be unpacked .*: download it again"):
        course.collect()


def test_an_assignment_without_a_release_is_said(course, tmp_path):
    course.config.CourseDirectory.release_directory = os.path.relpath(tmp_path, ROOT)
    course.archive("all.zip", {f"lovelaceada_77_9001_{FILE}.ipynb": NOTEBOOK})
    with pytest.raises(SystemExit, match="make release makes it"):
        course.collect()


# -- all the way -------------------------------------------------------------------------------------------------------


def test_from_the_download_to_the_grades_that_go_back(course):
    """Collected, graded, exported three times; each sheet has the documented columns, and the right points."""
    released = next((course.released / NAME).glob("*.ipynb"))
    students = [demo.students(NAME)[who] for who in ("perfect", "half-done")]
    right, wrong = (nb_bytes(demo.submission(released, demo.answers(NAME, student))) for student in students)
    course.import_roster()
    course.archive(
        "submissions.zip",
        {
            f"lovelaceada_77_9001_{FILE}.ipynb": right,
            f"leekim_LATE_81_9004_{FILE}-3.ipynb": wrong,
            f"hoppergrace_990_9006_{FILE}.ipynb": right,
        },
    )
    course.nbgrader("zip_collect", NAME)
    where = ["--course", str(course.folder)]
    assert graders.main(["grade", NAME, *where, "--release", str(course.released)]) == 0
    for system in "nbgrader", "canvas", "moodle":
        assert graders.main(["grades", "--format", system, *where]) == 0
    full, half = (sum(demo.expected(NAME, student).values()) for student in students)
    assert 0 < half < full

    own = rows(course.folder / "grades.csv")
    assert {row["student_id"]: float(row["score"]) for row in own if row["score"]} == {
        "ada": full, "lee2": half, "canvas-990": full
    }  # fmt: skip

    first, *canvas = rows(course.folder / "grades-canvas.csv")
    assert list(first) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME]
    assert (first["Student"].strip(), float(first[NAME])) == ("Points Possible", full)
    assert {row["ID"]: row[NAME] for row in canvas if row[NAME]} == {
        "77": f"{full:g}",
        "81": f"{half:g}",
        "990": f"{full:g}",
    }
    assert {row["Student"]: row["SIS Login ID"] for row in canvas}["García López, José María"] == "gjose"
    assert len(canvas) == 7

    moodle = rows(course.folder / "grades-moodle.csv")
    assert list(moodle[0]) == ["First name", "Last name", "ID number", "Email address", f"Assignment: {NAME}"]
    assert {row["Email address"]: row[f"Assignment: {NAME}"] for row in moodle}["kim2@example.org"] == f"{half:g}"
    assert {row["ID number"]: row[f"Assignment: {NAME}"] for row in moodle}["zoe"] == "", (
        "not handed in: no grade, no zero"
    )


def nb_bytes(nb):
    import nbformat

    return nbformat.writes(nb).encode()


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_grade_that_is_not_final_is_not_exported(tmp_path):
    """A zero would be taken for a grade, by the system and by the student."""
    student = SimpleNamespace(id="ada", first_name=None, last_name=None, email=None, lms_user_id=None)
    cell = SimpleNamespace(needs_manual_grade=True, auto_score=20.0, manual_score=None)
    points = {"score": 20.0, "late_submission_penalty": 0.0, "timestamp": None}
    submission = SimpleNamespace(student=student, notebooks=[SimpleNamespace(grades=[cell])], **points)
    assignment = SimpleNamespace(name="W1A1", duedate=None, max_score=30.0)
    book = SimpleNamespace(
        assignments=[assignment], students=[student], assignment_submissions=lambda name: [submission]
    )

    def written(system):
        sheet = export.SHEETS[system](to=str(tmp_path / "sheet.csv")).export(book)
        return sheet.students, sheet.grades, sheet.unfinished

    for system in ("canvas", "moodle"):
        assert written(system) == (1, 0, 1)
        assert rows(tmp_path / "sheet.csv")[-1].popitem()[1] == ""
    cell.needs_manual_grade, submission.late_submission_penalty = False, 2.255
    assert written("canvas") == (1, 1, 0)
    assert rows(tmp_path / "sheet.csv")[-1] == {
        "Student": "ada", "ID": "", "SIS User ID": "", "SIS Login ID": "ada", "Section": "", "W1A1": "17.75"
    }  # fmt: skip


@pytest.mark.parametrize(("points", "text"), [(30.0, "30"), (0.0, "0"), (27.5, "27.5"), (1e6 + 0.126, "1000000.13")])
def test_points_have_a_decimal_point_and_no_exponent(points, text):
    assert str(export.Points(points)) == text
