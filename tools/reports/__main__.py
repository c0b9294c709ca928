"""python -m tools.reports [--force] [ASSIGNMENT ...]: bring exported_html/ up to date."""

import argparse
import sys

from tools.reports import ROOT, ReportError
from tools.reports.build import build


def main():
    parser = argparse.ArgumentParser(prog="python -m tools.reports", description="Build the reports in exported_html/.")
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="only these (default: all)")
    parser.add_argument("--force", action="store_true", help="build what is up to date too")
    arguments = parser.parse_args()
    try:
        failures = build(arguments.assignments, arguments.force)
    except ReportError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Stopped. The pages that were finished before are there.")
    if failures:
        sys.exit(f"{failures} of the reports could not be made.")
    print(f"Open {ROOT / 'exported_html' / 'index.html'}")


if __name__ == "__main__":
    main()
