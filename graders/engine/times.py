"""Times: when something was handed in, when it was due, by how much that is put off.

A time is a date, a time of day and a zone. A zone is understood or refused: nbgrader takes "+0100" for 100 seconds and
"PST" for UTC. Without a zone, a time is in UTC, as in nbgrader. What is stored is UTC without a zone, as in nbgrader.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from graders.engine.handed_in import STAMP, shown

TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d{1,2}:\d\d)(:\d\d(?:\.\d+)?)?\s*(\S*)", re.ASCII)
OFFSET = re.compile(r"([+-])(0\d|1[0-4])(?::?([0-5]\d))?", re.ASCII)
PLACE = re.compile(r"[A-Za-z]+(?:/[A-Za-z_+-]+\d*)+", re.ASCII)
PERIOD = re.compile(r"(?:\d+[wdhm])+", re.ASCII)
UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes"}
# Hours from UTC: RFC 5322's zones and Europe's. Others mean several things (IST, BST), and need Exchange.timezone.
ZONES = {
    "": 0, "Z": 0, "UTC": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
}  # fmt: skip


def zone_of(place):
    """The zone of a place such as Europe/Berlin, or None if there is none of that name."""
    try:
        return ZoneInfo(place)
    except (KeyError, ValueError, OSError):  # not there, not a name, a folder
        return None


def read(text, place=None):
    """The time that a text says, in UTC without a zone. place: the course's zone ("Europe/Berlin"), which decides what
    abbreviations mean. Raises ValueError, which says why not."""
    found = TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text.strip()!r} is no time: write it like 2026-12-01 23:59:00 UTC")
    day, minutes, seconds, zone = found.groups()
    seconds, _, fraction = (seconds or ":00").partition(".")
    try:
        local = datetime.fromisoformat(f"{day} {minutes:0>5}{seconds}.{fraction[:6]:0<6}")
        return local - offset(zone, local, place)
    except OverflowError:
        raise ValueError(f"{text.strip()!r} is out of range") from None


def offset(zone, local, place):
    """A zone's distance from UTC at a local time. Raises ValueError for a zone that nobody knows for sure."""
    if found := OFFSET.fullmatch(zone):
        sign = -1 if found[1] == "-" else 1
        return sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if PLACE.fullmatch(zone) and (named := zone_of(zone)):
        return named.utcoffset(local)
    if place and (own := zone_of(place)):
        for fold in (0, 1):
            there = local.replace(tzinfo=own, fold=fold)
            if there.tzname() == zone:
                return there.utcoffset()
    if zone.upper() in ZONES:
        return timedelta(hours=ZONES[zone.upper()])
    raise ValueError(f"the zone {zone!r} is not known for sure: write UTC, +01:00, or a place like Europe/Berlin")


def moment(text, place=None):
    """As `read`; None if there is no time, or none that can be read."""
    try:
        return read(text, place) if text else None
    except ValueError:
        return None


def in_words(time, place=None):
    """A time in UTC and, if that differs, in the course's zone, or else this machine's."""
    aware = time.replace(tzinfo=UTC)
    here = aware.astimezone(zone_of(place) if place else None)
    words = f"{time:%Y-%m-%d %H:%M:%S} UTC"
    return words if not here.utcoffset() else f"{words}, {here:%Y-%m-%d %H:%M:%S %Z} here"


def looks_misread(time):
    """Whether a due date has seconds as nbgrader leaves them when it takes +0130 for 130 seconds."""
    return time.second not in (0, 59)


def period(text):
    """The timedelta that "2d", "12h", "1w" or "1d12h" says. Raises ValueError."""
    if not PERIOD.fullmatch(text.strip()):
        raise ValueError(f"{text.strip()!r} is no period: write 2d, 12h, 30m, 1w or 1d12h")
    parts = re.findall(r"(\d+)([wdhm])", text)
    try:
        return sum((timedelta(**{UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
    except OverflowError:
        raise ValueError(f"{text.strip()!r} is too long") from None


def length(seconds):
    """How long something took, in words: 4 days, 10 hours and 1 minute."""
    minutes = max(1, round(seconds / 60))
    parts = (minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute")
    *most, last = [f"{number} {unit}{'s' * (number > 1)}" for number, unit in parts if number]
    return f"{', '.join(most)} and {last}" if most else last


def stamp(files):
    """The text of a submission's timestamp.txt, as nbgrader's exchange writes it beside the notebook; or None."""
    if STAMP not in files:
        return None
    return shown(files[STAMP].decode("utf-8", "replace")[:100].strip())


def first(earlier, later, place=None):
    """Of two texts, of the same work handed in twice, the one that counts: the earlier, or the one that says a time."""
    times = moment(earlier, place), moment(later, place)
    if times[0] is None or times[1] is None:
        return earlier if times[0] is not None else later
    return earlier if times[0] <= times[1] else later
