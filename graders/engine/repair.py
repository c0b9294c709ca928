"""The notebook that is graded: the release's cells in the release's order, with the student's solutions in them.

Points, test cells, metadata and outputs are the release's own, whatever was handed in.
"""

import hashlib
import re
import sys
from dataclasses import replace

from graders.engine.names import defined_on_top
from graders.engine.release import Cell

KINDS = {"code": "code", "markdown": "a cell of text", "raw": "a raw cell"}
MISSING = "# This cell is missing in what was handed in"
# What a cell is called that is none of the release's. An earlier release may have had an exercise more.
OWN, ELSEWHERE = "your own cell", "a cell of an exercise that this release does not have"


def repair(cells, release):
    """The notebook that is graded: the release's cells in the release's order, the student's solutions in them.

    cells: list of SubmittedCell. Returns a list of (Cell, source), and notes on what was decided. Cells that the
    student added follow the released cell that they followed; a released cell that is missing is put back; a copied one
    counts once, the last that was worked on.
    """
    read = [cell for cell in cells if not cell.left_out]
    theirs, copies, added = sorted_out(read, {cell.key: cell for cell in release.cells})
    notebook, notes = with_own_answers(in_order(theirs, copies, added, release), release.wanted)
    there = {cell.key for cell in cells}
    return notebook, [*left_out(cells), *differences(there, theirs, copies, release, answered=bool(notes)), *notes]


def left_out(cells):
    """What of a submission is not read, and why, in words: for the student."""
    for why in dict.fromkeys(cell.left_out for cell in cells if cell.left_out):
        own = {True: ELSEWHERE, False: "a cell of your own"}
        names = [f"cell {cell.key}" if cell.key else own[cell.foreign] for cell in cells if cell.left_out == why]
        yield f"left out of what was handed in: {', '.join(dict.fromkeys(names))}. {why}"


def differences(there, theirs, copies, release, answered):
    """What of the release is missing, changed or there twice in a submission, in words: for the student.

    there: the keys of its cells, of those that are left out, too. answered: whether cells of the student's own count.
    """
    fixed = [cell for cell in release.cells if cell.role in ("test", "locked") and cell.kind == "code"]
    if not any(cell.key in there for cell in release.cells if cell.role in ("test", "solution", "manual")):
        question = "" if answered else ": is it another notebook?"
        yield f"no exercise of {release.notebook}.ipynb is in what was handed in{question}"
        return
    if missing := [cell.key for cell in fixed if cell.key not in there]:
        yield f"missing in what was handed in, and put back as released: {', '.join(missing)}"
    if changed := [c.key for c in fixed if c.key in theirs and lines(theirs[c.key].source) != lines(c.source)]:
        yield f"changed in what was handed in, and graded as released: {', '.join(changed)}"
    for cell in release.cells:
        if cell.role in ("solution", "manual") and cell.key in theirs and theirs[cell.key].kind != cell.kind:
            kinds = KINDS[theirs[cell.key].kind], KINDS[cell.kind]
            yield "cell {} was handed in as {}, and counts as {}, as it was released".format(cell.key, *kinds)
    for key, others in copies.items():
        original = next(cell.source for cell in release.cells if cell.key == key)
        different = {other.source.strip() for other in others} - {theirs[key].source.strip(), original.strip()}
        if different:
            yield f"cell {key} is there more than once: the last copy that was worked on above its test counts"


def lines(source):
    """A source's lines without what editors add or take away."""
    return [line.rstrip() for line in source.strip().splitlines()]


def in_order(theirs, copies, added, release):
    """(Cell, source) in the release's order; the arguments are as `sorted_out` returns them."""
    result, pending = [], added[None]
    for cell in release.cells:
        if cell.key in theirs:
            result += as_added(pending) + as_added(copies.get(cell.key, []))
            mine = theirs[cell.key]
            changed = may_change(cell)
            result.append((replace(cell, pasted=mine.pasted), mine.source) if changed else (cell, cell.source))
            pending = added[cell.key]
        elif cell.role in ("test", "manual", "locked"):
            # Put back after what the student added, for it may be tested, or graded by a person.
            result += [*as_added(pending), (cell, MISSING if cell.role == "manual" else cell.source)]
            pending = []
        else:
            # Put back before what the student added, so as not to undo it; of a solution, nothing is.
            result.append((cell, MISSING if cell.role == "solution" else cell.source))
    return result + as_added(pending)


def sorted_out(cells, original):
    """({key: the cell that counts}, {key: its other copies}, {key or None: cells that the student added after it})."""
    theirs, copies, added, anchor, tested = {}, {}, {None: []}, None, set()
    for cell in cells:
        if cell.key is None:
            added[anchor].append(cell)
            continue
        anchor = cell.key
        added.setdefault(anchor, [])
        if original[cell.key].role == "test":
            tested |= {key for key in theirs if is_worked_on(theirs[key], original)}
        if cell.key not in theirs:
            theirs[cell.key] = cell
        elif may_change(original[cell.key]):
            # A copy below a test is for play, if that test had something to test.
            counts = is_worked_on(cell, original) and cell.key not in tested
            theirs[cell.key], spare = (cell, theirs[cell.key]) if counts else (theirs[cell.key], cell)
            copies.setdefault(cell.key, []).append(spare)
    return theirs, copies, added


def is_worked_on(cell, original):
    return cell.source.strip() != original[cell.key].source.strip()


def may_change(cell):
    return cell.role in ("solution", "manual", "setup", "experiment") and not cell.is_task


def answer_cells(cells):
    """{key: number} of the answer cells, in a list of (Cell, source)."""
    return {cell.key: number for number, (cell, _) in enumerate(cells) if cell.role in ("solution", "manual")}


def unanswered(cells):
    """The keys of the answer cells that are there, and open, and that no cell of the student's own follows."""
    numbers = answer_cells(cells)
    left = (key for key, number in numbers.items() if is_open(cells, number) and cells[number][1] != MISSING)
    return [key for key in left if not followed(cells, numbers[key])]


def is_open(cells, number):
    """Whether nothing was written into an answer cell."""
    cell, source = cells[number]
    return source.strip() in (cell.source.strip(), MISSING) or (cell.kind == "code" and is_stub(source))


def is_stub(source):
    """Whether an answer cell says that it is to be written, as every stub of nbgrader's does, and nothing else."""
    lines = [line.strip() for line in source.splitlines()]
    code = [line for line in lines if line and not line.startswith("#")]
    return bool(code) and all(line.startswith("raise NotImplementedError") for line in code)


def followed(cells, number):
    """Whether a cell of the student's own, of the same kind, follows a cell."""
    after = [cell for cell, _ in cells[number + 1 : number + 2]]
    return any(cell.key == "added" and cell.kind == cells[number][0].kind for cell in after)


def called(cell):
    """What to call a cell of the notebook that is graded."""
    return cell.metadata.get("called", OWN) if cell.role == "added" else f"cell {cell.key}"


LEAST = 300  # characters of answers, but for spaces: shorter ones are the same by chance


def answers_digest(cells):
    """A number for all that a student wrote into answer cells of code, whatever the spaces; None if that is little."""
    written = [
        "".join(source.split())
        for cell, source in cells
        if cell.role == "solution" and source.strip() not in (cell.source.strip(), MISSING)
    ]
    if sum(map(len, written)) < LEAST:
        return None
    return hashlib.sha256("\0".join(written).encode()).hexdigest()[:16]


# -- answers in cells of the student's own -----------------------------------------------------------------------------


def with_own_answers(cells, wanted):
    """Move the student's own cells that define what an untouched answer cell should define: up, below that cell.
    These cells run, whatever their tags: a copy of an experiment has that tag.

    cells: list of (Cell, source). wanted: the names that tests look at. Returns the list, and notes for the student.
    """
    added = {n: source for n, (cell, source) in enumerate(cells) if cell.key == "added" and cell.kind == "code"}
    own = {number: left_behind(source) for number, source in added.items()}
    written = {n: left_behind(cells[n][1]) for n in answer_cells(cells).values()} if own else {}
    after, stay, notes = {}, set(), []
    for key, number in answer_cells(cells).items():
        test = next((n for n in range(number, len(cells)) if cells[n][0].role == "test"), len(cells))
        asked = lacking(cells, number, test, written) & set(wanted) if own else set()
        standing = {n for n in own if number < n < test and own[n] & asked}  # it stands where it should
        asked = {name for name in asked if any(name in own[n] for n in own)}.difference(*(own[n] for n in standing))
        stay |= standing
        if asked:
            places = {max(n for n in own if name in own[n]) for name in asked}
            after[number] = with_helpers(places, own, cells, number)
            notes.append(why_moved(key, asked, *cells[number]))
    moved = set().union(*after.values())
    answers = moved | stay
    cells = [(replace(cell, role="added") if n in answers else cell, source) for n, (cell, source) in enumerate(cells)]
    result = []
    for number, each in enumerate(cells):
        # One that stands right for this answer, and holds another one, too, runs in both places.
        result += [each] * (number not in moved or number in stay) + [cells[n] for n in after.get(number, ())]
    return result, notes


def why_moved(key, names, cell, source):
    there = "is as it was released" if source.strip() in (cell.source.strip(), MISSING) else "holds no answer"
    defined = ", ".join(f"`{name}`" for name in sorted(names))
    return f"cell {key} {there}, so the cell of your own that defines {defined} counts"


def lacking(cells, number, test, written):
    """The names that an answer cell should define, if nothing was written into it. test: the number of its test.

    written: {number of an answer cell: the names that it defines}.
    """
    cell, source = cells[number]
    names = defined_on_top(cell.source)
    if is_open(cells, number):
        return names
    if cell.kind != "code" or not does_nothing(source, cell.source):
        return set()
    # An emptied cell does not undo an answer that was written into another one.
    above = (found for other, found in written.items() if other < test and other != number)
    return names.difference(*above) | (names & written[number])


# A line that does no work, without its comment: the head of a function, and what stands in for its body.
IDLE = r"pass|\.\.\.|return(?: None)?|raise NotImplementedError.*"
NO_WORK = re.compile(rf"{IDLE}|(?:async )?def \w+\(.*\)[^()]*:\s*(?:{IDLE})?|\".*\"|'.*'")
DOCSTRING = re.compile(r"^[ \t]*[rR]?(\"{3}|'{3})[\s\S]*?\1", re.MULTILINE)
LONGEST_STUB, LONGEST_LINE = 20_000, 1000  # characters: beyond them somebody has written something


def does_nothing(source, released):
    """Whether an answer cell holds comments, texts, and functions without a body at most, by its look."""
    if len(source) > LONGEST_STUB:
        return False
    given = set(map(str.strip, released.splitlines())) if "raise NotImplementedError" in released else set()
    lines = {line.strip() for line in DOCSTRING.sub("", source).splitlines()} - given
    code = {line.partition("#")[0].strip() for line in lines} - {""}
    return all(len(line) < LONGEST_LINE and NO_WORK.fullmatch(line) for line in code)


def with_helpers(places, own, cells, answer):
    """The numbers of the student's own cells at these places, and of those that define what they use, in order.

    own: {number of a cell of the student's own: names that it defines}. answer: the number of the answer cell.
    """
    found, used = set(places), set().union(*(words(cells[n][1]) for n in places))
    for number in sorted(own, reverse=True):
        if answer < number < max(places) and own[number] & used:
            found.add(number)
            used |= words(cells[number][1])
    return sorted(found)


# By their look alone, for what a student wrote can take long to parse.
DEFINED = re.compile(r"(?:(?:async )?def|class)[ \t]+(\w+)|(\w+)[ \t]*:[^=]*=(?!=)|((?:[\w,* \t]+=(?!=))+)")
BLOCK = re.compile(r"(?:async )?(?:if|elif|else|try|except|finally|for|while|with|match|case)\b.*:", re.DOTALL)


def left_behind(source):
    """The names that a cell of the student's own defines or assigns on its top level."""
    names, depth = set(), sys.maxsize
    for line in source.splitlines():
        code = line.partition("#")[0].strip()
        indent = len(line) - len(line.lstrip())
        if not code or indent > depth:  # in a function, or within brackets
            continue
        if found := DEFINED.match(code):
            names.update(re.findall(r"\w+", found[1] or found[2] or found[3]))
        depth = sys.maxsize if BLOCK.fullmatch(code) else indent
    return names


def words(source):
    return set(re.findall(r"\w+", source))


def as_added(cells):
    """(Cell, source) of cells that the student added, but for empty ones."""

    def added(cell):
        tags = ["experiment"] * cell.experiment
        role = "experiment" if cell.experiment else "added"
        metadata = {"tags": tags, **({"called": ELSEWHERE} if cell.foreign else {})}
        return Cell("added", cell.kind, role, "", metadata=metadata, pasted=cell.pasted)

    return [(added(cell), cell.source) for cell in cells if cell.source.strip()]
