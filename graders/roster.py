"""Who is in the class: a roster, as Canvas, Moodle or a spreadsheet saves it, into nbgrader's gradebook.

Commas, semicolons or tabs; UTF-8 with or without a byte-order mark, UTF-16 or Windows-1252; the systems' own names for
the columns, in English or German. What was understood is said, and so is every line that was left out.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from graders.engine import CourseError
from graders.engine.handed_in import composed, unusable

# What a column may be called, without case, spaces and punctuation; of several that are there, the first counts.
COLUMNS = {
    "id": ("id", "studentid", "sisloginid", "loginid", "sisuserid", "idnumber", "idnummer", "matrikelnummer",
           "username", "benutzername", "anmeldename"),
    "first_name": ("firstname", "vorname", "givenname", "givennames"),
    "last_name": ("lastname", "surname", "nachname", "familyname"),
    "email": ("email", "emailaddress", "emailadresse", "mail"),
    "lms_user_id": ("lmsuserid", "canvasuserid", "canvasid"),
    "name": ("student", "name", "fullname", "studentname", "vollstandigername"),
}  # fmt: skip
NOBODY = {"pointspossible", "studenttest", "teststudent"}  # Canvas's rows that are no students
EXPONENT = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)


@dataclass
class Roster:
    """students: {id: {"first_name": …}}. columns: {ours: theirs}. notes: what was decided or left out, in words."""

    students: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)


def read(path, known=()):
    """The Roster in a file. known: ids that are in use, which say where leading zeros were lost. Raises CourseError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise CourseError(f"the roster cannot be read: {error}") from None
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CourseError(f"{path} is no CSV file: save it as CSV in the spreadsheet, and take that")
    lines = [line for line in table(decoded(data)) if any(cell.strip() for cell in line)]
    if not lines:
        raise CourseError(f"{path} is empty")
    heading, *rest = lines
    found = Roster(columns=columns(heading))
    if not found.columns.keys() & {"id", "email"}:
        raise CourseError(
            f"{path} has no column for the students' ids. Its columns are: {', '.join(heading)}. One of them must be "
            f"called id, or as Canvas or Moodle name it: SIS Login ID, ID number, Username, Email address"
        )
    zeros = {name.lstrip("0"): name for name in known if name.isdigit() and name.startswith("0")}
    for both in sorted(zeros.keys() & set(known)):
        found.notes.append(f"{both} and {zeros.pop(both)} are both in use: is one the other, without its zeros?")
    people = [dict(zip(map(plain, heading), map(str.strip, line), strict=False)) for line in rest]
    found.columns |= column_of_ids(found, heading, people, zeros.keys() | set(known))
    for number, row in enumerate(people, 2):
        add(found, number, row, zeros)
    widths = Counter(len(name) for name in found.students if name.isdigit())
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    short = sorted(name for name in found.students if name.isdigit() and len(name) < usual)
    if short:
        found.notes.append(
            f"Most ids have {usual} digits, and these have fewer: {', '.join(short[:10])}. Has a spreadsheet dropped "
            "their leading zeros? Format the column as text there, and import again"
        )
    return found


def column_of_ids(found, heading, people, known):
    """{"id": the column} that the most of these ids are in, of several that may hold them; or else the first."""
    there = {plain(name): name for name in reversed(heading) if name != found.columns.get("lms_user_id")}
    names = [there[name] for name in COLUMNS["id"] if name in there]
    if len(names) < 2 or plain(names[0]) == "id":
        return {}
    usual = found.columns["id"]
    inside = {name: len({composed(row.get(plain(name), "")) for row in people} & known) for name in names}
    best = max(names, key=lambda name: (inside[name], name == usual))
    others = ", ".join(name for name in names if name != best)
    if best != usual:
        found.notes.append(f"{best} is taken, and not {others}: more of its ids are in the course already")
    elif sum(inside[name] == inside[best] for name in names) > 1 and any(
        row.get(plain(name), "") not in ("", row.get(plain(best))) for row in people for name in names
    ):
        found.notes.append(
            f"{best} is taken for the ids, and not {others}. To take another, delete that column from the file"
        )
    return {"id": best}


def add(found, number, row, zeros):
    """Put one line into a Roster, or a note why it is left out."""
    values = {ours: row.get(plain(theirs), "") for ours, theirs in found.columns.items()}
    name = values.pop("name", "")
    if plain(name) in NOBODY:
        if "student" in plain(name):
            found.notes.append(f"Line {number} is left out: {name} is no student, but what Canvas tests with")
        return
    if name and not (values.get("first_name") or values.get("last_name")):
        values |= split(name)
    who = composed(values.pop("id", "") or values.get("email", ""))
    if not who:
        found.notes.append(f"Line {number} is left out: it has no id")
    elif EXPONENT.fullmatch(who):
        found.notes.append(f"Line {number} is left out: a spreadsheet has rounded its id to {who}")
    elif "/" in who or unusable(who):
        found.notes.append(f"Line {number} is left out: {unusable(who) or 'an id cannot contain a slash'}")
    elif who in found.students:
        found.notes.append(f"Line {number} is left out: {who} is in an earlier line")
    else:
        if who in zeros:
            found.notes.append(f"{who} is taken for {zeros[who]}, which is in use: a spreadsheet dropped the zeros")
        found.students[zeros.get(who, who)] = {key: value for key, value in values.items() if value}


def store(book, roster):
    """Bring nbgrader's Gradebook to what a Roster says. What it does not say stays as it is."""
    for who, values in roster.students.items():
        book.update_or_create_student(who, **values)


def in_words(roster, path):
    yield f"{len(roster.students)} students in {path}"
    yield "Understood: " + ", ".join(f"{theirs} as {ours}" for ours, theirs in roster.columns.items())
    if "id" not in roster.columns:
        yield "There is no column of ids, so the email addresses are the ids"
    yield from roster.notes


# -- reading -----------------------------------------------------------------------------------------------------------


def decoded(data):
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def table(text):
    """The lines of a CSV file, whatever separates its columns."""
    first, _, rest = text.partition("\n")
    if found := re.fullmatch(r"sep=(.)\s*", first):  # Excel's own
        return csv.reader(io.StringIO(rest, newline=""), delimiter=found[1])
    separator = max(",;\t", key=re.sub(r'"[^"]*"', "", first).count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def rows(path, names):
    """(number of the line, {column: text}) of a CSV file with at least these columns; nothing if there is no file.

    Raises CourseError if a column is missing.
    """
    if not path.exists():
        return
    lines = [line for line in table(decoded(path.read_bytes())) if any(cell.strip() for cell in line)]
    heading = [plain(name) for name in lines[0]] if lines else []
    if not set(names) <= set(heading):
        raise CourseError(f"{path} needs the columns {','.join(names)}")
    for number, line in enumerate(lines[1:], 2):
        padded = [*line, *[""] * len(heading)]
        yield number, dict(zip(heading, (composed(cell.strip()) for cell in padded), strict=False))


def columns(heading):
    """{our name of a column: theirs}."""
    there = {plain(name): name for name in reversed(heading)}
    found = {ours: next((there[name] for name in names if name in there), None) for ours, names in COLUMNS.items()}
    if "id" in there and there.keys() & {"student", "sisloginid", "sisuserid"} and "firstname" not in there:
        found["lms_user_id"] = there["id"]  # in Canvas's grade sheet: its own number of a user
        found["id"] = next((there[name] for name in COLUMNS["id"][1:] if name in there), None)
    return {ours: theirs for ours, theirs in found.items() if theirs}


def plain(name):
    """A column's name without case, accents, spaces and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())


def split(name):
    """The parts of "Lovelace, Ada" (Canvas) or "Ada Lovelace"."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    return {"first_name": first.strip(), "last_name": last.strip()}
