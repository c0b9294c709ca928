"""What a run decided, and what an instructor reads of it: in the summary, not in the log alone."""

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import datetime

import engine_course
import nbformat
import pytest
from engine_course import ASSIGNMENT, NOTEBOOK, cell, entries, hand_in, honest, scores, source_cells
from hostile import changed
from nbconvert import HTMLExporter

from graders.__main__ import main
from graders.engine import CourseError, assignments, explain, feedback, gradebook, outputs, summary
from graders.engine import course as courses
from graders.engine.job import Verdict
from graders.engine.release import Cell

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")
CUBE = "def cube(x):\n    ### BEGIN SOLUTION\n    return x**3\n    ### END SOLUTION"
CUBE_TEST = "assert cube(3) == 27"


def options(course, **more):
    return courses.Options(course, more.pop("assignments", []), course.parent / "release", unsandboxed=True, **more)


def test_untidy_folders_stop_nobody_and_are_named(course, capsys):
    """Nothing handed in is no grade; odd names work, or are left alone; which file counts is in the summary."""
    hand_in(course, "Zo\u0308e [x]", honest())
    hand_in(course, "ada", honest())
    hand_in(course, "ada", changed(square="def square(x):\n    return 0"), name=f"{NOTEBOOK} (1).ipynb")
    for name in (b"eve", b"b\xff\xfe"):
        os.makedirs(os.path.join(os.fsencode(course), b"submitted", name, ASSIGNMENT.encode()))
    (course / "submitted" / "eve" / ASSIGNMENT / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    hand_in(course, "ben", honest())
    for name in ("ben ", ".hidden"):
        shutil.copytree(course / "submitted" / "ben", course / "submitted" / name)
    shutil.copytree(course / "submitted" / "ben" / ASSIGNMENT, course / "submitted" / "cy" / "p1 ")
    for name in ("loose.ipynb", "ben/p.ipynb"):
        shutil.copy(course / "submitted" / "ben" / ASSIGNMENT / "p.ipynb", course / "submitted" / name)
    (course / "submitted" / "link").symlink_to("nowhere")
    (course / "submitted" / "dee").mkdir()
    (course / "submitted" / "dee" / ASSIGNMENT).symlink_to(course / "submitted" / "ada" / ASSIGNMENT)
    (course / "submitted" / "ada" / "P_1").mkdir()
    (course / "submitted" / "ada" / "P_1" / "p.ipynb").write_text("{}")
    assert courses.grade(options(course)) == 0
    said = capsys.readouterr().out
    there = {"ada", "Zöe [x]", "ben", "ben ", "dee"}
    assert set(entries(course)) == there == set(gradebook.scores(course, ASSIGNMENT))
    assert all(set(scores(entries(course)[name]).values()) == {1, 2, 3} for name in there - {"dee"})
    for words in (
        "submitted/'ben ' and submitted/ben count as two students, and their names differ in a space alone",
        "submitted/.hidden is left alone, for its name begins with a dot",
        "submitted/loose.ipynb is left alone: it is in no student's folder. Put it into submitted/<student>/",
        "submitted/link is left alone: it is a link, and to no folder",
        "no points: dee: the submission is a link, which is not followed",
        "(of cy). Is it P1? Then rename it",
        "(of ben). Put it into submitted/<student>/P1/",
    ):
        assert words in said, said
    assert summary.listed(["ben ", "ada"]) == "ada, 'ben '"
    assert "a folder without work, so handed in nothing, and no grade: eve" in said
    assert "note: ada: p.ipynb counts, and not p (1).ipynb" in said
    assert "submitted/b?? is left alone: its name is not UTF-8" in said
    assert "submitted/*/P_1 is left alone: there is no assignment P_1" in said


def test_a_release_of_other_checks_is_made_again_first(course):
    """Its answer keys hold what other probes measured: all of a class would lose points."""
    hand_in(course, "ada", source_cells())
    probes = course.parent / "release" / ASSIGNMENT / "graders" / "checks" / "probes"
    probes.mkdir(parents=True)
    (probes / "draws.py").write_text("# as it was last year\n")
    with pytest.raises(CourseError, match=f"{ASSIGNMENT} was released by another version of the checks: make release"):
        courses.grade(options(course))
    assert not (course / "grading-log.jsonl").exists()


def test_one_notebook_that_fails_in_every_cell_hides_no_other():
    entries = [{"student": "ada", "notes": [f"line {number}" for number in range(99)]}]
    entries += [{"student": name, "notes": ["late", f"of {name}"]} for name in ("ben", "cy")]
    said = list(summary.of_decisions(entries))
    assert [line for line in said if "ada" in line] == [f"  note: ada: line {number}" for number in range(5)]
    assert said[5:] == [
        "  note: ben, cy: late", "  note: ben: of ben", "  note: cy: of cy",
        "  and 94 notes more: each is in `python -m graders explain`",
    ]  # fmt: skip


def test_one_assignments_trouble_stops_no_other(course, capsys):
    hand_in(course, "ada", honest())
    for name, text in {"P2": "this is no notebook", "P4": "[]", "P5": '{"cells": ["a"]}'}.items():
        for place in (course.parent / "release" / name, course / "submitted" / "ada" / name):
            place.mkdir()
            (place / "q.ipynb").write_text(text)
    (course.parent / "release" / "P6" / "q.ipynb").mkdir(parents=True)
    (course / "submitted" / "ada" / "P6").mkdir()
    (course.parent / "release" / "P(3)").mkdir()
    (course.parent / "release" / "P(3)" / "q.ipynb").write_text("{}")
    (course / "submitted" / "ada" / "P(3)").mkdir()
    assert courses.grade(options(course)) == 1
    said = capsys.readouterr().out
    assert "P(3) cannot be graded: nbgrader allows letters, digits" in said
    for name in ("P2", "P4", "P5", "P6"):
        assert f"{name}: stopped, and the other assignments went on" in said
    assert "P1: 1 graded, 0 ungraded" in said
    with pytest.raises(CourseError, match="P2 cannot be read"):
        courses.grade(options(course, assignments=["P2"]))


def test_a_failure_of_our_own_code_is_not_called_a_broken_notebook(tmp_path):
    def ours(name):
        raise KeyError(name)

    with pytest.raises(KeyError):
        assignments.tried(["A"], ours)
    (tmp_path / "A").mkdir()
    (tmp_path / "A" / "a.ipynb").write_text('{"cells": [{}]}')
    _, trouble = assignments.tried(["A"], lambda name: assignments.preview(tmp_path, name))
    assert trouble == {"A": f"A cannot be read: {tmp_path}/A/a.ipynb is no notebook (KeyError: 'cell_type')"}


def test_a_processor_that_cannot_run_tensorflow_stops_that_assignment_alone(course, capsys, monkeypatch):
    cells = [{**each, "source": f"{each['source']}\nimport tensorflow"} for each in source_cells()[:1]]
    monkeypatch.setattr(engine_course, "source_cells", lambda: [*cells, *source_cells()[1:]])
    monkeypatch.setattr(engine_course, "ASSIGNMENT", "P2")
    engine_course.release(course.parent, f"sqlite:///{course / 'gradebook.db'}")
    package = course.parent / "release" / "P2" / "tensorflow"
    package.mkdir()
    (package / "__init__.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)")
    for name in ("ada", "ben"):
        hand_in(course, name, honest())
        shutil.copytree(course / "submitted" / name / "P2", course / "submitted" / name / "P1", dirs_exist_ok=True)
    assert courses.grade(options(course)) == 1
    said = capsys.readouterr().out
    assert "P1: 2 graded, 0 ungraded" in said
    assert said.count("illegal instruction") == 1
    assert "P2: stopped, and the other assignments went on: this machine's processor" in said
    with pytest.raises(CourseError, match="processor with AVX"):
        courses.grade(options(course, assignments=["P2"]))


def test_the_same_work_handed_in_again_keeps_its_first_time(course, capsys):
    """It is not graded again, and not late; a time that comes later on is taken."""
    stamp = hand_in(course, "ada", honest()) / "timestamp.txt"
    stamp.write_text("2026-07-01 23:30:00.123456 CEST")
    courses.grade(options(course))
    with gradebook.opened(course) as records:
        records.set_due(ASSIGNMENT, datetime(2026, 7, 1, 22))
    first = entries(course)["ada"]
    capsys.readouterr()
    for force in (False, True):
        stamp.write_text("2026-07-03 10:00:00 UTC")
        assert courses.grade(options(course, force=force)) == 0
        said = capsys.readouterr().out
        assert "note: ada: the same work was handed in again (2026-07-03 10:00:00 UTC): the first time counts" in said
        assert "due 2026-07-01 22:00:00 UTC" in said
        assert "late:" not in said
    last = entries(course)["ada"]
    assert last["timestamp"] == first["timestamp"]
    assert (first["seed"] == last["seed"]) is False, "graded again, as it was forced"
    hand_in(course, "ada", changed(square="def square(x):\n    return x * x + 0"))
    courses.grade(options(course))
    assert "late: ada by 1 day and 12 hours (no penalty)" in capsys.readouterr().out


def test_a_changed_assignment_is_graded_by_what_it_is_now(course, monkeypatch, capsys):
    """Old notebooks and new ones: shared cells keep their grades, those by hand too; the rest is graded."""
    configuration = gradebook.configuration

    def with_sources(*arguments):
        config = configuration(*arguments)
        config.CourseDirectory.root, config.CourseDirectory.source_directory = str(course.parent), "source"
        config.CourseDirectory.submitted_directory = "course/submitted"
        return config

    monkeypatch.setattr(gradebook, "configuration", with_sources)
    hand_in(course, "ada", honest())
    assert courses.grade(options(course)) == 0
    with gradebook.opened(course) as records:
        grade = records.book.find_grade("square-test", NOTEBOOK, ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        records.book.db.commit()
    capsys.readouterr()

    def changed_cells():
        cells = [cell for cell in source_cells() if not cell["id"].startswith("answer")]
        cells[4:4] = [
            cell("cube", CUBE, solution=True),
            cell("cube-test", CUBE_TEST, grade=True, locked=True, points=4),
        ]
        next(cell for cell in cells if cell["id"] == "total-test")["metadata"]["nbgrader"]["points"] = 5
        for each in cells:
            if each["id"].startswith("total"):
                each["id"] = each["metadata"]["nbgrader"]["grade_id"] = each["id"].replace("total", "sum")
        return cells

    monkeypatch.setattr(engine_course, "source_cells", changed_cells)
    path = course.parent / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    path.write_text(json.dumps(engine_course.notebook(changed_cells())))
    with pytest.raises(CourseError, match="has other graded cells than the source: make release"):
        courses.grade(options(course))
    shutil.rmtree(course.parent / "release")
    engine_course.release(course.parent, f"sqlite:///{course.parent}/elsewhere.db")
    hand_in(course, "ben", changed_cells())
    assert courses.grade(options(course)) == 0
    said = capsys.readouterr().out
    assert "added: cube-test (4 points)" in said
    assert "removed: answer-test (1 points)" in said
    assert "renamed: total-test is sum-test now, and keeps its grades" in said
    assert "sum-test is worth 5 points, and was 2" in said
    assert gradebook.scores(course, ASSIGNMENT) == {
        "ada": {"square-test": 2.5, "sum-test": 5, "cube-test": 0},
        "ben": {"square-test": 3, "sum-test": 5, "cube-test": 4},
    }


def test_a_group_is_graded_once_and_all_are_credited(course, capsys):
    hand_in(course, "Group A", honest())
    hand_in(course, "cy", changed(square="def square(x):\n    return 0"))
    (course / "groups.csv").write_text("group,student\nGroup A,ada\nGroup A,ben\nB,cy\nB,dee\n")
    assert courses.grade(options(course)) == 0
    said = capsys.readouterr().out
    assert "graded once for all: Group A (ada, ben); cy (cy, dee)" in said
    full = {"square-test": 3, "total-test": 2, "answer-test": 1}
    less = full | {"square-test": 0}
    assert gradebook.scores(course, ASSIGNMENT) == {"ada": full, "ben": full, "cy": less, "dee": less}
    assert (course / "autograded" / "dee" / ASSIGNMENT / "p.ipynb").is_file()
    assert len((course / "grading-log.jsonl").read_text().splitlines()) == 2
    with (course / "groups.csv").open("a") as file:
        file.write("Group A,eve\n")
    assert courses.grade(options(course)) == 0
    assert gradebook.scores(course, ASSIGNMENT)["eve"] == full
    assert "2 are graded already" in capsys.readouterr().out
    assert main(["explain", "eve", ASSIGNMENT, "--course", str(course)]) == 0
    assert "credited to ada, ben, eve" in capsys.readouterr().out


def test_what_is_said_of_a_group_that_is_undecided_and_of_one_that_is_none_any_more(course, capsys):
    for name in ("ada", "ben", "team-x"):
        hand_in(course, name, honest())
    (course / "groups.csv").write_text("group,student\nA,ada\nA,ben\nteam-x,cy\nteam-x,dee\n")
    assert courses.grade(options(course)) == 1
    (course / "groups.csv").write_text("group,student\nteam-x,cy\nteam-x,dee\n")
    assert courses.grade(options(course)) == 0
    (course / "groups.csv").write_text("group,student\nA,ada\nA,ben\nteam-x,cy\nteam-x,dee\n")
    capsys.readouterr()
    assert courses.grade(options(course)) == 1
    said = capsys.readouterr().out
    assert "group A is not graded: ada, ben have all handed in" in said
    assert "handed in nothing" not in said
    assert "gone" not in said
    (course / "groups.csv").unlink()
    for _ in range(2):
        assert courses.grade(options(course)) == 0
        said = capsys.readouterr().out
        assert "graded once for all" not in said
        assert "graded before with a group that groups.csv no longer names, and that grade stays: cy, dee" in said
        assert "gone" not in said


def test_a_line_of_the_extensions_that_is_deleted_by_hand(course, capsys):
    """What nbgrader was told stays."""
    for name in ("ada", "ben"):
        (hand_in(course, name, honest()) / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    sheet = course / "extensions.csv"
    sheet.write_text(f"student,assignment,extension\nada,{ASSIGNMENT},2d\nzoe,{ASSIGNMENT},2d\nada,P9,1d\n")
    with gradebook.opened(course) as records:
        records.set_due(ASSIGNMENT, datetime(2026, 3, 1, 12))
    assert courses.grade(options(course)) == 0
    with gradebook.opened(course) as records:
        records.book.grant_extension(ASSIGNMENT, "ben", hours=48)
    assert courses.grade(options(course)) == 0
    said = capsys.readouterr().out
    assert "extended: ada until 2026-03-03 12:00 UTC\n" in said
    assert "extended through nbgrader: ben until 2026-03-03 12:00 UTC\n" in said
    assert "extensions.csv: there is no student zoe in the gradebook" in said
    assert "extensions.csv: there is no assignment P9" in said
    sheet.write_text("student,assignment,extension\n")
    assert courses.grade(options(course)) == 0
    said = capsys.readouterr().out
    assert "not extended any more, for extensions.csv has no line of: ada\n" in said
    assert "extended through nbgrader: ben until" in said
    assert "late: ada by 1 day" in said
    assert courses.grade(options(course)) == 0
    assert "any more" not in capsys.readouterr().out


def test_a_reader_that_has_read_enough_stops_no_grading(course):
    for name in ("ada", "ben"):
        hand_in(course, name, honest())
    where = f'--course "{course}" --release "{course.parent / "release"}" --unsandboxed'
    command = f'("{sys.executable}" -m graders grade {where}; echo "ended with $?" >&2) | true'
    done = subprocess.run(["sh", "-c", command], cwd=engine_course.ROOT, capture_output=True, text=True)
    assert "ended with 0" in done.stderr
    assert "roken" not in done.stderr
    assert set(gradebook.scores(course, ASSIGNMENT)) == {"ada", "ben"}


def test_a_run_that_was_to_grade_again_says_how_to_go_on(course, capsys, monkeypatch):
    hand_in(course, "ada", honest())
    monkeypatch.setattr(courses, "grade", lambda *_: signal.raise_signal(signal.SIGINT))
    assert main(["grade", "--course", str(course)]) == 130
    assert "run the same command again to go on" in capsys.readouterr().err
    assert main(["grade", "--force", "--course", str(course)]) == 130
    assert "the others have the grade that they had. To grade them again, run the same" in capsys.readouterr().err


def test_one_student_is_graded_again(course, capsys):
    for name in ("ada", "ben"):
        hand_in(course, name, honest())
    where = ["--course", str(course), "--release", str(course.parent / "release"), "--unsandboxed"]
    assert main(["grade", "--student", "ada", *where]) == 0
    assert set(gradebook.scores(course, ASSIGNMENT)) == {"ada"}
    assert main(["grade", *where]) == 0
    capsys.readouterr()
    assert main(["grade", ASSIGNMENT, "--student", "ada", "--force", *where]) == 0
    said = capsys.readouterr().out
    assert "P1: 1 graded" in said
    assert "handed in nothing" not in said
    lines = (course / "grading-log.jsonl").read_text().splitlines()
    assert [json.loads(line)["student"] for line in lines].count("ada") == 2
    assert len(lines) == 3
    assert main(["grade", "--student", "zoe", *where]) == 2
    assert "there is nothing of zoe in submitted/" in capsys.readouterr().err


def test_what_a_hidden_test_said_is_for_the_instructor(course):
    """In `explain` and in autograded/, which formgrader shows; the student's page has none of it."""
    verdict = Verdict("wrong", 0.0, "A hidden test is not passed.", for_instructor="line 6: assert <b>7</b> == 7")
    cell = Cell("square-test", "code", "test", "assert True", metadata={"nbgrader": {"grade": True, "grade_id": "x"}})
    notebook = json.loads(outputs.graded_notebook([(cell, cell.source, [])], {"square-test": verdict}))
    assert "assert <b>7</b>" in json.dumps(notebook["cells"][0]["outputs"])
    cells = {"x": {"score": 0, "max_score": 1, "open": False, "comment": None}}
    page = feedback.page(notebook, "ada", ASSIGNMENT, cells)
    assert "A hidden test is not passed." in page
    assert "line 6" not in page
    assert "7" not in page.partition("<h1>")[2]
    shown, _ = HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))
    assert "line 6: assert &lt;b&gt;7&lt;/b&gt;" in shown, "as formgrader renders it"
    hand_in(course, "ada", honest())
    courses.grade(options(course))
    entry = entries(course)["ada"]
    entry["verdicts"]["square-test"]["for_instructor"] = verdict.for_instructor
    said = "\n".join(explain.in_words(entry))
    assert "not shown to the student:\n        line 6: assert <b>7</b> == 7" in said


def test_the_same_answers_are_named_if_they_are_long(course, capsys):
    def written(name):
        return "def square(x):\n" + "".join(f"    {name}{i} = x + {i}\n" for i in range(40)) + "    return x * x"

    for student, name in (("ada", "step"), ("ben", "step"), ("cy", "other")):
        hand_in(course, student, changed(square=written(name)))
    hand_in(course, "ben", changed(square=written("step").replace(" + ", "  +  ")))
    for student in ("dee", "eve"):
        hand_in(course, student, honest())
    assert courses.grade(options(course)) == 0
    said = capsys.readouterr().out
    assert "the same answers to the letter: ada, ben\n" in said
    assert said.count("the same answers") == 1, "of short answers that says nothing"
