"""Which folders of notebooks/ are the course's: those with declared exercises. The others are an instructor's own.

What this repository promises of its notebooks (clean style, a report, tests) it does not ask of an instructor's, and it
publishes no report of them, for that would show the answers. `python -m tools.ours` prints what keeps ruff from them.
"""

from pathlib import Path


def is_ours(root, folder):
    """Whether a folder's name is that of a declared assignment. Where nothing is declared, all are the course's."""
    declared = Path(root, "graders", "exercises")
    return not declared.is_dir() or Path(declared, folder.partition("-")[0].lower()).is_dir()


def main():
    root = Path(__file__).resolve().parent.parent
    for path in sorted((root / "notebooks").iterdir()):
        if path.is_dir() and not is_ours(root, path.name):
            print(f"--extend-exclude=notebooks/{path.name.replace(' ', '?')}")


if __name__ == "__main__":
    main()
