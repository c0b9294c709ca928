"""The graders' command line: `python -m graders grade | feedback | grades | …`; --help lists all."""

import argparse
import os
import sys
from pathlib import Path

from graders.engine import CourseError, EngineError
from graders.engine.handed_in import unusable_root

ROOT = Path(__file__).resolve().parent.parent


def main(arguments=None):
    """Do what the arguments say. Returns the exit status: 1 if something is ungraded, 2 if it stopped."""
    options = parser().parse_args(arguments)
    if why := unusable_root(ROOT):
        print(why, file=sys.stderr)
        return 2
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except (CourseError, EngineError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"Stopped. What was graded is kept; {how_to_go_on(options)}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk, a file of another user's
        print(f"Stopped: {error}. Once that is fixed, run the same command again.", file=sys.stderr)
        return 2


def how_to_go_on(options):
    """With --force, nobody can tell later who was graded again: without it, nothing would be left to do."""
    if getattr(options, "force", False):
        return (
            "the others have the grade that they had. To grade them again, run the same command again, which begins "
            "from the start, or add --student NAME for one of them."
        )
    return "run the same command again to go on."


def said(text):
    """Print what a run says. `… | head` may have read enough; the run goes on."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def completed(name):
    """An assignment's name as a shell completes that of its folder."""
    return name.rstrip("/")


def grade(options):
    from graders.engine import course
    from graders.engine.process import Limits

    limits = Limits(options.cell_seconds, options.total_seconds, options.memory << 20)
    what, students = (options.course, options.assignment, options.release, options.db), options.student or []
    return course.grade(
        course.Options(*what, options.jobs, options.scheduler, options.unsandboxed, options.force, limits, students),
        said,
    )


def feedback(options):
    from graders.engine import feedback

    failed = feedback.write_all(options.course, options.assignment, options.db)
    if options.zip:
        from graders import feedback_zip
        from graders.engine.gradebook import opened

        with opened(options.course, options.db) as records:
            for name in options.assignment or sorted(path.name for path in (options.course / "downloaded").glob("*")):
                print(*feedback_zip.write(records, name), sep="\n")
    return failed


def grades(options):
    from graders import export
    from graders.engine.gradebook import opened

    with opened(options.course, options.db) as records:
        sheet = export.SHEETS[options.format](config=records.config, folder=str(options.course))
        print(*sheet.export(records.book).in_words(), sep="\n")
    return 0


def roster(options):
    from graders import roster
    from graders.engine.gradebook import opened

    (options.course / "submitted").mkdir(parents=True, exist_ok=True)
    with opened(options.course, options.db) as records:
        folders = {path.name for path in (options.course / "submitted").iterdir()}
        found = roster.read(options.file, records.students() | folders)
        roster.store(records.book, found)
    print(*roster.in_words(found, options.file), sep="\n")
    return 0


def due(options):
    from graders.engine import times
    from graders.engine.gradebook import locked, opened

    with opened(options.course, options.db) as records, locked(options.course):
        try:
            time = None if options.time == "none" else times.read(options.time, records.zone)
        except ValueError as error:
            raise CourseError(str(error)) from None
        before = records.due(options.assignment)
        records.set_due(options.assignment, time)
        words = f"is due at {times.in_words(time, records.zone)}" if time else "has no due date"
        words += f" (it was {times.in_words(before, records.zone)} before)" if before and before != time else ""
        print(f"{options.assignment} {words}. The next `make autograde` applies it to what was handed in.")
    return 0


def extend(options):
    from graders.engine import extensions
    from graders.engine.gradebook import locked, opened

    with opened(options.course, options.db) as records, locked(options.course):
        print(extensions.grant(records, options.student, options.assignment, options.period))
    return 0


def explain(options):
    from graders.engine import explain

    return explain.main(options)


def selftest(options):
    from graders import selftest

    return selftest.run()


def accuracy(options):
    from graders import accuracy

    try:
        return accuracy.report(options)
    except LookupError as error:
        raise CourseError(error.args[0]) from None


def parser():
    top = argparse.ArgumentParser(prog="python -m graders", description=__doc__.partition(":")[0] + ".")
    commands = top.add_subparsers(dest="command", required=True)

    def command(run, words, assignments=True, course=True):
        new = commands.add_parser(run.__name__, help=words, description=words)
        new.set_defaults(run=run)
        if assignments:
            new.add_argument("assignment", nargs="*", type=completed, help="all of them if none is named")
        if course:
            default = ROOT / os.environ.get("COURSE", "course")
            new.add_argument(
                "--course", type=Path, default=default, help="the class's folder (default: $COURSE, or course)"
            )
            new.add_argument("--db", metavar="URL", help="the gradebook (default: as nbgrader_config.py says, SQLite)")
        return new

    def sandboxed(new):
        new.add_argument("--release", type=Path, default=ROOT / "build" / "release", help="where the releases are")
        new.add_argument(
            "--unsandboxed", action="store_true",
            help="if this machine has no sandbox, run the students' code without one, with your rights",
        )  # fmt: skip

    new = command(grade, "grade what lies in COURSE/submitted/<student>/<assignment>/, and is not graded yet")
    sandboxed(new)
    new.add_argument("--student", action="append", help="this student alone; may be given several times")
    new.add_argument("--cell-seconds", type=float, default=30, help="for one cell, and for one test (default 30)")
    new.add_argument("--total-seconds", type=float, default=180, help="for one notebook (default 180)")
    new.add_argument("--memory", type=int, default=4096, help="MB for one notebook (default 4096)")
    new.add_argument("--jobs", type=int, default=0, help="submissions at a time (default: one for each processor)")
    new.add_argument(
        "--scheduler", metavar="tcp://…", help="use this Dask scheduler's workers (needs the extra `cluster`)"
    )
    new.add_argument("--force", action="store_true", help="grade again what is graded; both stay in the log")
    new = command(feedback, "write the feedback pages of what is graded into COURSE/feedback/")
    new.add_argument("--zip", action="store_true", help="also as a zip that Moodle or Canvas takes back")
    new = command(grades, "write COURSE/grades.csv", assignments=False)
    new.add_argument(
        "--format", choices=["nbgrader", "canvas", "moodle"], default="nbgrader",
        help="for whom: nbgrader's own (default), or COURSE/grades-canvas.csv or -moodle.csv to import there",
    )  # fmt: skip
    new = command(roster, "take the students from a CSV file, as Canvas, Moodle or Excel saves it", assignments=False)
    new.add_argument("file", type=Path)
    new = command(due, "set when an assignment is due", assignments=False)
    new.add_argument("assignment", type=completed)
    new.add_argument("time", help='"2026-12-01 23:59 Europe/Berlin", or with UTC, +01:00; none takes it away')
    new = command(extend, "give a student longer, before or after the hand-in", assignments=False)
    new.add_argument("student")
    new.add_argument("assignment", type=completed)
    new.add_argument("period", help="2d, 12h, 1w or 1d12h after the due date; 0d takes it away")
    new = command(explain, "say where a grade comes from", assignments=False)
    sandboxed(new)
    new.add_argument("student")
    new.add_argument("assignment", type=completed)
    new.add_argument("--repeat", action="store_true", help="grade it again, with the same seed, and compare")
    command(
        selftest,
        "try on this machine what a hostile notebook could do, and say which promises hold",
        False,
        course=False,
    )
    new = command(
        accuracy, "print how well the checks tell mistakes, mutants and other people's answers apart", course=False
    )
    new.add_argument("--exercise", metavar="NAME", help="only this exercise, by the name of its function")
    new.add_argument("--hints", action="store_true", help="list what each answer without a declared mistake is told")
    return top


if __name__ == "__main__":
    sys.exit(main())
