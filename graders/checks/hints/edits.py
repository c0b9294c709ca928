"""Small edits of a tree: which there are, the likely ones first, and how one is done and undone."""

import ast
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass

from graders.checks.hints import rules, statements
from graders.checks.hints.rules import FAMILIES, Place, called, is_text, words

# The arguments of these are the size of an array: an array that is too large could not be stopped.
SHAPED = words(
    "arange broadcast_to choice empty eye fill full identity integers linspace normal ones pad permutation rand "
    "randint randn random repeat reshape resize standard_normal tile truncated_normal uniform zeros"
)
COUNTED = words("range len enumerate")
LASTING = frozenset(["index", "shape", "count", "key", "test"])  # what also holds for the parts of an expression
IN_SEVERAL = 0.25  # how much later the same edit in several places is tried


@dataclass(frozen=True)
class Change:
    """One node in the tree is replaced: parent.field is old, or a list that holds it.

    new: a node; for a statement, the list of statements that stand there instead.
    """

    parent: ast.AST
    field: str
    old: ast.AST
    new: ast.AST | list

    @property
    def place(self):
        return id(self.parent), self.field, id(self.old)


@dataclass
class Edit:
    """Changes that undo one mistake, which was made in some lines.

    rank: the lower, the sooner it is tried.  like: what is alike for the same mistake elsewhere, or None.
    """

    family: str
    rank: float
    lines: tuple[int, ...]
    changes: tuple[Change, ...]
    like: object = None

    def columns(self):
        """(line, byte of that line) of each thing that it changes."""
        return [_focus(change.old) for change in self.changes if hasattr(change.old, "lineno")]


def _focus(node):
    """Where the eye should fall: on the operator between two sides, on the arguments of a call."""
    first = getattr(node, "left", None) or getattr(node, "func", None)
    if isinstance(first, ast.AST) and first.end_lineno == node.lineno:
        return node.lineno, first.end_col_offset
    return node.lineno, node.col_offset


@contextmanager
def applied(*edits):
    """The tree is changed while this lasts."""
    before = []
    for change in (change for edit in edits for change in edit.changes):
        value = getattr(change.parent, change.field)
        before.append((change.parent, change.field, value))
        setattr(change.parent, change.field, _replaced(value, change))
    try:
        yield
    finally:
        for parent, field, value in reversed(before):
            setattr(parent, field, value)


def _replaced(value, change):
    new = change.new if isinstance(change.new, list) else [change.new]
    for node in new:
        if "lineno" in node._attributes and not hasattr(node, "lineno"):
            ast.copy_location(node, change.old)
        ast.fix_missing_locations(node)
    if isinstance(value, list):
        return [node for old in value for node in (new if old is change.old else [old])]
    return change.new


def edits(functions, scope):
    """All edits of the functions, the likely ones first.

    scope: a rules.Scope, what is known of the names.
    """
    found = []
    for function in functions:
        found += _of_statements(function, scope)
        for place in _places(function, None):
            found += _of_expression(place, scope)
    found += _in_several_places(found)
    return sorted(found, key=lambda edit: edit.rank)


def _edit(family, nodes, changes, later, scope, like=None):
    rank = FAMILIES[family].rank + later + min(map(scope.distance, nodes))
    return Edit(family, rank, tuple(sorted({node.lineno for node in nodes})), tuple(changes), like)


def _of_statements(function, scope):
    for row in statements.rows(function):
        for family, rule in statements.RULES:
            for where, changes, later in rule(row, scope):
                nodes = where if isinstance(where, list) else [where]
                yield _edit(family, nodes, [Change(*change) for change in changes], later, scope)


def _of_expression(place, scope):
    """The edits of one expression: it is replaced by another one."""
    if isinstance(place.node, ast.BinOp) and is_text(place.node.left):  # "W" + str(l)
        return
    for family, rule in rules.RULES[type(place.node)]:
        if "shape" in place.inside and family not in rules.SAFE_IN_SHAPES:
            continue
        for new in rule(place, scope):
            new, more = new if isinstance(new, tuple) else (new, {})
            change = Change(place.parent, place.field, place.node, new)
            like = more.get("like", (place.node, new))
            edit = _edit(family, [place.node], [change], more.get("rank", 0), scope, like)
            if "test" in place.inside and family in rules.CONDITIONS:
                edit.family = "condition"
            elif getattr(place.parent, "arg", None) == "axis":
                edit.family = "axis"
            elif family == "operand" and place.inside & {"index", "key"}:
                edit.family = "off by one"
            yield edit


def _places(node, statement, inside=frozenset()):
    """Every expression below node that is read, as a Place."""
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or field in ("decorator_list", "annotation", "returns"):
                continue
            where = _where(node, field, child, inside)
            if isinstance(child, ast.expr) and not isinstance(getattr(child, "ctx", None), ast.Store | ast.Del):
                yield Place(child, node, field, statement, where)
            yield from _places(child, child if isinstance(child, ast.stmt) else statement, where)


def _where(parent, field, child, inside):
    """What is around a child of parent, as Place.inside says it."""
    where = set(inside & LASTING)
    if field in ("test", "ifs"):
        where.add("test")
    if isinstance(parent, ast.stmt | ast.keyword | ast.Lambda) or field == "elt":
        where.add("whole")
    elif isinstance(parent, ast.Call):
        where.add("callee" if field == "func" else "whole")
        if field == "args":
            where |= _of_arguments(parent, child)
    elif isinstance(parent, ast.Subscript) and field == "slice":
        where.add("index")
    elif isinstance(parent, ast.JoinedStr | ast.FormattedValue) or field in ("key", "keys"):
        where.add("key")
    elif isinstance(parent, ast.Dict | ast.DictComp | ast.Tuple) and ("whole" in inside or field == "value"):
        where.add("whole")
    if isinstance(parent, ast.keyword) and parent.arg in ("size", "shape"):
        where.add("shape")
    return frozenset(where)


def _of_arguments(parent, child):
    function = called(parent)
    if function in COUNTED:
        return {"count"}
    if function == "str":
        return {"key"}
    sized = function in SHAPED and (parent.args[0] is child or isinstance(child, ast.Tuple | ast.List))
    return {"shape"} if sized else set()


class Outlines:
    """A number for each node: equal for those that differ only in the number of a layer, or in W and b."""

    def __init__(self):
        self.numbers, self.of_nodes = {}, {}

    def of(self, value):
        if isinstance(value, ast.AST):
            if id(value) not in self.of_nodes:
                parts = type(value), *(self.of(getattr(value, field, None)) for field in value._fields)
                self.of_nodes[id(value)] = self._number(parts)
            return self.of_nodes[id(value)]
        if isinstance(value, list | tuple):
            return self._number(tuple(map(self.of, value)))
        if isinstance(value, str):
            value = re.sub(r"(?<=[A-Za-z])\d", "#", value.replace("W", "b"))
        return self._number((type(value), value))

    def _number(self, key):
        return self.numbers.setdefault(key, len(self.numbers))


def _in_several_places(found):
    """The same mistake made again and again is one mistake: an Edit for each group of like ones."""
    groups, outlines = defaultdict(list), Outlines()
    for edit in found:
        if edit.like is not None:
            groups[edit.family, outlines.of(edit.like)].append(edit)
    for (family, _), same in groups.items():
        places = {change.place for edit in same for change in edit.changes}
        if 2 <= len(places) == len(same) <= 8:
            lines = tuple(sorted({line for edit in same for line in edit.lines}))
            changes = tuple(change for edit in same for change in edit.changes)
            yield Edit(family, min(edit.rank for edit in same) + IN_SEVERAL, lines, changes)
