"""The gradebook in PostgreSQL, with a server of our own; and what happens when the connection is lost."""

import glob
import json
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from engine_course import ASSIGNMENT, POINTS, hand_in, honest, release
from hostile import changed
from test_running_again import SLOW, log_lines, options, start, wait_for_lines

from graders.engine import course as courses
from graders.engine import gradebook

BINARIES = (sorted(glob.glob("/usr/lib/postgresql/*/bin")) or [os.path.dirname(shutil.which("postgres") or "")])[-1]
pytestmark = pytest.mark.skipif(
    not BINARIES or (os.getuid() == 0 and not shutil.which("setpriv")), reason="needs a PostgreSQL server"
)


def server_user():
    """PostgreSQL refuses to run as root, and wants a user with a name."""
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


class Server:
    """A PostgreSQL server that listens on a socket in its own folder, and nowhere else."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()
        if os.getuid() == 0:
            os.chown(self.folder, server_user().pw_uid, server_user().pw_gid)
        self.run("initdb", "--username=grader", "--auth=trust", "--no-sync", f"--pgdata={self.folder}/data")
        self.url = f"postgresql+psycopg2://grader@/postgres?host={self.folder}"
        self.start()

    def run(self, program, *arguments):
        user = server_user()
        drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        command = [*(drop if os.getuid() == 0 else []), f"{BINARIES}/{program}", *arguments]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, done.stderr

    def start(self):
        settings = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run("pg_ctl", "start", "-w", f"--pgdata={self.folder}/data", f"--log={self.folder}/log", "-o", settings)

    def stop(self):
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", f"--pgdata={self.folder}/data")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    top = Path("/tmp") / f"pg-{os.getpid()}"  # a socket's path may have 107 characters
    made = Server(top)
    yield made
    made.stop()
    shutil.rmtree(top)


@pytest.fixture
def course_there(server, tmp_path):
    """A course whose gradebook is on the server."""
    (tmp_path / "course" / "submitted").mkdir(parents=True)
    release(tmp_path, server.url)
    with gradebook.opened(tmp_path / "course", server.url) as records:
        for submission in records.book.assignment_submissions(ASSIGNMENT):
            records.book.remove_submission(ASSIGNMENT, submission.student.id)
    return tmp_path / "course"


def test_a_class_in_postgresql(server, course_there, capsys):
    for name in ("ada", "ben"):
        hand_in(course_there, name, honest())
    hand_in(course_there, "cy", changed(total="def total(values):\n    return 0"))
    assert courses.grade(options(course_there, database=server.url)) == 0
    found = gradebook.scores(course_there, ASSIGNMENT, server.url)
    assert found == {"ada": POINTS, "ben": POINTS, "cy": {**POINTS, "total-test": 0}}
    assert not (course_there / "gradebook.db").exists()
    from graders.__main__ import main

    assert main(["grades", "--course", str(course_there), "--db", server.url]) == 0
    assert "cy" in (course_there / "grades.csv").read_text()


def test_the_connection_is_lost_for_a_while(server, course_there):
    for number in range(8):
        hand_in(course_there, f"s{number}", changed(before=SLOW))
    process = start(course_there, "--db", server.url)
    wait_for_lines(course_there, 2)
    server.stop()
    time.sleep(2)
    server.start()
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert log_lines(course_there) == {f"s{number}": 1 for number in range(8)}
    found = gradebook.scores(course_there, ASSIGNMENT, server.url)
    assert found == {f"s{number}": POINTS for number in range(8)}


def test_the_connection_stays_lost(server, course_there):
    for number in range(6):
        hand_in(course_there, f"s{number}", changed(before=SLOW))
    process = start(course_there, "--db", server.url)
    wait_for_lines(course_there, 2)
    server.stop()
    said, _ = process.communicate(timeout=120)
    server.start()
    assert process.returncode == 2, said
    assert "run the same command again" in said
    assert json.loads((course_there / "grading-log.jsonl").read_text().splitlines()[-1])["verdicts"]
    assert start(course_there, "--db", server.url).wait(120) == 0
    assert log_lines(course_there) == {f"s{number}": 1 for number in range(6)}
    found = gradebook.scores(course_there, ASSIGNMENT, server.url)
    assert found == {f"s{number}": POINTS for number in range(6)}
