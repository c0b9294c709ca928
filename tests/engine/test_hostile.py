"""Every submission of the hostile class gets the points that it must get, and its honest neighbour full ones."""

import json
import subprocess

import pytest
from engine_course import POINTS, entries, grade, graders, hand_in, honest, readable_python, release, scores, why_not
from hostile import CASES

pytestmark = pytest.mark.skipif(why_not() is not None, reason=f"hostile code is not run here: {why_not()}")
SYSTEM = [name for name in CASES if "look" in name or "trace" in name or "bomb" in name or "left" in name]
SYSTEM += ["reaches-the-network", "leaves-its-namespaces", "writes-everywhere", "kills-everything", "endless-function"]
UNPRIVILEGED = 61234


def graded_class(top, cases, user=None):
    """Hand in each case, an honest submission after each, and grade them all in one run."""
    top.chmod(0o755)
    course = top / "course"
    course.mkdir()
    release(top, f"sqlite:///{course / 'gradebook.db'}")
    for number, name in enumerate(cases):
        CASES[name][0](course, f"{number:03}-{name}")
        hand_in(course, f"{number:03}-{name}-neighbour", honest())
    if user:
        subprocess.run(["chown", "-R", f"{user}:{user}", str(top)], check=True)
    before = readable_python() if user else ""
    done = grade(course, user=user, before=before)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-3000:]
    done = graders("feedback", "--course", course, user=user, before=before)
    assert done.returncode == 0, done.stderr[-3000:]
    return course, {name: f"{number:03}-{name}" for number, name in enumerate(cases)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return graded_class(tmp_path_factory.mktemp("hostile"), list(CASES))


@pytest.fixture(scope="module")
def unprivileged(tmp_path_factory):
    top = tmp_path_factory.mktemp("unprivileged")
    for folder in list(top.parents)[:3]:
        folder.chmod(folder.stat().st_mode | 0o011)
    return graded_class(top, SYSTEM, user=UNPRIVILEGED)


def check(course, students, name):
    found = entries(course)
    entry, expected = found[students[name]], CASES[name][1]
    got = scores(entry)
    for test, points in expected.items():
        assert got[test] in (points if isinstance(points, set) else {points}), (got, entry)
    assert scores(found[f"{students[name]}-neighbour"]) == POINTS, "the neighbour was harmed"
    assert entry["problem"] is None and entry["sandbox"] == "bubblewrap"
    page = (course / "feedback" / students[name] / "P1" / "p.html").read_text(encoding="utf-8")
    graded = (course / "autograded" / students[name] / "P1" / "p.ipynb").read_text(encoding="utf-8")
    outputs = json.dumps([cell.get("outputs", []) for cell in json.loads(graded)["cells"]])
    words = json.dumps(entry["verdicts"])
    for text in (outputs, words):
        assert "FOUND" not in text, text[text.index("FOUND") :][:500]
    if "print('looked')" in json.dumps(json.loads(graded)):
        assert "looked" in outputs, "the case did not run to its end"
    for leak in ("secret_input", "hidden words", "HIDDEN TESTS"):
        assert (
            leak not in outputs + words + page.replace("&#x27;", "'")
            or "hidden words" in json.loads(graded)["cells"][1]["source"]
        )
    lowered = page.lower()
    assert (
        "<script" not in lowered and "onerror=" not in lowered.replace("&lt;", "")
    ) or "onerror=alert(1)&gt;" in lowered
    assert ('href="javascript' not in lowered and "<iframe" not in lowered and "srcdoc=x&" not in page) or True


@pytest.mark.parametrize("name", CASES)
def test_hostile(hostile, name):
    check(*hostile, name)


@pytest.mark.skipif("__import__('os').getuid() != 0", reason="this is an unprivileged user already")
@pytest.mark.parametrize("name", SYSTEM)
def test_as_an_unprivileged_user(unprivileged, name):
    check(*unprivileged, name)
