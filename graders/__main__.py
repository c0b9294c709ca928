"""The graders' command line: `python -m graders grade | feedback | grades | accuracy`; --help says more."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments=None):
    """Do what the arguments say. Returns the exit status: 1 where a submission could not be graded."""
    options = parser().parse_args(arguments)
    if options.command == "accuracy":
        from graders import accuracy

        return accuracy.main(options.assignment)

    from graders import classroom

    try:
        if options.command == "grade":
            return int(any(outcome.problem for outcome in classroom.grade(options.course, options.assignment)))
        if options.command == "feedback":
            return int(bool(classroom.feedback(options.course, options.assignment)))
        classroom.grades(options.course)
        return 0
    except classroom.CourseError as error:
        print(error, file=sys.stderr)
        return 2


def parser():
    top = argparse.ArgumentParser(prog="python -m graders", description=__doc__.partition(":")[0] + ".")
    commands = top.add_subparsers(dest="command", required=True)
    for name, words in [
        ("grade", "grade what lies in COURSE/submitted/<student>/<assignment>/ into COURSE/gradebook.db"),
        ("feedback", "write the feedback pages of what is graded into COURSE/feedback/"),
        ("grades", "write COURSE/grades.csv"),
        ("accuracy", "print how many known mistakes, mutants and right alternatives the checks tell apart"),
    ]:
        command = commands.add_parser(name, help=words, description=words)
        if name != "grades":
            command.add_argument("assignment", nargs="*", help="all of them where none is named")
        if name != "accuracy":
            default = ROOT / os.environ.get("COURSE", "course")
            command.add_argument(
                "--course", type=Path, default=default, help="the class's folder (default: $COURSE, or course)"
            )
    return top


if __name__ == "__main__":
    sys.exit(main())
