"""What a page is made from, and the hash of it. The page carries the hash, and is up to date while that is right."""

import ast
import datetime
import hashlib
import json
import re
from pathlib import Path

from graders.imports import judging_files
from tools.ours import is_ours
from tools.reports import ReportError

HERE = Path(__file__).parent
PICTURES = {".png", ".jpg", ".jpeg", ".svg", ".webp"}
IN_PAGE = re.compile(r'<meta name="sources" content="([0-9a-f]{64})">')
DATE_IN_PAGE = re.compile(r'<meta name="date" content="([0-9-]{10})">')
PINNED = re.compile(r"^[\w.\[\],-]+ ?== ?[^\s;\\]+", re.MULTILINE)


def find_notebooks(root):
    """{assignment: path of its notebook}, in the order of the course, without an instructor's. Raises ReportError."""
    found = {}
    for path in sorted((root / "notebooks").glob("[!.]*/*.ipynb")):
        if not is_ours(root, path.parent.name):
            continue
        if found.setdefault(path.parent.name, path) != path:
            raise ReportError(f"{path.parent} holds more than one notebook: an assignment is a folder with one in it.")
    return found


def glossary(root):
    """The path of the sheet of terms and notation that every page ends with. A course may have none."""
    return root / "notebooks" / "glossary.md"


def title_of(path):
    """The title of a notebook: the first line of its first cell. Raises ReportError."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    heading = re.match(r"# +(.+)", "".join(cells[0]["source"])) if cells else None
    if not heading:
        raise ReportError(f"{path}: the first cell does not begin with a title, a line '# …'.")
    return heading[1].strip()


def chapters(notebooks):
    """(assignment, title) of the notebooks, in the order of the course. Raises ReportError."""
    return [(name, title_of(path)) for name, path in notebooks.items()]


def page_digests(root):
    """{assignment: the hash that its page should carry}. Raises ReportError."""
    notebooks = find_notebooks(root)
    makers = [
        repr(chapters(notebooks)).encode(),
        *_contents(HERE, [file for file in HERE.rglob("*") if file.is_file() and file.suffix != ".pyc"]),
        *_contents(root, [glossary(root)]),
    ]
    return {name: _digest([execution_digest(root, path).encode(), *makers]) for name, path in notebooks.items()}


def digest_in(page):
    """The hash that a page carries, or None if there is no page."""
    found = IN_PAGE.search(page.read_text(encoding="utf-8")) if page.exists() else None
    return found[1] if found else None


def date_in(page):
    """The date of its last change that a page carries."""
    found = DATE_IN_PAGE.search(page.read_text(encoding="utf-8"))
    return found[1] if found else datetime.date.today().isoformat()


def execution_digest(root, path):
    """The hash of all that the outputs of a notebook follow from."""
    files = [
        *root.glob("utils/**/*.py"),
        *judging_files(path.parent.name, root),
        *datasets(root, path.parent.name),
        *(file for file in path.parent.rglob("*") if file.suffix in PICTURES),
    ]
    return _digest(
        [
            _cells(path),
            _versions(root),
            *_contents(root, files),
            *_contents(HERE, [HERE / name for name in ("execute.py", "figures.py", "svg.py")]),
        ]
    )


def _versions(root):
    """The packages and their versions, without the lock's hashes and comments."""
    lock = root / "requirements.txt"
    return "\n".join(PINNED.findall(lock.read_text(encoding="utf-8") if lock.exists() else "")).encode()


def datasets(root, assignment):
    """The data files that an assignment's declaration names."""
    declaration = root / "graders" / "exercises" / assignment.split("-")[0].lower() / "__init__.py"
    tree = ast.parse(declaration.read_text(encoding="utf-8") if declaration.exists() else "")
    named = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "datasets"]
    return [root / "datasets" / name for value in named for name in ast.literal_eval(value)]


def _cells(path):
    """A notebook without its outputs, so that having run it does not make it another one."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = [{key: cell.get(key) for key in ("id", "cell_type", "metadata", "source", "attachments")} for cell in cells]
    return json.dumps(kept, sort_keys=True).encode()


def _contents(base, files):
    """Name and content of each file, the same on every system. A file that is not there counts as empty."""
    for file in sorted(set(files)):
        yield file.relative_to(base).as_posix().encode()
        yield file.read_bytes().replace(b"\r\n", b"\n") if file.exists() else b""


def _digest(parts):
    """The SHA-256 of a sequence of bytes objects, in which their borders count."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()
