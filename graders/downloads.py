"""What Moodle and Canvas hand an instructor, for `nbgrader zip_collect`: archives with everybody's submissions.

The archives go, as they were downloaded, into COURSE/downloaded/<assignment>/archive/. Neither system writes into them
when something was submitted, so nbgrader's penalties for lateness do not apply; the system itself knows who was late.

Moodle   a folder for each student, `Ada Lovelace_1234_assignsubmission_file/`, or files whose names begin so. The
         number differs from assignment to assignment, so students are recognized by their full names only.
         A team's folder has the group's name, and perhaps no number: groups.csv says who that is. While work is marked
         blind, everybody is called Participant.
Canvas   a file for each upload, `lovelaceada_LATE_77_4567_Initialization-1.ipynb`: last and first name without spaces,
         whether it was late, the user's number, the upload's number, the file as Canvas renamed it.

The roster (`nbgrader db student import`) says who that is: by `lms_user_id` for Canvas, else by name. Where a name says
too little, COURSE/names.csv has the last word: lines `name,number,student`, as the system writes them, the number only
where two have one name. Students who are missing are collected too, under an id made from what the system says.
"""

import re
import unicodedata
import zipfile
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import Gradebook
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from graders.engine import CourseError, collected, groups, untrusted
from graders.engine.archives import LARGEST, UNREADABLE, content, entries, inside, notebooks
from graders.roster import rows

MOODLE = re.compile(r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_file(?:_(?P<file>.*))?")
CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<upload>\d+)_(?P<file>.+)")
AGAIN = re.compile(r"(?P<stem>.+?)(?: ?\((?P<first>\d+)\)|[-_](?P<second>\d+))")  # what a second upload is renamed to
# What Moodle calls everybody whose work is marked blind, in a few languages.
BLIND = {"participant", "teilnehmerin", "teilnehmer", "participante", "partecipante", "deelnemer"}


# -- out of the archives ---------------------------------------------------------------------------------------------


class Extractor(ExtractorPlugin):
    """Unpacks notebooks into one numbered folder for each archive, the oldest download first.

    A student's own zip inside is unpacked too. If that fails, the log says so, and the others go on.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.passed_over = []  # (path, why)

    def extract(self, archive_path, extracted_path):
        files = [path for path in Path(archive_path).rglob("*") if path.is_file()]
        for number, path in enumerate(sorted(files, key=lambda path: (path.stat().st_mtime, path))):
            folder, below = Path(extracted_path, f"{number:04}"), path.relative_to(archive_path)
            if (path.suffix.lower() == ".zip" and owner(below.parts) is None) or holds_submissions(path):
                self.unpack(path, folder)
            else:  # somebody has unpacked the archive already
                self.keep(str(below), path.read_bytes, folder / below)

    def unpack(self, path, folder):
        """A whole archive. Raises SystemExit if it is none."""
        try:
            names = names_in(path)
        except untrusted.Failed as error:
            raise SystemExit(f"{path} cannot be unpacked ({error}): download it again.") from None
        for number, name, below, size in names:
            load = partial(untrusted.read, file_in, size, str(path), number, most=LARGEST)
            self.keep(name, load, folder / below)

    def keep(self, name, load, target):
        """Write one file of the archive, or the notebooks in it. load() is its content."""
        try:
            if target.suffix.lower() == ".ipynb":
                self.write(target, load())
            elif target.suffix.lower() == ".zip":
                self.keep_own(name, load(), target)
            else:
                self.passed_over.append((name, "it is neither a notebook nor a zip"))
                self.log.warning("Left out, because it is neither a notebook nor a zip: %s", name)
        except (*UNREADABLE, untrusted.Failed) as error:
            self.left_out(name, error)

    def keep_own(self, name, data, target):
        """Write the notebooks in a student's own zip, which may be anything. Raises untrusted.Failed."""
        for below, found, why in notebooks(data):
            if why:
                self.left_out(f"{name}: {below}", why)
            else:
                self.write(target / below, found)

    def write(self, target, data):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except (OSError, ValueError) as error:
            self.left_out(target.name, error)

    def left_out(self, name, why):
        why = f"it cannot be read ({untrusted.printable(str(why))})"
        self.passed_over.append((name, why))
        self.log.error("Left out, because %s: %s", why, name)


def names_in(path):
    """[number, name, path below the folder where it goes, bytes] of each file of an archive. Raises Failed."""
    return untrusted.read(list_of, path.stat().st_size, str(path))


OPEN = {}  # in the helper, the entries of the archive that it read last: a list of 100,000 takes a second


def list_of(path):
    """What names_in gives. Called in the helper."""
    OPEN.clear()
    with zipfile.ZipFile(path) as archive:
        return [
            [number, untrusted.well_formed(entry.filename), str(inside(entry)), min(entry.file_size, LARGEST)]
            for number, entry in enumerate(entries(archive))
        ]


def file_in(path, number):
    """The bytes of the file with this number in list_of. Called in the helper."""
    if path not in OPEN:
        OPEN.clear()
        archive = zipfile.ZipFile(path)
        OPEN[path] = archive, list(entries(archive))
    archive, found = OPEN[path]
    return content(archive, found[number])


def holds_submissions(path):
    """Whether a file is an archive of Moodle's or Canvas's, and not a student's zip."""
    try:
        return any(owner(Path(below).parts) for _, _, below, _ in names_in(path))
    except untrusted.Failed:
        return False


# -- whose is what ---------------------------------------------------------------------------------------------------


class Owner(NamedTuple):
    """Who submitted a file, as the system says. upload: rises with every upload (Canvas), else 0."""

    system: str
    name: str
    number: str
    upload: int
    late: bool
    file: str

    @property
    def is_blind(self):
        return self.system == "Moodle" and letters(self.name) in BLIND


def owner(parts):
    """The Owner by the parts of a path, or None. The first name that says one counts: students name what is inside."""
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        if found := MOODLE.fullmatch(part):
            return Owner(
                "Moodle", found["name"], found["number"] or "", 0, False, (last and found["file"]) or parts[-1]
            )
        if (last or part.lower().endswith(".zip")) and (found := CANVAS.fullmatch(part)):
            file = found["file"] if last else parts[-1]
            return Owner("Canvas", found["name"], found["number"], int(found["upload"]), bool(found["late"]), file)
    return None


class Roster:
    """Finds the student that a system speaks of, among those whom the gradebook knows."""

    def __init__(self, students, owners, groups=(), matches=None):
        """students: nbgrader's. owners: everybody who submitted. groups, matches: what groups.csv and names.csv say."""
        self.matches = matches or {}
        self.groups = {letters(name): name for name in groups}
        self.by_number = {student.lms_user_id: student.id for student in students if student.lms_user_id}
        self.by_name, self.numbers = defaultdict(set), defaultdict(set)
        for student in students:
            first, last = student.first_name or "", student.last_name or ""
            for name in (letters(first + last), letters(last + first)):
                self.by_name[name].add(student.id)
        for one in owners:
            self.numbers[one.system, letters(one.name)].add(one.number)

    def find(self, one):
        """(student id, whether that is in the roster or a group of groups.csv). The id is None for a group of Moodle's
        that groups.csv does not know: its default group, say, which is everybody who is in none."""
        name = letters(one.name)
        for number in (one.number, ""):
            if (name, number) in self.matches:
                return self.matches[name, number], True
        if one.system == "Canvas" and one.number in self.by_number:
            return self.by_number[one.number], True
        if one.system == "Moodle" and name in self.groups:
            return self.groups[name], True
        if one.system == "Moodle" and not one.number:
            return None, False
        if one.is_blind:
            return f"participant-{one.number}", False
        unique = len(self.numbers[one.system, name]) == 1
        if unique and len(self.by_name[name]) == 1:
            return next(iter(self.by_name[name])), True
        if one.system == "Canvas":
            return f"canvas-{one.number}", False
        words = "-".join(filter(None, map(letters, one.name.split()))) or "moodle"
        return (words if unique else f"{words}-{one.number}"), False


def matches(course):
    """{(letters of a name, number or ""): student}, of names.csv. Raises CourseError if a line cannot be read."""
    found = {}
    for number, row in rows(Path(course, "names.csv"), ("name", "number", "student")):
        if not row["name"] or not row["student"]:
            raise CourseError(f"{Path(course, 'names.csv')}, line {number}: it needs a name and a student")
        found[letters(row["name"]), row["number"]] = row["student"]
    return found


def owners(archive):
    """The Owners of what lies in the folder of an archive, by the names alone. Raises CourseError for a broken zip."""
    for path in sorted(path for path in Path(archive).rglob("*") if path.is_file()):
        if path.suffix.lower() == ".zip" and owner((path.name,)) is None:
            try:
                yield from filter(None, (owner(Path(below).parts) for _, _, below, _ in names_in(path)))
            except untrusted.Failed as error:
                raise CourseError(f"{path} cannot be unpacked ({error}): download it again") from None
        elif one := owner(path.relative_to(archive).parts):
            yield one


def letters(name):
    """A name without spaces, accents, case and punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in plain if character.isalnum())


# -- which of somebody's files -----------------------------------------------------------------------------------------


class Collector(FileNameCollectorPlugin):
    """Says whose each file is, and which of a student's files counts: the last upload.

    What it decides goes into the log, and into a file for the run's summary and the students' pages (collected.py).
    """

    chosen = None

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.told = defaultdict(list)  # student, or "": what was decided

    def collect(self, submitted_file):
        if self.chosen is None:
            self.chosen = self.choose()
        return self.chosen.get(submitted_file)

    def choose(self):
        """path -> what nbgrader wants to know of it, of those files that count."""
        app, places = self.parent, self.parent.coursedir
        extracted = Path(app._format_collect_path(app.extracted_directory))
        released = places.format_path(places.release_directory, ".", places.assignment_id)
        names = sorted(path.stem for path in Path(released).glob("*.ipynb"))
        if not names:
            raise SystemExit(f"There is no {places.assignment_id} in {Path(released).parent}: make release makes it.")
        paths = {path: owner(path.relative_to(extracted).parts) for path in sorted(extracted.rglob("*.ipynb"))}
        with Gradebook(places.db_url, places.course_id) as book:
            course = Path(places.root, places.submitted_directory).parent
            left = self.passed_over()
            there = filter(None, [*paths.values(), *(one for one, _ in left)])
            roster = Roster(book.students, there, groups.read(course), matches(course))
        best = {}
        for path, one in paths.items():
            if one is None:
                self.told[""].append(f"left out, because nothing says whose it is: {shown(path, extracted)}")
                self.log.error("Left out, because nothing says whose it is: %s", path)
                continue
            student, known = roster.find(one)
            if student is None:
                words = f"left out, because groups.csv has no group {one.name!r} of Moodle's: {shown(path, extracted)}"
                self.told[""].append(words)
                self.log.error("Left out, because groups.csv has no group %r of Moodle's: %s", one.name, path)
                continue
            name, again = notebook(one.file, names)
            rank = path.relative_to(extracted).parts[0], name is not None, one.upload, again
            best.setdefault((student, name or names[0]), []).append((rank, path, one, known))
        chosen = {}
        for (student, name), found in sorted(best.items()):
            *others, (_, path, one, known) = sorted(found)
            inside = [found_at.relative_to(extracted) for found_at in (path, *(other for _, other, _, _ in others))]
            self.say(student, inside[0], one, known, inside[1:])
            if notebook(one.file, names)[0] is None:
                self.told[student].append(f"{one.file} was collected as {name}.ipynb")
            chosen[str(path)] = {"student_id": student, "file_id": name}
        for one, words in left:
            student = roster.find(one)[0] if one else None
            self.told[student or ""].append(words)
        collected.write(course, places.assignment_id, self.told)
        return chosen

    def passed_over(self):
        """(Owner or None, words) of the files that were not unpacked."""
        found = getattr(self.parent.extractor_plugin_inst, "passed_over", ())
        return [
            (owner(Path(name.partition(": ")[0]).parts), untrusted.printable(f"left out, because {why}: {name}"))
            for name, why in found
        ]

    def say(self, student, path, one, known, others):
        if not known:
            where = (
                "Moodle hides whose it is" if one.is_blind else f"{one.name} is not in the roster, or shares that name"
            )
            self.told[student].append(f"collected as {student}: {where}")
        if one.is_blind:
            self.log.warning(
                "Moodle hides whose work it is while it is marked blind: collected as %s. Once the identities are "
                "revealed there, download and collect again",
                student,
            )
        elif not known:
            self.log.warning(
                "%s (%s) is not in the roster, or shares that name: collected as %s. If it is a group, name it in "
                "groups.csv; if you know who it is, add to names.csv: %s,%s,<student id>",
                one.name,
                one.system,
                student,
                one.name,
                one.number,
            )
        if one.late:
            self.told[student].append(f"handed in late, says {one.system}")
            self.log.warning("%s was late, says %s", student, one.system)
        for other in others:
            self.told[student].append(f"{path.name} counts, and not {other.name}: it is the later upload")
            self.log.warning("%s: %s counts, and not %s", student, path, other)


def shown(path, folder):
    """Where a file lay in the archive."""
    return untrusted.printable(str(Path(*path.relative_to(folder).parts[1:])))


def notebook(file, names):
    """(which of the released notebooks a file is, or None; how often it was uploaded before)."""
    stem = file.removesuffix(".ipynb")
    if stem in names:
        return stem, 0
    found = AGAIN.fullmatch(stem)
    if found and found["stem"] in names:
        return found["stem"], int(found["first"] or found["second"])
    return None, 0
