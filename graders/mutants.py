"""Every wrong function that is one operator away from a right one.

A grader that lets one through does not look closely enough.
"""

import ast
import copy
import inspect
import textwrap

OPPOSITE = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.Mod: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def mutants(function):
    """(name, mutant) for every single change of an operator or a constant in function's own source.

    The name is "before -> after".

    Operators become their opposite (+ and -, * and /, < and <=, == and !=, `and` and `or`, …), minus signs and `not`
    go, numbers grow by one, True and False change places. Docstrings, defaults and annotations stay as they are. Where
    the same name would come twice, the later ones get a number.
    """
    source = textwrap.dedent(inspect.getsource(function))
    names = {}
    for index in range(len(_sites(ast.parse(source)))):
        tree = ast.parse(source)
        parent, field, at, node = _sites(tree)[index]
        changed = _changed(node)
        before = ast.unparse(node)
        name = f"{_context(parent, node)}{before} -> {ast.unparse(changed)}"
        names[name] = names.get(name, 0) + 1
        if at is None:
            setattr(parent, field, changed)
        else:
            getattr(parent, field)[at] = changed
        yield (name if names[name] == 1 else f"{name} ({names[name]})", _compile(tree, function))


def _context(parent, node):
    """A bare number says little: show what it stands in."""
    return f"in {ast.unparse(parent)}: " if isinstance(node, ast.Constant) and isinstance(parent, ast.expr) else ""


def _sites(tree):
    """(parent, field, index or None, node) of every node that can be mutated, in a fixed order."""
    definition = tree.body[0]
    body = definition.body[1:] if ast.get_docstring(definition) is not None else definition.body
    found = []
    for statement in body:
        if isinstance(statement, ast.AugAssign) and type(statement.op) in OPPOSITE:
            found.append((definition, "body", definition.body.index(statement), statement))
        for parent in ast.walk(statement):
            for field, value in ast.iter_fields(parent):
                children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
                found += [(parent, field, at, node) for at, node in children if _changed(node) is not None]
    return found


def _changed(node):
    """The mutated copy of node, or None where there is nothing to mutate."""
    result = copy.deepcopy(node)
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in OPPOSITE:
        result.op = OPPOSITE[type(node.op)]()
        return result
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OPPOSITE:
        result.ops[0] = OPPOSITE[type(node.ops[0])]()
        return result
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        return result.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        result.value = not node.value
        return result
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        result.value = node.value + 1
        return result
    return None


def _compile(tree, function):
    namespace = dict(function.__globals__)
    exec(compile(ast.fix_missing_locations(tree), f"<mutant of {function.__name__}>", "exec"), namespace)
    return namespace[function.__name__]
