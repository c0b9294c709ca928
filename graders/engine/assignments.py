"""The assignments to grade: their releases, and what the gradebook knows of their cells."""

from pathlib import Path

import graders
from graders.engine import CourseError, EngineError, handed_in
from graders.engine.release import read_release, released_cells
from graders.engine.summary import listed


def chosen(options, there):
    """The assignments to grade: those named, or all that a folder is there for. Raises CourseError."""
    known = released(options)
    for name in options.assignments:
        if name not in known:
            raise CourseError(f"there is no assignment {name} in {options.release}; make release makes it")
    return options.assignments or sorted({*there.work, *there.nothing} & known)


def released(options):
    return {path.parent.name for path in Path(options.release).glob("*/*.ipynb")}


def left_alone(options, there):
    """What was handed in for no assignment that is released, in words."""
    known = released(options)
    for name in sorted((there.work.keys() | there.nothing.keys()) - known):
        students, words = listed(there.work[name] + there.nothing[name]), handed_in.shown(name)
        homes = [path.parent.name for path in Path(options.release).glob("*/*.ipynb") if path.name == name]
        alike = [each for each in known if each.casefold().startswith(name.strip().casefold())]
        what_to_do = f". Is it {alike[0]}? Then rename it" if len(alike) == 1 else ""
        if homes:
            what_to_do = f". Put it into {' or '.join(f'submitted/<student>/{home}/' for home in homes)}"
        why = f"there is no assignment {words} in {options.release} (of {students}){what_to_do}"
        yield f"submitted/*/{words} is left alone: {why}"


def tried(names, do):
    """({name: do(name)}, {name: why that failed}): the trouble of one assignment stops no other."""
    done, trouble = {}, {}
    for name in names:
        try:
            done[name] = do(name)
        except (CourseError, EngineError) as error:
            trouble[name] = str(error)
        except OSError as error:
            trouble[name] = f"{name}: {error}"
    return done, trouble


def preview(folder, assignment):
    """The releases of an assignment without the hidden tests: enough to start its fork servers. Raises CourseError."""
    if why := handed_in.unusable_assignment(assignment):
        raise CourseError(f"{assignment} cannot be graded: {why}")
    paths = sorted(Path(folder, assignment).glob("*.ipynb"))
    return [read_release(folder, assignment, path.stem, None) for path in paths]


def registered(options, records, assignment, changed=None):
    """The releases of an assignment, with the hidden tests of notebooks/ as they are now, by way of the gradebook.

    changed: {assignment: lines}, to which is added what changed of one that has grades.
    """
    folder = Path(records.source_directory(), assignment)
    cells = {path.stem: graded_cells(path) for path in folder.glob("*.ipynb")}
    if cells and not records.is_current(assignment, cells):
        check_release(options, assignment, cells)
        words = records.register(assignment)
        if changed is not None:
            changed[assignment] += words
    check_keys(options, assignment)
    found = records.notebooks(assignment)
    try:
        return [read_release(options.release, assignment, notebook, tests) for notebook, tests in found.items()]
    except LookupError as error:
        raise CourseError(f"{assignment}: only the release has a test {error}: make release") from None


def check_keys(options, assignment):
    """Raise CourseError if what measures an answer has changed since the release: its answer keys hold old measures."""
    ours = Path(graders.__file__).parent / "checks" / "probes"
    for path in Path(options.release, assignment, "graders", "checks", "probes").glob("*.py"):
        same = ours / path.name
        if not same.exists() or same.read_bytes() != path.read_bytes():
            raise CourseError(f"{assignment} was released by another version of the checks: make release, then grade")


def graded_cells(path):
    """{grade_id: (source, or None for what a person grades; points)} of a notebook. Raises CourseError."""
    graded = [cell for cell in released_cells(path) if cell.role in ("test", "manual")]
    return {cell.key: (cell.source if cell.role == "test" else None, cell.points) for cell in graded}


def check_release(options, assignment, cells):
    """Raise CourseError if the release has other graded cells than the sources: before any grade is touched."""
    there = {path.stem: graded_cells(path).keys() for path in Path(options.release, assignment).glob("*.ipynb")}
    differ = sorted(name for name in there.keys() | cells.keys() if there.get(name) != cells.get(name, {}).keys())
    if differ:
        names = ", ".join(f"{name}.ipynb" for name in differ)
        raise CourseError(f"{assignment}: the release of {names} has other graded cells than the source: make release")
