"""Small edits of a tree: what can be changed where, and how it is done and undone."""

import ast
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass

from graders.checks.hints import rules
from graders.checks.hints.rules import FAMILIES, Place

# The arguments of these are the size of an array: an array that is too large could not be stopped.
SHAPED = frozenset(
    [
        "zeros",
        "ones",
        "empty",
        "full",
        "eye",
        "identity",
        "reshape",
        "resize",
        "broadcast_to",
        "tile",
        "repeat",
        "arange",
        "linspace",
        "standard_normal",
        "randn",
        "rand",
        "fill",
        "pad",
        "normal",
        "truncated_normal",
        "uniform",
        "random",
        "integers",
        "randint",
        "choice",
        "permutation",
    ]
)
COUNTED = frozenset(["range", "len", "enumerate"])


@dataclass(frozen=True)
class Change:
    """One node in the tree is replaced: parent.field is old, or a list that holds it, or a part of that list.

    new: a node; in a list, a list of nodes.
    """

    parent: ast.AST
    field: str
    old: ast.AST
    new: object

    @property
    def place(self):
        return id(self.parent), self.field, id(self.old)


@dataclass
class Edit:
    """Changes that are one mistake."""

    family: str
    rank: float
    lines: tuple[int, ...]
    changes: tuple[Change, ...]
    like: object = None

    BY_TEXT = object()  # like those that replace the same text by the same one


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
        for parent, name, value in reversed(before):
            setattr(parent, name, value)


def _replaced(value, change):
    new = change.new if isinstance(change.new, list) else [change.new]
    for node in filter(None, new):
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
        for place in _places(function, None, scope):
            found += _of_expression(place, scope)
    found += _of_arguments(functions, scope)
    found += _in_several_places(found)
    return sorted(found, key=lambda edit: edit.rank)


# -- expressions


def _places(node, statement, scope, inside=frozenset()):
    """Every expression below node that is read, as a Place."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or name in ("decorator_list", "annotation", "returns"):
                continue
            where = _where(node, name, child, inside)
            if isinstance(child, ast.expr) and not isinstance(getattr(child, "ctx", None), ast.Store | ast.Del):
                yield Place(child, node, name, statement, where)
            below = child if isinstance(child, ast.stmt) else statement
            yield from _places(child, below, scope, where)


LASTING = frozenset(["index", "shape", "count", "key", "test"])


def _where(parent, name, child, inside):
    """What is said of a place: some of it also holds for the places below."""
    where = set(inside & LASTING)
    if isinstance(parent, ast.stmt | ast.keyword | ast.Lambda | ast.Return) or name == "elt":
        where.add("whole")
    elif isinstance(parent, ast.Call):
        called = rules.called(parent)
        where.add("callee" if name == "func" else "whole")
        if name == "args":
            where |= {"count"} if called in COUNTED else {"key"} if called == "str" else set()
            sized = called in SHAPED and (parent.args[0] is child or isinstance(child, ast.Tuple | ast.List))
            where |= {"shape"} if sized else set()
    elif isinstance(parent, ast.Subscript) and name == "slice":
        where.add("index")
    elif (
        isinstance(parent, ast.JoinedStr | ast.FormattedValue)
        or (isinstance(parent, ast.Dict) and name == "keys")
        or (isinstance(parent, ast.DictComp) and name == "key")
    ):
        where.add("key")
    elif isinstance(parent, ast.Dict | ast.DictComp | ast.Tuple) and ("whole" in inside or name == "value"):
        where.add("whole")
    if name in ("test", "ifs"):
        where.add("test")
    if isinstance(parent, ast.keyword) and parent.arg in ("size", "shape"):
        where.add("shape")
    return frozenset(where)


def _of_expression(place, scope):
    """The edits of one expression: it is replaced by another one."""
    for family, rule in rules.RULES[type(place.node)] + rules.RULES[ast.expr]:
        if "shape" in place.inside and family not in rules.SAFE_IN_SHAPES:
            continue
        for new in rule(place, scope):
            more = {}
            if isinstance(new, tuple):
                new, more = new
            change = more.get("change") or Change(place.parent, place.field, place.node, new)
            like = more.get("like", Edit.BY_TEXT)
            edit = _edit(family, place.node, [change], scope, like, more.get("rank", 0))
            if "test" in place.inside and family in ("call", "operand"):
                edit.family = "condition"
            yield edit


def _edit(family, node, changes, scope, like=None, later=0):
    rank = FAMILIES[family].rank + later + scope.distance(node)
    return Edit(family, rank, (node.lineno,), tuple(changes), like)


class Outlines:
    """A number for each node: equal for those that differ only in the number of a layer, or in W and b."""

    def __init__(self):
        self.numbers, self.of_nodes = {}, {}

    def of(self, value):
        if isinstance(value, ast.AST):
            if id(value) not in self.of_nodes:
                parts = type(value), *(self.of(getattr(value, name, None)) for name in value._fields)
                self.of_nodes[id(value)] = self._number(parts)
            return self.of_nodes[id(value)]
        if isinstance(value, list):
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
        if edit.like is Edit.BY_TEXT:
            (change,) = edit.changes
            groups[edit.family, outlines.of(change.old), outlines.of(change.new)].append(edit)
        elif edit.like is not None:
            groups[edit.family, edit.like].append(edit)
    for (family, *_), same in groups.items():
        places = {change.place for edit in same for change in edit.changes}
        if 2 <= len(places) == len(same) <= 8:
            lines = tuple(sorted({line for edit in same for line in edit.lines}))
            changes = tuple(change for edit in same for change in edit.changes)
            yield Edit(family, min(edit.rank for edit in same) + 0.25, lines, changes)


# -- statements


def _of_statements(owner, scope, loops=0):
    """The edits of whole statements, in the bodies of owner."""
    for name in ("body", "orelse", "finalbody"):
        body = getattr(owner, name, [])
        if not isinstance(body, list):
            continue
        for before, statement, after in zip([None, *body], body, [*body[1:], None]):
            row = rules.Row(statement, owner, name, before, after, loops)
            for family, rule in rules.STATEMENT_RULES:
                for node, changes, later in rule(row, scope):
                    yield _edit(family, node, [Change(*change) for change in changes], scope, later=later)
            yield from _of_statements(statement, scope, loops + isinstance(statement, ast.For | ast.While))


def _of_arguments(functions, scope):
    """An argument that is changed in place: the function works on a copy of it instead."""
    for function in functions:
        for argument in function.args.args:
            spots = [node for node in ast.walk(function) if rules.changes_in_place(node, argument.arg)]
            if spots:
                first = function.body[0]
                copied = ast.Assign(
                    [ast.Name(argument.arg, ast.Store())], rules.copied(ast.Name(argument.arg, ast.Load()))
                )
                change = Change(function, "body", first, [copied, first])
                edit = _edit("argument", spots[0], [change], scope, later=-4 * scope.argument_changed)
                edit.lines = tuple(sorted({spot.lineno for spot in spots})[:3])
                yield edit
