"""What an instructor's records say: who handed in nothing, what a sheet holds, when something was due."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, InvalidEntry
from traitlets import TraitError

from graders import __main__ as graders
from graders import export, late, roster
from graders.engine import CourseError, changes, feedback, gradebook, groups, handed_in, times
from graders.engine.gradebook import configuration

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own queries
ROOT = Path(__file__).resolve().parent.parent
DUE = datetime(2026, 3, 1, 12)


@pytest.fixture(scope="module")
def empty_gradebook(tmp_path_factory):
    """A gradebook with an assignment of two tests and a cell that a person grades; nobody has handed in."""
    path = tmp_path_factory.mktemp("records") / "gradebook.db"
    configuration(path.parent)  # sets PATH, where nbgrader looks for alembic
    with Gradebook(f"sqlite:///{path}", "improving-deep-neural-networks") as book:
        book.add_assignment("A1", duedate=DUE)
        book.add_notebook("n", "A1")
        for name in ("f-test", "g-test"):
            book.add_grade_cell(name, "n", "A1", max_score=5, cell_type="code")
        for name in ("ada", "ben", "eve"):
            book.add_student(name, first_name=name.title(), last_name="Test", email=f"{name}@example.org")
    return path


@pytest.fixture
def course(empty_gradebook, tmp_path):
    (tmp_path / "course" / "submitted").mkdir(parents=True)
    shutil.copy(empty_gradebook, tmp_path / "course" / "gradebook.db")
    return tmp_path / "course"


def book_of(course):
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}", "improving-deep-neural-networks")


def give(book, student, scores, assignment="A1"):
    """A submission with these automatic scores; None for a cell that a person has yet to grade."""
    submission = book.update_or_create_submission(assignment, student)
    for grade in submission.notebooks[0].grades:
        grade.auto_score = scores[grade.name]
        grade.needs_manual_grade = scores[grade.name] is None
    book.db.commit()


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


# -- nothing handed in -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [(), ("timestamp.txt",), (".DS_Store", "timestamp.txt"), ("desktop.ini", ".ipynb_checkpoints/", "__MACOSX/")],
)
def test_a_folder_without_work_is_nothing_handed_in(tmp_path, files):
    folder = tmp_path / "submitted" / "eve" / "A1"
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).mkdir() if name.endswith("/") else (folder / name).write_text("x")
    found = handed_in.scan(tmp_path)
    assert (found.work.get("A1"), found.nothing["A1"]) == (None, ["eve"])
    (folder / "essay.pdf").write_text("x")
    assert handed_in.scan(tmp_path).work["A1"] == ["eve"], "what cannot be graded was handed in all the same"


def test_who_handed_in_nothing_has_no_points_in_any_sheet(course):
    with book_of(course) as book:
        give(book, "ada", {"f-test": 5, "g-test": 0})
        give(book, "ben", {"f-test": 5, "g-test": None})
        book.add_submission("A1", "eve")  # as an extension through nbgrader leaves it
    for system in export.SHEETS:
        assert graders.main(["grades", "--format", system, "--course", str(course)]) == 0
    own = {row["student_id"]: row for row in rows(course / "grades.csv")}
    assert [own[name]["score"] for name in ("ada", "ben", "eve")] == ["5.0", "5.0", ""]
    assert [own["eve"][name] for name in ("raw_score", "late_submission_penalty", "timestamp")] == ["", "", ""]
    assert own["ben"]["to_be_graded"] == "1"
    assert {row["SIS Login ID"]: row["A1"] for row in rows(course / "grades-canvas.csv")[1:]} == {
        "ada": "5", "ben": "", "eve": ""
    }  # fmt: skip
    assert [row["Assignment: A1"] for row in rows(course / "grades-moodle.csv")] == ["5", "", ""]


@pytest.mark.parametrize(("command", "there"), [("feedback", "feedback"), ("grades", "grades.csv/x")])
def test_what_cannot_be_written_is_said_in_one_sentence(course, capsys, command, there):
    """A disk that is full or read-only, a file of another user's, a name that is taken."""
    (course / there).parent.mkdir(exist_ok=True)
    (course / there).write_text("")
    page = course / "autograded" / "ada" / "A1" / "n.ipynb"
    page.parent.mkdir(parents=True)
    page.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    with book_of(course) as book:
        give(book, "ada", {"f-test": 5, "g-test": 0})
    assert graders.main([command, "--course", str(course)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Stopped: [Errno ")
    assert said.endswith("Once that is fixed, run the same command again.\n")
    assert said.count("\n") == 1


def test_a_gradebook_that_is_read_only_is_said(course, monkeypatch, capsys):
    def fails(*_):
        raise InvalidEntry("(sqlite3.OperationalError) attempt to write a readonly database")

    monkeypatch.setattr(gradebook, "Gradebook", fails)
    assert graders.main(["grades", "--course", str(course)]) == 2
    assert "cannot be opened: (sqlite3.OperationalError) attempt to write a readonly" in capsys.readouterr().err


def test_a_name_may_end_as_the_shell_completes_it(course, capsys):
    assert graders.main(["due", "A1/", "none", "--course", str(course)]) == 0
    assert "A1 has no due date" in capsys.readouterr().out


# -- grade sheets ------------------------------------------------------------------------------------------------------


def test_nbgraders_own_command_writes_the_same_sheets(course):
    with book_of(course) as book:
        give(book, "ada", {"f-test": 5, "g-test": 0})
    command = [sys.executable, "-m", "nbgrader", "export"]
    for more in ([], ["--exporter=graders.export.CanvasSheet", "--to", str(course / "mine.csv")]):
        done = subprocess.run(
            [*command, *more], cwd=ROOT, env={**os.environ, "COURSE": str(course)}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert rows(course / "grades.csv")[0]["score"] == "5.0"
    assert rows(course / "mine.csv")[1]["A1"] == "5"


def test_a_sheet_holds_no_formula(course, capsys):
    with book_of(course) as book:
        book.add_student("=1+1", first_name="@SUM(A1)", last_name="+Plus", email="-x@example.org")
        give(book, "=1+1", {"f-test": 5, "g-test": 0})
    for system, file in (("nbgrader", "grades.csv"), ("canvas", "grades-canvas.csv"), ("moodle", "grades-moodle.csv")):
        assert graders.main(["grades", "--format", system, "--course", str(course)]) == 0
        with (course / file).open(newline="", encoding="utf-8") as sheet:
            assert not [cell for line in csv.reader(sheet) for cell in line if cell.startswith(("=", "+", "-", "@"))]
        assert "'=1+1" in (course / file).read_text(encoding="utf-8")
        assert "A spreadsheet would run these as formulas" in capsys.readouterr().out


# As a spreadsheet finds them: at the beginning of a cell, behind a separator that it may take, or in another line.
RUN = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "x;=1+1;", "x\t=1", "x\n=1", "x, =1+1", ' "=1+1']
KEPT = ["ada@example.org", "Müller-Lüdenscheidt", "O'Brien", "García, José", "a-b=c"]


@pytest.mark.parametrize("system", export.SHEETS)
def test_no_text_of_a_students_is_run_by_a_spreadsheet(system, tmp_path):
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        book.add_assignment("A1")
        for number, text in enumerate([*RUN, *KEPT]):
            names = dict.fromkeys(("last_name", "first_name", "email"), text)
            book.add_student(text if system == "nbgrader" else f"s{number}", **names)
        written = export.SHEETS[system](to=str(tmp_path / "sheet.csv")).export(book)
    raw = (tmp_path / "sheet.csv").read_bytes().decode()
    found = [cell for line in csv.reader(io.StringIO(raw, newline="")) for cell in line]
    for separator in "\0;,\t\r\n":
        pieces = [piece.strip(' "')[:1] for cell in found for piece in cell.split(separator)]
        assert not set(pieces) & set("=+-@＝"), separator
    assert set(RUN) & set(written.escaped) or system == "canvas"
    for text in KEPT:
        assert any(text in cell for cell in found), text


# -- names -------------------------------------------------------------------------------------------------------------


def test_names_that_are_not_utf8_stop_nobody(tmp_path):
    for name in (b"ada", b"b\xff\xfe", b"Zo\xcc\x88e (2) [x]", b"two\nlines"):
        os.makedirs(os.fsencode(tmp_path) + b"/submitted/" + name + b"/U\xcc\x88bung 1")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/submitted/" + name + b"/U\xcc\x88bung 1/n.ipynb")).write_text("{}")
    found = handed_in.scan(tmp_path)
    assert {name: sorted(students) for name, students in found.work.items()} == {"Übung 1": ["Zöe (2) [x]", "ada"]}
    assert len(found.refused) == 2
    assert "submitted/b?? is left alone: its name is not UTF-8" in found.refused[0]
    assert (handed_in.folder(tmp_path, "Zöe (2) [x]", "Übung 1") / "n.ipynb").is_file()


def test_one_name_written_in_two_ways_is_said(tmp_path):
    for name in ("Zöe", "Zo\u0308e"):
        (tmp_path / "submitted" / name / "A1").mkdir(parents=True)
        (tmp_path / "submitted" / name / "A1" / "n.ipynb").write_text("{}")
    found = handed_in.scan(tmp_path)
    assert found.work["A1"] == ["Zöe"]
    assert "their names look the same" in found.refused[0]


@pytest.mark.parametrize(
    ("name", "fits"),
    [("W1A1-Initialization", True), ("HW 1", True), ("Übung_1.b", True), ("HW (1)", False), ("HW [1]", False),
     ("U\u0308bung", False), ("a+b", False), ("-x", False)],
)  # fmt: skip
def test_which_names_an_assignment_can_have(name, fits):
    assert (handed_in.unusable_assignment(name) is None) == fits


# -- times -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "utc"),
    [
        ("2026-12-01 23:59:00", None, "2026-12-01 23:59"),
        ("2026-12-01 23:59:00 UTC", None, "2026-12-01 23:59"),
        ("2026-12-01 23:59 +0100", None, "2026-12-01 22:59"),
        ("2026-12-01T23:59:00+01:00", None, "2026-12-01 22:59"),
        ("2026-12-01 23:59:00 -0800", None, "2026-12-02 07:59"),
        ("2026-12-01T23:59Z", None, "2026-12-01 23:59"),
        ("2026-12-01 23:59:00 PST", None, "2026-12-02 07:59"),
        ("2026-07-01 23:30:00.123456 CEST", None, "2026-07-01 21:30:00.123456"),
        ("2026-07-01 9:30 Europe/Berlin", None, "2026-07-01 07:30"),
        ("2026-07-01 23:30:00 IST", "Asia/Kolkata", "2026-07-01 18:00"),
        ("2026-07-01 23:30:00 CST", "Asia/Shanghai", "2026-07-01 15:30"),
        ("2026-07-01 23:30:00 CST", "America/Chicago", "2026-07-02 05:30"),
        ("2026-07-01 23:30:00 -03", "America/Sao_Paulo", "2026-07-02 02:30"),
    ],
)
def test_a_zone_is_understood(text, place, utc):
    assert times.read(text, place) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "text",
    ["2026-07-01 23:30 IST", "2026-07-01 23:30 BST", "2026-07-01 23:30 Nowhere/At_All", "2026-12-01", "last tuesday",
     "12/01/2026 10:00", "2026-12-01 10:00 +9900", "2026-13-01 10:00 UTC", "2026-12-01 25:00",
     "0001-01-01 00:00 +0100", "٢026-12-01 10:00"],
)  # fmt: skip
def test_or_it_is_refused(text):
    with pytest.raises(ValueError, match=r"no time|not known for sure|must be in|out of range|isoformat"):
        times.read(text)
    assert times.moment(text) is None


def test_periods():
    assert times.period("2d") == timedelta(days=2)
    assert times.period("1w12h30m") == timedelta(weeks=1, hours=12, minutes=30)
    for text in ("", "2", "d", "-2d", "2 days", "9999999999999w"):
        with pytest.raises(ValueError, match=r"period|too long"):
            times.period(text)


def test_a_due_date_is_set_and_said_in_both_zones(course, capsys):
    at = ["--course", str(course)]
    assert graders.main(["due", "A1", "2026-12-01 23:59 +0100", *at]) == 0
    said = capsys.readouterr().out
    assert "A1 is due at 2026-12-01 22:59:00 UTC" in said
    assert "(it was 2026-03-01 12:00:00 UTC" in said
    with book_of(course) as book:
        assert book.find_assignment("A1").duedate == datetime(2026, 12, 1, 22, 59)
    assert graders.main(["due", "A1", "2026-12-01 23:59 IST", *at]) == 2
    assert "not known for sure" in capsys.readouterr().err
    assert graders.main(["due", "A2", "2026-12-01 23:59", *at]) == 2
    for command in (["due", "A1", "none"], ["extend", "ada", "A1", "1d"]):
        assert graders.main([*command, "--course", str(course / "typo")]) == 2
    assert times.in_words(datetime(2026, 7, 1, 21, 30), "Europe/Berlin") == (
        "2026-07-01 21:30:00 UTC, 2026-07-01 23:30:00 CEST here"
    )
    assert times.looks_misread(datetime(2026, 12, 1, 23, 57, 20)), "nbgrader's reading of +0100"


def test_an_extension_before_and_after_the_hand_in(course, capsys):
    at = ["--course", str(course)]
    assert graders.main(["extend", "ada", "A1", "2d", *at]) == 0
    assert "2026-03-03 12:00:00 UTC" in capsys.readouterr().out
    entry = {
        "student": "ada", "assignment": "A1", "notebook": "n", "timestamp": "2026-03-02 12:00:00 UTC",
        "submission": "1", "before": None, "unanswered": [],
        "verdicts": {name: {"outcome": "right", "score": 5.0} for name in ("f-test", "g-test")},
    }  # fmt: skip
    with gradebook.opened(course) as records:
        records.config.LateSubmissionPlugin.penalty_method = "zero"
        for name in ("ada", "ben"):
            records.put(entry | {"student": name})
        assert set(records.late("A1")) == {"ben"}
    assert graders.main(["extend", "ben", "A1", "1d", *at]) == 0
    with book_of(course) as book:
        assert book.find_submission("A1", "ben").total_seconds_late == 0
        assert not book.find_submission("A1", "ben").late_submission_penalty
    assert graders.main(["extend", "ben", "A1", "0d", *at]) == 0
    with book_of(course) as book:
        assert book.find_submission("A1", "ben").total_seconds_late == 86_400
    for wrong in (["zoe", "A1", "2d"], ["ada", "A2", "2d"], ["ada", "A1", "soon"]):
        assert graders.main(["extend", *wrong, *at]) == 2
    assert rows(course / "extensions.csv") == [{"student": "ada", "assignment": "A1", "extension": "2d"}]


@pytest.mark.parametrize(
    ("seconds", "percent", "most", "grace", "penalty"),
    [(1, 10, 100, "0m", 1), (86_400, 10, 100, "0m", 1), (86_401, 10, 100, "0m", 2), (900, 10, 100, "15m", None),
     (901, 10, 100, "15m", 1), (20 * 86_400, 10, 100, "0m", 10), (20 * 86_400, 10, 50, "0m", 5)],
)  # fmt: skip
def test_a_penalty_for_each_day(seconds, percent, most, grace, penalty):
    assert late.PerDay(percent=percent, most=most, grace=grace).late_submission_penalty("ada", 10, seconds) == penalty


def test_nbgrader_takes_the_penalty_for_each_day(course):
    """As the example in nbgrader_config.py says it."""
    with gradebook.opened(course) as records:
        records.config.AssignLatePenalties.plugin_class = "graders.late.PerDay"
        records.config.PerDay.percent = 25
        with book_of(course) as book:
            give(book, "ada", {"f-test": 5, "g-test": 3})
            book.update_or_create_submission("A1", "ada", timestamp=DUE + timedelta(hours=25))
        records.penalize({"student": "ada", "assignment": "A1", "notebook": "n"})
        assert records.late("A1") == {"ada": (90_000, 4.0)}
    with pytest.raises(TraitError, match="is no period"):
        late.PerDay(grace="soon")


def test_an_extension_without_a_due_date_waits(course, capsys):
    with book_of(course) as book:
        book.find_assignment("A1").duedate = None
        book.db.commit()
        give(book, "ada", {"f-test": 5, "g-test": 5})
    assert graders.main(["extend", "ada", "A1", "2d", "--course", str(course)]) == 0
    assert "has no due date yet" in capsys.readouterr().out
    with gradebook.opened(course) as records:
        assert records.late("A1") == {}


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [("2026-03-01 10:00 UTC", "2026-03-02 10:00 UTC", 0), ("2026-03-02 10:00 UTC", "2026-03-01 10:00 UTC", 1),
     (None, "2026-03-02 10:00 UTC", 1), ("2026-03-01 10:00 UTC", None, 0), ("soon", "2026-03-02 10:00 UTC", 1)],
)  # fmt: skip
def test_of_the_same_work_handed_in_twice_the_first_time_counts(first, second, counts):
    assert times.first(first, second) == (first, second)[counts]


# -- rosters -----------------------------------------------------------------------------------------------------------

ADA = {"first_name": "Ada", "last_name": "Müller", "email": "ada@example.org"}
ROSTERS = {
    "ours": ("utf-8", "id,first_name,last_name,email\n0012345,Ada,Müller,ada@example.org\n", "0012345", ADA),
    "a byte-order mark": ("utf-8-sig", "id,first_name,last_name\r\nada,Ada,Müller\r\n", "ada", None),
    "German Excel": (
        "cp1252", "Vorname;Nachname;ID-Nummer;E-Mail-Adresse\r\nAda;Müller;12345;ada@example.org\r\n", "12345", ADA
    ),
    "Excel, Unicode text": ("utf-16", "sep=\t\r\nid\tfirst name\tlast name\r\nada\tAda\tMüller\r\n", "ada", None),
    "Moodle": (
        "utf-8-sig",
        '"First name","Last name","ID number","Email address",Groups\nAda,Müller,0012345,ada@example.org,"A, B"\n',
        "0012345", ADA,
    ),
    "Moodle without ids": (
        "utf-8", "First name,Last name,Email address\nAda,Müller,ada@example.org\n", "ada@example.org", ADA
    ),
    "Canvas": (
        "utf-8",
        'Student,ID,SIS User ID,SIS Login ID,Section,W1A1\n"    Points Possible",,,,,30\n'
        '"Müller, Ada",77,S1,ada,Main,\n"Student, Test",99,,x,Main,\n',
        "ada", {"first_name": "Ada", "last_name": "Müller", "lms_user_id": "77"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROSTERS)
def test_a_roster_as_it_comes(tmp_path, kind):
    encoding, text, who, values = ROSTERS[kind]
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    found = roster.read(tmp_path / "roster.csv")
    assert found.students == {who: values or {"first_name": "Ada", "last_name": "Müller"}}
    canvas = "SIS Login ID is taken for the ids, and not SIS User ID. To take another, delete that column from the file"
    tested = "Line 4 is left out: Student, Test is no student, but what Canvas tests with"
    assert found.notes == ([canvas, tested] if kind == "Canvas" else [])


@pytest.mark.parametrize(
    ("known", "taken", "words"),
    [
        (["s1", "s2"], ["s1", "s2"], ["SIS User ID is taken, and not SIS Login ID: more of its ids are in the course"]),
        (["ada", "ben"], ["ada", "ben"], []),
        (["007"], ["ada", "ben"], ["SIS Login ID is taken for the ids, and not SIS User ID"]),
        (["s1", "ada"], ["ada", "ben"], ["SIS Login ID is taken for the ids, and not SIS User ID"]),
    ],
)
def test_the_ids_are_those_that_the_course_has(tmp_path, known, taken, words):
    text = 'Student,ID,SIS User ID,SIS Login ID\n"A, Ada",7,s1,ada\n"B, Ben",8,s2,ben\n'
    (tmp_path / "roster.csv").write_text(text)
    found = roster.read(tmp_path / "roster.csv", known)
    assert list(found.students) == taken
    assert len(found.notes) == len(words)
    assert all(note.startswith(each) for note, each in zip(found.notes, words, strict=True))
    (tmp_path / "roster.csv").write_text(text.replace("SIS Login ID", "-"))
    assert list(roster.read(tmp_path / "roster.csv", known).students) == ["s1", "s2"], "as the note says"


def test_a_workbook_is_no_roster(tmp_path):
    (tmp_path / "roster.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    with pytest.raises(CourseError, match="is no CSV file: save it as CSV in the spreadsheet, and take that"):
        roster.read(tmp_path / "roster.xlsx")


def test_what_a_spreadsheet_did_to_ids_is_named(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("id;name\n12345;Ada\n1234567;Ben\n2345678;Cy\n1,23E+11;Dee\n;Eve\n1234567;Ben again\n34567;Fay\n")
    found = roster.read(path, known=["0012345", "ben"])
    assert set(found.students) == {"0012345", "1234567", "2345678", "34567"}
    said = "\n".join(found.notes)
    assert "12345 is taken for 0012345" in said
    assert "Line 5 is left out: a spreadsheet has rounded its id to 1,23E+11" in said
    assert "Line 6 is left out: it has no id" in said
    assert "Line 7 is left out: 1234567 is in an earlier line" in said
    assert "Most ids have 7 digits, and these have fewer: 34567" in said


def test_a_roster_is_imported_and_what_it_does_not_say_stays(course, capsys):
    path, at = course / "roster.csv", ["--course", str(course)]
    path.write_bytes("id;Nachname\nada;Lovelace\nzoe;Ångström\n".encode("cp1252"))
    assert graders.main(["roster", str(path), *at]) == 0
    assert "2 students" in capsys.readouterr().out
    with book_of(course) as book:
        ada, zoe = book.find_student("ada"), book.find_student("zoe")
        assert (ada.last_name, ada.email, zoe.last_name) == ("Lovelace", "ada@example.org", "Ångström")
    path.write_text("Nom;Age\nAda;36\n")
    assert graders.main(["roster", str(path), *at]) == 2
    assert "has no column for the students' ids. Its columns are: Nom, Age" in capsys.readouterr().err
    assert graders.main(["roster", str(course / "nowhere.csv"), *at]) == 2


# -- an assignment that has changed since it was graded ----------------------------------------------------------------


def fresh_gradebook(template, folder, cells, notebook="n"):
    """A gradebook as nbgrader makes one of these cells: {name: (points, source)}; a name with ? is a manual task."""
    path = folder / f"fresh-{len(list(folder.iterdir()))}.db"
    shutil.copy(template, path)
    book = Gradebook(f"sqlite:///{path}", "improving-deep-neural-networks")
    book.remove_assignment("A1")
    book.add_assignment("A1")
    book.add_notebook(notebook, "A1")
    for name, (points, source) in cells.items():
        add = book.add_task_cell if "?" in name else book.add_grade_cell
        add(name, notebook, "A1", max_score=points, cell_type="markdown" if "?" in name else "code")
        book.add_source_cell(name, notebook, "A1", source=source, cell_type="code")
    return book


def test_what_is_shared_keeps_its_grades(course, empty_gradebook):
    with book_of(course) as book:
        for name in ("f-test", "g-test"):
            book.add_source_cell(name, "n", "A1", source=f"assert {name[0]}() == 1", cell_type="code")
        give(book, "ada", {"f-test": 5, "g-test": 3})
        book.find_grade("f-test", "n", "A1", "ada").manual_score = 4.5
        book.find_grade("g-test", "n", "A1", "ada").manual_score = 2.5
        book.db.commit()
    new = {"F": (5, "assert f() == 1"), "h-test": (2, "assert h() == 1"), "why?": (3, "")}
    with book_of(course) as book, fresh_gradebook(empty_gradebook, course, new) as fresh:
        said = changes.bring(book, fresh, "A1", course)
        ada = {grade.name: grade for grade in book.find_submission("A1", "ada").notebooks[0].grades}
        assert set(ada) == {"F", "h-test", "why?"}
        assert (ada["F"].auto_score, ada["F"].manual_score) == (5, 4.5), "renamed"
        assert [(ada[name].score, ada[name].needs_manual_grade) for name in ("h-test", "why?")] == [(0, True)] * 2
        assert book.find_assignment("A1").max_score == 10
        assert {c.name for c in book.find_submission("A1", "ada").notebooks[0].comments} == {"why?"}
    assert said == [
        "renamed: f-test is F now, and keeps its grades", "removed: g-test (5 points)", "added: h-test (2 points)",
        "added: why? (3 points)", "what was removed had grades: they are in changes.jsonl",
    ]  # fmt: skip
    (line,) = (course / "changes.jsonl").read_text().splitlines()
    assert json.loads(line)["removed"] == [
        {"student": "ada", "notebook": "n", "cell": "g-test", "auto_score": 3, "manual_score": 2.5,
         "extra_credit": None}
    ]  # fmt: skip


def test_a_line_of_the_changes_that_was_cut_off_is_passed_over_and_said(course):
    entries = [{"time": f"2026-03-0{day}", "assignment": "A1", "changed": ["x"], "removed": []} for day in (1, 2)]
    changes.append(course, entries[0])
    with open(course / "changes.jsonl", "a") as file:
        file.write('{"time": "2026-03-01", "assi')
    changes.append(course, entries[1])
    found, torn = changes.read(course)
    assert found == {"A1": entries}
    assert torn == ['changes.jsonl, line 2, was cut off, and is passed over: {"time": "2026-03-01", "assi']
    said = []
    assert feedback.write_all(course, [], say=said.append) == 0
    assert said[:-1] == torn


def test_other_points_and_another_notebook(course, empty_gradebook):
    with book_of(course) as book:
        give(book, "ada", {"f-test": 5, "g-test": 3})
    with (
        book_of(course) as book,
        fresh_gradebook(empty_gradebook, course, {"f-test": (8, ""), "g-test": (5, "")}) as fresh,
    ):
        assert changes.bring(book, fresh, "A1", course) == ["f-test is worth 8 points, and was 5"]
        assert changes.bring(book, fresh, "A1", course) == []
        assert book.find_submission("A1", "ada").score == 8
    with book_of(course) as book, fresh_gradebook(empty_gradebook, course, {"k": (1, "")}, notebook="m") as fresh:
        assert changes.bring(book, fresh, "A1", course)[:2] == [
            "removed: n.ipynb, with its grades",
            "added: k (1 points)",
        ]
        (notebook,) = book.find_submission("A1", "ada").notebooks
        assert [grade.name for grade in notebook.grades] == ["k"]


# -- groups ------------------------------------------------------------------------------------------------------------


def test_groups_are_read_and_refused(tmp_path):
    path = tmp_path / "groups.csv"
    assert groups.read(tmp_path) == {}
    path.write_bytes("Student;Group\r\nada;Größe A\r\nben;Größe A\r\ncy;B\r\n".encode("cp1252"))
    assert groups.read(tmp_path) == {"Größe A": ["ada", "ben"], "B": ["cy"]}
    for text, why in (
        ("name\nada\n", "needs the columns group,student"),
        ("group,student\nA,ada\nB,ada\n", "line 3: ada is in A, too"),
        ("group,student\nada,ben\nB,ada\n", "ada is a group and a student"),
        ("group,student\nA,\n", "line 2: it needs a group and a student"),
    ):
        path.write_text(text)
        with pytest.raises(CourseError, match=why):
            groups.read(tmp_path)


def test_whose_work_counts_for_a_group(tmp_path):
    def hand_in(name, time=None):
        folder = tmp_path / "submitted" / name / "A1"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "n.ipynb").write_text("{}")
        if time:
            (folder / "timestamp.txt").write_text(time)

    def chosen():
        there = handed_in.scan(tmp_path).work["A1"]
        counts, spare, undecided, _ = groups.choose(tmp_path, {"A": ["ada", "ben"]}, there, "A1", None)
        return counts, spare, undecided

    (tmp_path / "submitted").mkdir()
    assert chosen() == ({}, set(), [])
    hand_in("ben")
    assert chosen() == ({"ben": ["ada", "ben"]}, set(), [])
    hand_in("ada")
    assert chosen() == ({}, {"ada", "ben"}, ["A"])
    hand_in("ada", "2026-03-01 12:00 UTC")
    hand_in("ben", "2026-03-01 12:30 CET")
    assert chosen() == ({"ada": ["ada", "ben"]}, {"ben"}, [])
    hand_in("A")
    assert chosen() == ({"A": ["ada", "ben"]}, {"ada", "ben"}, []), "the group's own, if times do not tell"


def test_what_is_graded_by_hand_once_is_everybodys(course):
    with book_of(course) as book:
        book.add_solution_cell("g-test", "n", "A1")
        for name in ("ada", "ben"):
            give(book, name, {"f-test": 5, "g-test": None})
        for cell in ("f-test", "g-test"):
            grade = book.find_grade(cell, "n", "A1", "ada")
            grade.manual_score, grade.needs_manual_grade = 4, False
        book.find_comment("g-test", "n", "A1", "ada").manual_comment = "Well argued."
        book.db.commit()
    with gradebook.opened(course) as records:
        assert records.share_by_hand("A1", ["ada", "ben", "cy"]) == {"g-test"}
        assert records.share_by_hand("A1", ["ada", "ben", "cy"]) == set()
        assert records.scores("A1")["ben"] == {"f-test": 5, "g-test": 4}, "what was set for one alone is one's alone"
        assert records.book.find_comment("g-test", "n", "A1", "ben").comment == "Well argued."
