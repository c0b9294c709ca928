"""Work that several students hand in together: COURSE/groups.csv, with a line `group,student` for each member.

A group hands in once: in a folder submitted/<group>/ or in that of one of its members. It is graded once, and every
member is credited. Of several hand-ins the last counts, if each has a timestamp that says so, else the group's own.
"""

from pathlib import Path

from graders.engine import CourseError, handed_in, submission, times

NAME = "groups.csv"


def read(course):
    """{group: its members}. Raises CourseError if a line cannot be read: somebody would miss a grade."""
    from graders.roster import rows

    path, found, seen = Path(course, NAME), {}, {}
    for number, row in rows(path, ("group", "student")):
        group, student = row["group"], row["student"]
        if not group or not student or "/" in group + student:
            raise CourseError(f"{path}, line {number}: it needs a group and a student, without slashes")
        if seen.setdefault(student, group) != group:
            raise CourseError(f"{path}, line {number}: {student} is in {seen[student]}, too")
        if student not in found.setdefault(group, []):
            found[group].append(student)
    if both := sorted(found.keys() & seen.keys()):
        raise CourseError(f"{path}: {both[0]} is a group and a student: give the group another name")
    return found


def credited(entry):
    """The students that an entry of the log gives points to."""
    return entry.get("members") or [entry["student"]]


def choose(course, groups, there, assignment, zone):
    """({folder of a group's work that counts: the members}, folders that do not count, groups that are undecided,
    lines for the summary)."""
    counts, spare, undecided, lines = {}, set(), [], []
    for group, members in groups.items():
        found = [name for name in (group, *members) if name in there]
        if not found:
            continue
        last = found[0] if len(found) == 1 else the_last(course, found, assignment, zone)
        last = last or (group if group in found else None)
        spare |= set(found) - {last}
        if last is None:
            undecided.append(group)
            lines.append(
                f"group {group} is not graded: {', '.join(found)} have all handed in, and no timestamp.txt says which "
                "came last; remove what does not count from submitted/"
            )
            continue
        counts[last] = members
        if len(found) > 1:
            others = ", ".join(name for name in found if name != last)
            lines.append(f"group {group}: what {last} handed in counts, and not {others}")
    return counts, spare, undecided, lines


def the_last(course, names, assignment, zone):
    """Who of these handed in last; None if that is not certain."""
    folders = {name: handed_in.folder(course, name, assignment) for name in names}
    stamps = {
        name: submission.read_alone(folder, handed_in.STAMP, submission.LARGEST_STAMP)
        for name, folder in folders.items()
    }
    when = {name: times.moment(times.stamp({handed_in.STAMP: text or b""}), zone) for name, text in stamps.items()}
    if None in when.values():
        return None
    *_, last = sorted(names, key=when.get)
    return last if list(when.values()).count(when[last]) == 1 else None
