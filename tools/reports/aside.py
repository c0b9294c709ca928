"""The pages beside the chapters: the index, the network code, the glossary, the references, the search.

They follow from the chapters' pages, the course's own modules and the glossary, and need no run.
"""

import ast
import json
import re
from html import unescape
from pathlib import Path

from markupsafe import Markup

from tools.reports.cells import highlight
from tools.reports.frame import TEMPLATE, card, numbered, rendered
from tools.reports.glossary import sheet
from tools.reports.prose import STRAIGHT, code_box, text_of

# What the notebooks are about, in the order in which one would read it.
MODULES = [
    *("activations", "initializers", "network", "backward", "gradient_descent", "training", "evaluation"),
    *("regularization", "gradient_check", "minibatches", "optimizers", "learning_rates", "batch_norm", "search"),
]
HEAD = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
UNREAD = [  # drawings, scripts, and what is folded but for hints, solutions and answers
    re.compile(r"<(svg|script|annotation)\b.*?</\1>", re.DOTALL),
    re.compile(r'<details class="(?:folded|glossary|words)">.*?</details>', re.DOTALL),
]
NBSP = "\u00a0"
ENTRY = re.compile(r'<li id="(ref-[^"]+)">(.*?)</li>', re.DOTALL)


def code_links(root):
    """What Prose links code to: {"utils/network.py" | function: (address, "")}."""
    found = {}
    for module, tree in _modules(root):
        found |= {f"utils/{module}.py": (f"code.html#{module}", ""), f"utils.{module}": (f"code.html#{module}", "")}
        found |= {name: (f"code.html#{name}", "") for name in _functions(tree)}
    return found


def _modules(root):
    for module in MODULES:
        path = root / "utils" / f"{module}.py"
        if path.exists():
            yield module, ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree):
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def code_page(root, chapters):
    """The modules of the network, with an id for each function."""
    parts = []
    for module, tree in _modules(root):
        html = highlight((root / "utils" / f"{module}.py").read_text(encoding="utf-8").strip())
        for name in set(_functions(tree)) - set(MODULES):  # gradient_check is in a module of its name
            html = html.replace(f'<span class="f">{name}</span>', f'<span class="f" id="{name}">{name}</span>', 1)
        parts.append(f'<section><h2 id="{module}">utils/{module}.py</h2>{code_box(html)}</section>')
    summary = "The NumPy code that the notebooks import, and that the exercises build: small modules, each one idea."
    return _simple("The network code", summary, "\n".join(parts), chapters)


def glossary_page(markdown, chapters):
    body = sheet(markdown, Path("notebooks"), chapters, linked=True) if markdown else ""
    return _simple("Glossary and notation", "Every term of the course, and its symbols.", body, chapters)


def references_page(pages, chapters):
    """What all chapters cite, by author, each with the chapters that do. pages: {assignment: html}."""
    works, cited = {}, {}
    titles = numbered(chapters)
    for assignment, html in pages.items():
        for identity, entry in ENTRY.findall(html):
            works.setdefault(identity, entry.replace('href="#', f'href="{assignment}.html#'))  # to an exercise
            cited.setdefault(identity, []).append(assignment)
    items = [
        f'<li id="{identity}">{works[identity]} <span class="facts">Cited in '
        + ", ".join(
            f'<a href="{name}.html#{identity}">{titles[name].replace(" ", NBSP, 1)}</a>' for name in cited[identity]
        )
        + "</span></li>"
        for identity in sorted(works, key=lambda one: (one.removeprefix("ref-"), one))
    ]
    return _simple("References", "What the chapters cite.", f"<ul>{''.join(items)}</ul>" if items else "", chapters)


def search_page(pages, chapters):
    """A page that searches all pages, with the words of every section in it."""
    titles = numbered(chapters)
    sections = [
        [name, titles[name], identity, heading, words]
        for name, html in pages.items()
        for identity, heading, words in sections_of(html)
    ]
    index = json.dumps(sections, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    script = (TEMPLATE / "search.js").read_text(encoding="utf-8")
    ask = "Type what you look for into the field above."
    body = f'<p role="status" class="facts" id="status">{ask}</p><ol class="found" id="found"></ol>'
    summary = "All chapters, section by section."
    return _simple("Search", summary, body, chapters, f"\nconst sections = {index};\n{script}")


def sections_of(html):
    """(id, heading, words) of the sections of a page; what comes before the first has the id text."""
    main = html[html.index("<main") : html.index("</main>")].translate(STRAIGHT)  # as one types
    for unread in UNREAD:
        main = unread.sub(" ", main)
    main = re.sub(r'<span class="tip".*?</span>|<a class="permalink".*?</a>', "", main)
    main = re.sub(r"</(p|li|h\d|td|th|div|figcaption|summary)>", r" </\1>", main)
    before, *rest = HEAD.split(main)
    yield "text", "", text_of(before)
    for identity, heading, body in zip(rest[::3], rest[1::3], rest[2::3]):
        if identity != "glossary":
            yield unescape(identity), text_of(heading), text_of(body)


def index_page(entries):
    """The index of the course. entries: dicts with assignment, title, description, result, minutes."""
    entries = [entry | {"card": card(entry["assignment"])} for entry in entries]
    return rendered("index.html.j2", entries=entries, minutes=sum(int(entry["minutes"]) for entry in entries))


def _simple(title, summary, body, chapters, extra=""):
    values = {"title": title, "summary": summary, "body": Markup(body), "chapters": chapters, "extra": Markup(extra)}
    return rendered("simple.html.j2", **values)
