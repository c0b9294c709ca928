"""Edits of whole statements: one left out, or moved; what is returned; what is changed in place.

A rule takes a Row and a Scope, and yields (node in whose line the mistake is, changes, rank), where changes are
(parent, field, old node, new nodes), and the rank says how much later than others of its family it is tried.
"""

import ast
import copy
from dataclasses import dataclass

from graders.checks.hints.rules import called, copied, name, tuple_of, with_parts


@dataclass(frozen=True)
class Row:
    """A statement: owner.field is the body in which it stands, between before and after, inside some loops."""

    statement: ast.stmt
    owner: ast.AST
    field: str
    before: ast.stmt | None
    after: ast.stmt | None
    loops: int

    def becomes(self, *new, old=None):
        """What to change for new statements to stand in its place."""
        return self.owner, self.field, old or self.statement, list(new)

    @property
    def is_first(self):
        """Whether it is the first of a function."""
        first = self.before is None or _is_docstring(self.before)
        return first and isinstance(self.owner, ast.FunctionDef) and self.field == "body"


RULES = []
OTHER_OPERATORS = {ast.Add: ast.Mult, ast.Sub: ast.Mult, ast.Mult: ast.Div, ast.Div: ast.Mult}
SIGNS = {ast.Add: ast.Sub, ast.Sub: ast.Add}


def rule(family):
    def register(function):
        RULES.append((family, function))
        return function

    return register


def rows(owner, loops=0):
    """All statements in the bodies of owner, each as a Row."""
    for field in ("body", "orelse", "finalbody"):
        body = getattr(owner, field, [])
        if isinstance(body, list):
            for before, statement, after in zip([None, *body], body, [*body[1:], None]):
                if not _is_docstring(statement):
                    yield Row(statement, owner, field, before, after, loops)
                    yield from rows(statement, loops + isinstance(statement, ast.For | ast.While))


def _is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


@rule("statement")
def leave_out(row, scope):
    if not isinstance(row.statement, ast.FunctionDef | ast.Return | ast.Import | ast.ImportFrom):
        yield row.statement, [row.becomes(ast.Pass())], 0


@rule("argument")
def new_array(row, scope):
    """a += b changes the array that a names; a = a + b makes a new one."""
    node = row.statement
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name | ast.Subscript):
        value = ast.BinOp(with_parts(node.target, ctx=ast.Load()), node.op, node.value)
        yield node, [row.becomes(ast.Assign([node.target], value))], -3.8 if scope.argument_changed else -1


@rule("argument")
def copied_first(row, scope):
    """The function works on a copy of an argument instead of changing it."""
    function = row.owner
    if not row.is_first:
        return
    for argument in function.args.args:
        spots = [node for node in ast.walk(function) if _changes_in_place(node, argument.arg)]
        if spots:
            copying = ast.Assign([ast.Name(argument.arg, ast.Store())], copied(name(argument.arg)))
            yield spots, [row.becomes(copying, row.statement)], -4 if scope.argument_changed else 0


CHANGING = frozenset(["append", "clear", "extend", "fill", "insert", "pop", "popitem", "remove", "sort", "update"])


def _changes_in_place(node, argument):
    """Whether a statement or a call changes what the argument names."""
    targets = []
    if isinstance(node, ast.Assign):
        targets = [target for target in node.targets if isinstance(target, ast.Subscript)]
    elif isinstance(node, ast.AugAssign):
        targets = [node.target]
    elif isinstance(node, ast.Delete):
        targets = list(node.targets)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
        targets = [node.func.value]
    for target in targets:
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        if getattr(target, "id", None) == argument:
            return True
    return False


@rule("operator")
def other_operator(row, scope):
    node = row.statement
    if isinstance(node, ast.AugAssign):
        yield node, [row.becomes(ast.Assign([node.target], node.value))], 2
        if type(node.op) in OTHER_OPERATORS:
            yield node, [row.becomes(with_parts(node, op=OTHER_OPERATORS[type(node.op)]()))], 0
    elif isinstance(node, ast.Assign) and row.loops and isinstance(node.targets[0], ast.Name | ast.Subscript):
        doubles = ast.unparse(node.targets[0]) in ast.unparse(node.value)  # in each turn
        if not doubles:
            yield node, [row.becomes(ast.AugAssign(node.targets[0], ast.Add(), node.value))], 2


@rule("sign")
def other_sign(row, scope):
    node = row.statement
    if isinstance(node, ast.AugAssign) and type(node.op) in SIGNS:
        yield node, [row.becomes(with_parts(node, op=SIGNS[type(node.op)]()))], 0


@rule("condition")
def other_condition(row, scope):
    node = row.statement
    if isinstance(node, ast.If):
        yield node, [row.becomes(*node.body)], 0
        if node.orelse:
            yield node, [row.becomes(*node.orelse)], 0.05
        yield node, [(node, "test", node.test, ast.UnaryOp(ast.Not(), node.test))], 1.5


@rule("place")
def other_indentation(row, scope):
    """A statement that stands in a block and should follow it, or the other way round."""
    node = row.statement
    if not isinstance(node, ast.For | ast.While | ast.If | ast.With):
        return
    first, last, nothing = node.body[0], node.body[-1], ast.Pass()
    is_loop = isinstance(node, ast.For | ast.While)
    if len(node.body) > 1 or isinstance(last, ast.Return):
        rank = -3.6 if isinstance(last, ast.Return) else 0.3
        yield last, [(node, "body", last, [nothing]), row.becomes(node, last)], rank
    if len(node.body) > 1 and is_loop:
        yield first, [(node, "body", first, [nothing]), row.becomes(first, node)], 0.4
    if row.after is not None and not isinstance(row.after, ast.Return | ast.FunctionDef):
        yield row.after, [(node, "body", last, [last, row.after]), row.becomes(nothing, old=row.after)], 0
    if is_loop and isinstance(row.before, ast.Assign | ast.AugAssign):
        yield row.before, [(node, "body", first, [row.before, first]), row.becomes(nothing, old=row.before)], 0


@rule("place")
def other_turn(row, scope):
    """Two statements, the other way round."""
    if row.after is not None and not isinstance(row.after, ast.FunctionDef):
        moved = row.becomes(copy.copy(row.after), row.statement)
        yield row.statement, [moved, row.becomes(ast.Pass(), old=row.after)], 0.3


@rule("return")
def other_parts(row, scope):
    node = row.statement
    if not isinstance(node, ast.Return) or node.value is None:
        return
    parts = list(node.value.elts) if isinstance(node.value, ast.Tuple) else [node.value]

    def returning(*new):
        return node, [row.becomes(ast.Return(new[0] if len(new) == 1 else tuple_of(*new)))]

    if len(parts) > 1:
        for part in parts:
            yield *returning(*(other for other in parts if other is not part)), 0
    for local in scope.local if len(parts) < 4 else []:
        if scope.kinds.get(local) in ("dict", "array", "list", "number", None):
            yield *returning(*parts, name(local)), 0.2
            yield *returning(name(local), *parts), 0.3


@rule("return")
def no_return(row, scope):
    """Nothing is returned: the last statement has the value, or some variable."""
    function = row.owner
    if row.after is not None or not isinstance(function, ast.FunctionDef):
        return
    if not any(isinstance(node, ast.Return) for node in ast.walk(function)):
        last = row.statement
        while getattr(last, "body", None):
            last = last.body[-1]
        if isinstance(row.statement, ast.Expr):
            value = row.statement.value
            printed = value.args[0] if called(value) == "print" and value.args else value
            yield row.statement, [row.becomes(ast.Return(printed))], -1.2
        for local in reversed(scope.local):
            yield last, [row.becomes(row.statement, ast.Return(name(local)))], -1.1


@rule("name")
def exchanged(row, scope):
    """Two arguments of a kind that are taken for each other everywhere."""
    function = row.owner
    if not row.is_first:
        return
    names = [argument.arg for argument in function.args.args]
    used = {one: [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == one] for one in names}
    for one, other in [(one, other) for i, one in enumerate(names) for other in names[:i]]:
        if used[one] and used[other] and scope.kinds.get(one) == scope.kinds.get(other):
            target = ast.Tuple([ast.Name(one, ast.Store()), ast.Name(other, ast.Store())], ast.Store())
            swap = ast.Assign([target], tuple_of(name(other), name(one)))
            yield used[one] + used[other], [row.becomes(swap, row.statement)], 0.95
