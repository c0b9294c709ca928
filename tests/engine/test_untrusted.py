# ruff: noqa: SIM115
"""What students wrote is parsed in a helper: whatever becomes of it there, this process goes on, and soon."""

import base64
import gc
import io
import os
import re
import resource
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graders.engine import grade_one, markdown, outputs, typeset, untrusted

BOMB = "<p>" + "".join(f"<b id={number}>" for number in range(3000)) + "<p>x" * 12_000


def echo(value):
    return value


def own_id():
    return os.getpid()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def die_with(megabytes):
    taken = b"x" * (megabytes << 20)
    os.kill(os.getpid(), taken and signal.SIGKILL)


def take(megabytes):
    return len(bytearray(megabytes << 20))


def spin():
    while True:
        pass


def wait():
    time.sleep(1000)


def fail():
    raise ValueError("secret")


def open_files():
    return [
        name
        for name in os.listdir("/proc/self/fd")
        if not os.path.realpath(f"/proc/self/fd/{name}").startswith("/proc")
    ]


@pytest.fixture(autouse=True)
def allowed():
    untrusted.allow()
    yield
    untrusted.end_helper()


def test_plain_data_go_there_and_back_and_one_helper_does_it_all():
    for value in ("text", b"\x00\xff", None, [1, "a"], {"a": [1.5]}, ""):
        assert untrusted.run(echo, value) == value
    assert untrusted.run(own_id) == untrusted.run(own_id) != os.getpid()
    with pytest.raises(untrusted.Failed, match="no text"):
        untrusted.run(echo, "\ud800")


@pytest.mark.parametrize(
    ("function", "arguments", "why"),
    [
        (die, (), "memory"),
        (take, (1000,), "MemoryError"),
        (spin, (), "time"),
        (fail, (), "ValueError"),
        (take, ("x",), "TypeError"),
    ],
)
def test_whatever_happens_there_the_next_is_served(function, arguments, why):
    untrusted.run(echo, 1)
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(untrusted.Failed, match=why):
        untrusted.run(function, *arguments)
    assert untrusted.run(echo, 2) == 2
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began < 4


def test_who_is_killed_with_nearly_all_the_memory_allowed_is_the_cause_and_else_something_of_ours(monkeypatch):
    """As by the kernel of a machine that is out of memory; and as on one that is too busy for the helper to run."""
    for mine, megabytes in ((False, 1), (True, 90), (False, 1)):
        untrusted.allow()
        with pytest.raises(untrusted.Failed, match="memory") as caught:
            untrusted.run(die_with, megabytes)
        assert isinstance(caught.value, untrusted.Killed) != mine
    monkeypatch.setattr(untrusted, "PATIENCE", 0.2)
    began = time.monotonic()
    for _ in range(10):
        with pytest.raises(untrusted.Failed) as caught:
            untrusted.run(wait)
        assert isinstance(caught.value, untrusted.Killed) or "already" in str(caught.value)
    assert time.monotonic() - began < 4, "a class is kept waiting"


def test_garbage_that_the_helper_was_forked_with_hides_no_memory_of_a_call(monkeypatch):
    """Collected in the helper, 20 MB of it made as much of the 90 MB look like nothing: a student's bomb was ours."""
    real = untrusted.serve

    def collecting(sock):
        gc.enable()
        real(sock)

    monkeypatch.setattr(untrusted, "serve", collecting)
    untrusted.end_helper()
    before = gc.get_threshold()
    gc.collect()
    gc.disable()
    try:
        gc.set_threshold(5, 1, 1)
        garbage = [[b"x" * (20 << 20)]]
        garbage[0].append(garbage)
        del garbage
        untrusted.allow()
        with pytest.raises(untrusted.Failed, match="memory") as caught:
            untrusted.run(die_with, 90)
    finally:
        gc.set_threshold(*before)
        gc.enable()
    assert not isinstance(caught.value, untrusted.Killed)


def test_what_it_answers_is_bounded():
    with pytest.raises(untrusted.Failed, match="too large"):
        untrusted.run(echo, "x" * (untrusted.ANSWER + 1))


def test_a_submission_has_its_time_and_the_next_has_its_own():
    began, refused = time.process_time(), 0
    for _ in range(20):
        with pytest.raises(untrusted.Failed) as caught:
            untrusted.run(spin)
        refused += "already" in str(caught.value)
    assert refused >= 12
    assert time.process_time() - began < 2
    untrusted.allow()
    assert untrusted.run(echo, 1) == 1


ROOT = Path(__file__).resolve().parents[2]
INTERRUPTED = """
import signal, time
from graders.engine import untrusted
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in a shell's background ignores Ctrl-C
untrusted.run(abs, -1)
print("ready", flush=True)
try:
    untrusted.run(time.sleep, 1000)
except KeyboardInterrupt:
    print("interrupted", untrusted.run(abs, -2))
"""


def test_ctrl_c_works_while_it_is_busy():
    """In a process of its own: with threads, as pytest's workers have, a signal need not reach the one that waits."""
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.5)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30)[0] == "interrupted 2\n"
    assert time.monotonic() - began < 10


def test_it_has_nothing_open_that_this_process_has(tmp_path):
    with open(tmp_path / "gradebook", "w") as file:
        os.set_inheritable(file.fileno(), True)
        assert len(untrusted.run(open_files)) <= 5  # 0, 1, 2, the socket, the folder itself


def test_it_ends_with_its_process():
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.write(writer, str(untrusted.run(own_id)).encode())
        os._exit(0)
    helper, deadline = int(os.read(reader, 20)), time.monotonic() + 20
    os.wait()
    while (
        os.path.exists(f"/proc/{helper}")
        and "Z" not in open(f"/proc/{helper}/stat").read()
        and time.monotonic() < deadline
    ):
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{helper}") or "Z" in open(f"/proc/{helper}/stat").read()


# -- what is parsed ----------------------------------------------------------------------------------------------------


def test_a_bomb_of_html_is_left_out_and_said_so():
    display = [{"type": "display_data", "data": {"text/html": html}} for html in (BOMB, "<b>honest</b>")]
    shown = [outputs.clean_bundle(each["data"], outputs.room()) for each in display]
    assert "left out" in shown[0]["text/plain"]
    assert shown[1] == {"text/html": "<b>honest</b>"}
    assert "left out" in typeset.cleaned(BOMB)
    assert len(typeset.cleaned(BOMB)) < 1000


@pytest.mark.parametrize("bracket", ["(", "[", r"\left(", "(["])
def test_a_formula_with_forty_open_brackets_is_shown_as_it_was_written(bracket):
    began = time.monotonic()
    formula = bracket * 40 + "x"
    found = typeset.typeset(f"Honest $x^2$ words, and ${formula}$.")
    assert found is None or ("<math" in found and formula in found)
    assert time.monotonic() - began < 10


def test_brackets_that_close_are_typeset():
    for formula in ("f(g(h(x)))", "[0, 1)", "(-1, 1]", "((((x+1)+1)+1)+1)", "]0, 1["):
        assert "<math" in typeset.typeset(f"${formula}$")


def png(width, height):
    return base64.b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + bytes(20)).decode()


def test_a_picture_of_a_billion_points_is_left_out():
    assert "left out" in outputs.clean_bundle({"image/png": png(30_000, 30_000)}, outputs.room())["text/plain"]
    assert outputs.clean_bundle({"image/png": png(3000, 2000)}, outputs.room()) == {"image/png": png(3000, 2000)}


def test_many_pictures_of_millions_of_points_are_left_out():
    """Each is some kilobytes, and takes a browser 196 MB."""
    room = outputs.room()
    shown = [outputs.clean_bundle({"image/png": png(7000, 7000)}, room) for _ in range(20)]
    assert sum("image/png" in each for each in shown) == 8
    assert "too many points" in shown[-1]["text/plain"]


def figure(draw, **how):
    """A figure of Matplotlib's as SVG."""
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    buffer, (fig, axes) = io.StringIO(), plt.subplots(**how)
    draw(axes)
    fig.savefig(buffer, format="svg")
    plt.close(fig)
    return buffer.getvalue()


FIGURES = {
    "markers": lambda axes: axes.plot(range(10_000), "o"),
    "a-picture": lambda axes: axes.imshow([[1, 2], [3, 4]]),
    "hatches": lambda axes: axes.bar([1, 2], [3, 4], hatch="/"),
    "words": lambda axes: axes.set_title("$J(\\theta)$ and more"),
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'
TEN = "".join(f'<g id="a{n}">{f"""<use x:href="#a{n + 1}"/>""" * 10}</g>' for n in range(9)) + '<g id="a9"><path/></g>'
DRAWN = {
    "a-billion-shapes": TEN,
    "a-billion-shapes-by-patterns": re.sub(r'use x:href="(#a\d)"', r'rect fill="url(\1)"', TEN),
    "one-that-uses-itself": '<g id="a"><use x:href="#a"/></g>',
    "a-filter": '<filter id="f"><feGaussianBlur stdDeviation="9999"/></filter>',
    "a-large-picture": f'<image x:href="data:image/png;base64,{png(30_000, 30_000)}"/>',
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_shown(name):
    drawing = figure(FIGURES[name])
    assert outputs.clean_bundle({"image/svg+xml": drawing}, outputs.room()) == {"image/svg+xml": drawing}


@pytest.mark.parametrize("name", DRAWN)
def test_drawings_that_would_keep_a_browser_busy_are_left_out(name):
    shown = outputs.clean_bundle({"image/svg+xml": SVG.format(DRAWN[name])}, outputs.room())
    assert list(shown) == ["text/plain"]
    assert "left out: it is a drawing" in shown["text/plain"]


def test_a_laughing_entity_is_left_out():
    text = '<!DOCTYPE svg [<!ENTITY a "lol">]>' + SVG.format("<text>&a;</text>")
    assert "left out" in outputs.clean_bundle({"image/svg+xml": text}, outputs.room())["text/plain"]


def test_looking_at_a_text_in_this_process_takes_a_time_that_grows_with_its_length():
    """What is searched here, and not in the helper, has no limit of time: these took 30 s, and half a second each."""
    began = time.process_time()
    assert grade_one.passed_over([{"name": "stderr", "text": "`ab" * 3000}], "ab") is None
    for _ in range(10):
        assert markdown.harmless("a" + "`" * 9999) == "a" + "`" * 9999
    assert time.process_time() - began < 2


def test_a_code_span_ends_with_as_many_backticks_as_it_began_with():
    for span in ("`<b>`", "``a `<b>` c``", "`` `<b> ``"):
        assert markdown.harmless(span) == span.replace("<", f"<{markdown.JOINER}")
    assert markdown.harmless("a ```x <b>``") == "a ```x &lt;b>``", "it is none"
