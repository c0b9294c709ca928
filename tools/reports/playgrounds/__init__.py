"""The figures that a reader can move: for each its data, computed beforehand, its script, and a picture for print."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from tools.reports.playgrounds.tasks import TASKS, Task

HERE = Path(__file__).parent


class Playground(NamedTuple):
    """task: see tasks.py.  static: the picture without a script and in print.  script: what makes it move."""

    task: Task
    static: Markup
    script: Markup


@cache
def playgrounds():
    """{name: Playground} of what lies here: <name>.json, <name>.js, <name>.html, a task."""
    return {script.stem: _read(script) for script in sorted(HERE.glob("*.js"))}


def _read(script):
    data = json.dumps(json.loads(script.with_suffix(".json").read_text(encoding="utf-8")), separators=(",", ":"))
    static = script.with_suffix(".html").read_text(encoding="utf-8")
    code = f"{{\nconst data = {data};\n{script.read_text(encoding='utf-8')}}}"
    return Playground(TASKS[script.stem], Markup(static), Markup(code))
