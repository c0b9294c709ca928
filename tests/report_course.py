"""A small course of two notebooks that holds whatever a report may meet; the tests of the reports build it."""

import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST, SECOND = "W7A1-First_Steps", "W7A2-Second_Steps"

FORMULAS = [  # what course notes are made of, and what is hard to typeset
    r"W^{[l]} \in \mathbb{R}^{n_l \times n_{l-1}}",
    r"J = -\frac{1}{m} \sum_{i=1}^{m} \left( y^{(i)} \log \hat{y}^{(i)} + (1 - y^{(i)}) \log (1-\hat{y}^{(i)})\right)",
    r"\underbrace{\frac{\lambda}{2m} \sum_l \lVert W^{[l]} \rVert_F^2}_{\text{L2 penalty}}",
    r"v_{dW} = \beta_1 v_{dW} + (1 - \beta_1) \, \mathrm{d}W, \qquad \hat{v} = \frac{v_{dW}}{1 - \beta_1^t}",
    r"\theta := \theta - \alpha \frac{\hat{v}}{\sqrt{\hat{s}} + \varepsilon}",
    r"\begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}",
    r"\begin{pmatrix} a_{11} & \cdots & a_{1n} \\ \vdots & \ddots & \vdots \\ a_{m1} & \cdots & a_{mn} \end{pmatrix}",
    r"\begin{align} a &= b + c \\ &= d \end{align}",
    r"\frac{\partial J}{\partial \theta} = \lim_{h \to 0} \frac{J(\theta + h) - J(\theta - h)}{2 h}",
    r"\operatorname{Var}(z) = n \, \operatorname{E}[w^2] \tag{3}",
    r"f''(x) \approx \overline{x} \odot \tilde{v} \ast \mathcal{N}(0, \sigma^2), \quad A^{\mathsf{T}} B^\top",
    r"\log_{10} \left\lfloor \frac{a}{b} \right\rfloor \leq \max_{j} \left| x_j \right| \neq \infty",
]

TITLE = r"""# First steps

What a report may meet, from formulas such as $\alpha^2$ to a table. Prices are in code: `$5`.

It goes on in [the second notebook](../W7A2-Second_Steps/Second.ipynb) and in [the end](#The-end).
"""
EXERCISE = '''def halve(x):
    """Half of x."""
    ### BEGIN SOLUTION
    half = x / 2
    return half
    ### END SOLUTION'''
TEST = """assert halve(4) == 2
### BEGIN HIDDEN TESTS
assert halve(3) == 1.5
### END HIDDEN TESTS"""
PICTURES = """### Pictures and $\\beta$

One, and `a.very_long_name(of=some, function=that, does=not, fit=here)`.

|   | b |
|---|--:|
| x | 1 |
"""
PICTURE = """from utils.plotting import plot_costs
plot_costs({"up": [1, 2, 3], "down": [3, 2, 1]})"""
TABLE = """from utils.plotting import Table
Table(["method", "cost"], [["plain", 0.5], ["better", 0.25]], caption="What it cost")"""
BARS = """import sys, time
from tqdm import tqdm
print("before")
for _ in tqdm(range(3), file=sys.stdout): time.sleep(0.01)
for _ in tqdm(range(3), file=sys.stdout, leave=False): time.sleep(0.01)
print("after")"""
LONG = "\n".join(f"n_{i} = {i}  # {'a long remark ' * 8}" for i in range(40)) + "\nfor i in range(50): print(i)"
HTML = """class Frame:
    def _repr_html_(self):
        return "<table><tr><th>a</th></tr><tr><td>1</td></tr></table><script>document.title = 'no'</script>"
    __repr__ = lambda self: "a table"
Frame()"""


def first_cells():
    """The first notebook: each kind of cell and output once."""
    return [
        prose("title", TITLE),
        prose("contents", "**In this notebook**: [The formulas](#The-formulas)", "notebook-only"),
        prose("formulas", "## The formulas\n\n" + "\n\n".join(f"$$ {formula} $$" for formula in FORMULAS)),
        prose("halve-idea", "**Exercise 1 (10 points).** Write a function that halves a number."),
        graded(code("halve", EXERCISE), solution=True),
        graded(code("halve-test", TEST, "raises-exception"), grade=True),
        prose("pictures", PICTURES),
        code("costs", PICTURE, "headline", "experiment"),
        code("table", TABLE),
        code("bars", BARS),
        code("html", HTML),
        code("long", LONG),
        code("clock", "import time\nprint(f'{time.perf_counter():.9f} s')", "timing"),
        code("result", "print(f'Half of 9 is {halve(9)}.')", "result"),
        prose(
            "end",
            "## The end\n\n- **Remember**: `halve` divides by 2.\n\n> A quotation, with a [link](https://example.org/).\n",
        ),
    ]


def second_cells():
    return [prose("title", "# Second steps\n\nA page without a formula."), code("one", "1 + 1")]


def prose(id, text, *tags):
    return {"cell_type": "markdown", "id": id, "metadata": {"tags": list(tags)} if tags else {}, "source": text}


def code(id, text, *tags):
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": "code", "id": id, "metadata": metadata, "source": text, "outputs": [], "execution_count": None}


def graded(cell, solution=False, grade=False):
    """The cell as nbgrader marks it."""
    cell["metadata"]["nbgrader"] = {"solution": solution, "grade": grade, "locked": grade, "grade_id": cell["id"]}
    return cell


def write_notebook(root, assignment, name, cells):
    path = root / "notebooks" / assignment / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")
    return path


def make_course(root):
    """The course in a folder: two notebooks, the course's own utils, and of the rest what the reports look at."""
    shutil.copytree(ROOT / "utils", root / "utils", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in {
        "graders/exercise.py": "",
        "graders/build_key.py": "from graders.checks import checker\n",
        "graders/__init__.py": "",
        "graders/exercises/__init__.py": "",
        "graders/exercises/w7a1/__init__.py": "ASSIGNMENT = Assignment(datasets=('some.csv',))\n",
        "graders/exercises/w7a1/one.py": "from graders import references\nfrom graders.checks.probes import one\n",
        "graders/exercises/w7a2/__init__.py": "ASSIGNMENT = Assignment()\n",
        "graders/exercises/w7a2/two.py": "import graders.build_key\n",
        "graders/references.py": "from graders.exercise import Case\n",
        "graders/checks/checker.py": "",
        "graders/checks/__init__.py": "from graders.checks.checker import checker",
        "graders/checks/probes/__init__.py": "",
        "graders/checks/probes/one.py": "",
        "graders/checks/probes/other.py": "",
        "graders/mutants.py": "",
        "datasets/some.csv": "1,2\n",
        "datasets/other.csv": "3,4\n",
        "requirements.txt": "numpy==2\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    write_notebook(root, FIRST, "First", first_cells())
    write_notebook(root, SECOND, "Second", second_cells())
    return root
