"""The kinds of mistake that a hint can name, and for each the small edits that undo it.

Most are rewritings, in a table. The others are rules, functions that take a Place and a Scope, and yield expressions to
stand there instead; or (expression, more), where more may hold `rank` (later than others of the family) and `like`
(what is alike if the mistake is made in several places).
"""

import ast
import builtins
import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np

from graders.checks.hints.program import COPY, POWER, words


class Family(NamedTuple):
    """rank: the lower, the sooner its edits are tried.  words: what the hint says of the line."""

    rank: float
    words: str


FAMILIES = {
    "spelling": Family(0.5, "the spelling of a name"),
    "generator": Family(0.5, "the generator"),
    "call": Family(0.6, "a function call too many"),
    "operand": Family(0.7, "a term or a factor too many"),
    "keyword": Family(0.7, "an argument too many"),
    "condition": Family(0.7, "the condition"),
    "statement": Family(0.75, "perhaps it is not needed"),
    "list": Family(0.8, "a list, where an array is needed"),
    "sign": Family(0.85, "the sign"),
    "operator": Family(1.0, "the operator"),
    "range": Family(1.0, "the range of the loop"),
    "comparison": Family(1.1, "the comparison"),
    "return": Family(1.2, "what is returned"),
    "order": Family(1.3, "the order of the values"),
    "parentheses": Family(1.3, "the parentheses"),
    "shape": Family(1.3, "the shape"),
    "transpose": Family(1.3, "the transpose"),
    "off by one": Family(1.4, "the index"),
    "sides": Family(1.5, "the order of the two sides"),
    "arguments": Family(1.6, "the order of the arguments"),
    "constant": Family(1.7, "a number"),
    "switch": Family(1.7, "an argument that is True and should be False, or the other way round"),
    "key": Family(1.9, "the key"),
    "axis": Family(1.9, "the axis"),
    "name": Family(2.0, "one variable stands where another belongs"),
    "function": Family(2.1, "another function is needed"),
    "dtype": Family(2.2, "the dtype"),
    "power": Family(2.4, "a square or a square root is missing"),
    "complement": Family(2.6, "a value stands where 1 minus that value belongs"),
    "negation": Family(2.6, "a negation is missing"),
    "factor": Family(3.0, "a factor or a divisor is missing"),
    "missing call": Family(3.2, "a function call is missing"),
    "term": Family(3.4, "a term is missing"),
    "argument": Family(4.0, "an array, a list or a dict is shared here, or changed in place"),
    "place": Family(4.2, "its indentation, or its place among the lines"),
}
CONDITIONS = frozenset(
    ["call", "operand", "keyword", "factor", "term", "power", "complement", "negation", "missing call"]
)  # if in a test
DELETIONS = frozenset(["call", "operand", "keyword", "condition", "statement"])
SAFE_IN_SHAPES = frozenset(
    ["order", "off by one", "shape", "spelling"]
)  # of what was there before: no array becomes huge

# family: before -> after, after. a, b, c stand for any expression.
REWRITINGS = """
sign: a + b -> a - b
sign: a - b -> a + b
sign: -a -> a
operator: a * b -> a / b, a @ b, a + b, a ** b
operator: a / b -> a * b
operator: a // b -> a / b
operator: a ** b -> a * b, a / b
operator: a @ b -> a * b
operator: a + b -> a * b
operator: a - b -> a * b
operator: a % b -> a // b, a * b
operator: a ^ b -> a ** b
operator: a and b -> a or b
operator: a or b -> a and b
operand: a and b -> a, b
operand: a or b -> a, b
sides: a - b -> b - a
sides: a / b -> b / a
sides: a // b -> b // a
sides: a @ b -> b @ a
sides: a ** b -> b ** a
comparison: a < b -> a <= b, a >= b, a > b
comparison: a <= b -> a < b, a > b, a >= b
comparison: a > b -> a >= b, a <= b, a < b
comparison: a >= b -> a > b, a < b, a <= b
comparison: a == b -> a != b, a > b, a < b
comparison: a != b -> a == b
comparison: a in b -> a not in b
comparison: a not in b -> a in b
condition: a if b else c -> a, c, c if b else a
condition: not a -> a
transpose: a.T -> a
transpose: a @ b -> b @ a.T, b.T @ a, b.T @ a.T
transpose: a @ b.T -> b @ a
transpose: a.T @ b -> b @ a
function: np.dot(a, b) -> a * b, a @ b
function: np.multiply(a, b) -> a @ b
function: np.max(a, b) -> np.maximum(a, b), max(a, b)
function: np.abs(a) -> np.linalg.norm(a)
function: round(a) -> np.floor(a)
function: np.sqrt(np.sum(a)) -> np.linalg.norm(a)
"""


@dataclass(frozen=True)
class Place:
    """An expression in the tree: parent.field is node, or a list that holds it.

    statement: where it stands.  inside: what is around it: "index", "shape", "count" (the arguments of range),
    "key", "test" (a condition), "callee" (the function that is called), "whole" (all of a right-hand side or of an
    argument).
    """

    node: ast.expr
    parent: ast.AST
    field: str
    statement: ast.stmt
    inside: frozenset


@dataclass
class Scope:
    """What is known of the names in the student's function.

    arguments, local: names.  own: the functions in the student's cells.  names: the globals.
    values: name -> value of a local variable at the end of a call.
    ratio: the wrong answer is the right one times this, if it is.  line: where the function stopped with an error.
    elsewhere: text -> subscript that is read in the function.
    """

    arguments: list
    local: list
    own: frozenset
    values: dict
    names: dict
    ratio: float | None = None
    line: int | None = None
    argument_changed: bool = False
    elsewhere: dict = field(default_factory=dict)

    def __post_init__(self):
        self.kinds = {name: kind(value) for name, value in self.values.items()}
        self.tensorflow = "tf" in self.names
        self.scalars = list(self._scalars())
        self.generators = [name for name in self.local if self.kinds.get(name) == "generator"]

    def distance(self, node):
        """A mistake is likely in the line that stopped, and less likely after it."""
        if self.line is None:
            return 0
        return -1.5 if node.lineno == self.line else 1.5 if node.lineno > self.line else 0

    def is_function(self, name):
        """Whether a function of that name can be called instead; one that is searched would call itself for ever."""
        return callable(self.names.get(name)) and name not in self.own

    def is_module(self, node):
        """np, tf, np.linalg and the like."""
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and type(self.names.get(node.id)) is type(np) and node.id not in self.local

    def is_value(self, place):
        """Whether a number or an array stands there."""
        node = place.node
        if place.inside & {"callee", "index", "key", "count", "shape"} or place.field == "iter":
            return False
        if isinstance(node, ast.Name):
            known = self.kinds.get(node.id)
            return known in ("number", "array") or (known is None and node.id not in self.names)
        return not self.is_module(node)

    def _scalars(self):
        """(expression, value) of what may be missing as a factor."""
        for name in self.local:
            value = self.values.get(name)
            if self.kinds.get(name) == "number" and value not in (0, 1):
                yield name, float(value)
                if 0 < value < 1:
                    yield f"(1 - {name})", 1 - float(value)
        yield "2", 2.0
        for name in self.arguments:
            value = self.values.get(name)
            if isinstance(value, np.ndarray) and value.ndim == 2 and value.shape[1] > 1:
                yield f"{name}.shape[1]", float(value.shape[1])


def kind(value):
    """The kind of a value, as far as one name can be taken for another."""
    if isinstance(value, bool | np.bool_):
        return "bool"
    if isinstance(value, int | float | np.integer | np.floating):
        return "number"
    if isinstance(value, np.random.Generator):
        return "generator"
    if hasattr(value, "dtype"):
        return "array"
    kinds = {dict: "dict", str: "str", list: "list", tuple: "list"}
    return next((name for one, name in kinds.items() if isinstance(value, one)), "function" if callable(value) else "")


# -- making nodes


def called(node):
    """The name of the function that a call calls, without its module; "" for anything else."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def name(text):
    return ast.Name(text, ast.Load())


def expression(text):
    return ast.parse(text, mode="eval").body


def call(function, *args):
    return ast.Call(expression(function), list(args), [])


def with_parts(node, **parts):
    """The node with other parts."""
    return type(node)(**{key: parts.get(key, value) for key, value in ast.iter_fields(node)})


def tuple_of(*items):
    return ast.Tuple(list(items), ast.Load())


def by_one(node, op):
    return ast.BinOp(node, op, ast.Constant(1))


def power(base, exponent):
    return call(POWER, base, exponent)


def copied(node):
    return call(COPY, node)


def is_text(node):
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


RULES = defaultdict(list)  # type of a node -> (family, rule)


def rule(family, *kinds):
    """Register a rule of the family for the kinds of node."""

    def register(function):
        for one in kinds:
            RULES[one].append((family, function))
        return function

    return register


# -- the table


def _match(pattern, node, found):
    """Whether the node is of the pattern, with what a, b and c stand for put into found."""
    if isinstance(pattern, ast.Name) and len(pattern.id) == 1:
        return found.setdefault(pattern.id, node) is node
    if isinstance(pattern, ast.AST):
        return type(pattern) is type(node) and all(
            _match(getattr(pattern, part), getattr(node, part), found) for part in pattern._fields if part != "ctx"
        )
    if isinstance(pattern, list):
        return len(pattern) == len(node) and all(map(_match, pattern, node, [found] * len(pattern)))
    return pattern == node


def _filled(pattern, found):
    if isinstance(pattern, ast.Name) and pattern.id in found:
        return found[pattern.id]
    if isinstance(pattern, ast.BinOp) and isinstance(pattern.op, ast.Pow):
        return power(_filled(pattern.left, found), _filled(pattern.right, found))
    if isinstance(pattern, list):
        return [_filled(part, found) for part in pattern]
    if not isinstance(pattern, ast.expr):
        return pattern
    return with_parts(pattern, **{part: _filled(value, found) for part, value in ast.iter_fields(pattern)})


def _register(line):
    family, _, edit = line.partition(": ")
    before, _, after = edit.partition(" -> ")
    pattern = expression(before)
    after = expression(f"[{after}]").elts

    def rewrite(place, scope):
        found = {}
        if _match(pattern, place.node, found):
            last = found.get("b", found["a"])
            for i, new in enumerate(after):
                yield _filled(new, found), {"rank": 0.1 * i, "like": (line, i, last)}

    rule(family, type(pattern))(rewrite)


for _line in REWRITINGS.strip().splitlines():
    _register(_line)


# -- what is there and should not be

KEPT = words("str len range zip enumerate isinstance print items keys values append")


@rule("call", ast.Call)
def drop_call(place, scope):
    node = place.node
    if called(node) in KEPT:
        return
    if node.args:
        yield node.args[0], {"like": (called(node), 0)}
    if len(node.args) == 2:
        yield node.args[1], {"like": (called(node), 1), "rank": 2}
    if isinstance(node.func, ast.Attribute) and not scope.is_module(node.func.value):
        yield node.func.value, {"like": called(node)}


@rule("operand", ast.BinOp)
def drop_operand(place, scope):
    yield place.node.left
    yield place.node.right, {"rank": 0.05}


@rule("keyword", ast.Call)
def drop_keyword(place, scope):
    node = place.node
    for keyword in node.keywords:
        rest = [k for k in node.keywords if k is not keyword]
        yield with_parts(node, keywords=rest), {"rank": 1.2, "like": (called(node), keyword)}


@rule("condition", ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.SetComp)
def drop_filter(place, scope):
    for generator in place.node.generators:
        if generator.ifs:
            rest = [with_parts(g, ifs=[]) if g is generator else g for g in place.node.generators]
            yield with_parts(place.node, generators=rest)


@rule("sign", ast.Name, ast.Call, ast.BinOp, ast.Subscript, ast.Attribute)
def add_minus(place, scope):
    if scope.is_value(place) and "whole" in place.inside:
        yield ast.UnaryOp(ast.USub(), place.node), {"rank": 0 if scope.ratio == -1 else 1.4}


# -- parentheses

PRECEDENCE = {ast.Add: 1, ast.Sub: 1, ast.Pow: 3}  # all others: 2


def precedence(op):
    return PRECEDENCE.get(type(op), 2)


def chain(node):
    """(operands, operators) of an expression as it is written: an operand is a chain again if it has parentheses."""
    operands, operators, mine = [], [], precedence(node.op)
    for side, child in (("left", node.left), ("right", node.right)):
        more, between = [child], []
        if isinstance(child, ast.BinOp):
            theirs = precedence(child.op)
            if theirs > mine or (theirs == mine and (side == "left") != (mine == 3)):
                more, between = chain(child)
        operands += more
        operators += between + [node.op] * (side == "left")
    return operands, operators


def from_chain(operands, operators):
    """The expression that is written so."""
    if len(operands) == 1:
        return operands[0]
    lowest = min(map(precedence, operators))
    places = [i for i, op in enumerate(operators) if precedence(op) == lowest]
    at = places[0] if lowest == 3 else places[-1]
    left = from_chain(operands[: at + 1], operators[:at])
    return ast.BinOp(left, operators[at], from_chain(operands[at + 1 :], operators[at + 1 :]))


@rule("parentheses", ast.BinOp)
def other_parentheses(place, scope):
    """A pair of parentheses more, or less, or one that holds another part; those of f(a) * b too: f(a * b)."""
    operands, operators = chain(place.node)
    if isinstance(place.parent, ast.BinOp) and place.node not in chain(place.parent)[0]:
        return  # a part of a longer chain
    for i, j in _pairs(len(operands)):
        if _matters(operators, i, j):
            yield _grouped(operands, operators, i, j)
    for i, operand in enumerate(operands):
        if isinstance(operand, ast.BinOp):
            inner, between = chain(operand)
            longer = operands[:i] + inner + operands[i + 1 :], operators[:i] + between + operators[i:]
            yield from_chain(*longer)
            for start, end in _pairs(len(longer[0])):
                if (start == i) != (end == i + len(inner)):
                    yield _grouped(*longer, start, end), {"rank": 0.2}
        elif _of_one(operand):
            for start, end in _pairs(len(operands), whole=True):
                if start <= i < end:
                    inside = operands[start:i] + operand.args + operands[i + 1 : end]
                    longer = with_parts(operand, args=[from_chain(inside, operators[start : end - 1])])
                    around = operands[:start] + [longer] + operands[end:], operators[:start] + operators[end - 1 :]
                    yield from_chain(*around), {"rank": 0.1}
        elif isinstance(operand, ast.UnaryOp) and i == 0:
            inside = from_chain([operand.operand, *operands[1:]], operators)
            yield with_parts(operand, operand=inside), {"rank": 0.3}


def _pairs(n, whole=False):
    """The parts of a chain of n that parentheses can hold, from i up to and without j; or the whole."""
    return [(i, j) for i in range(n - 1) for j in range(i + 2, n + 1) if whole or j - i < n]


def _grouped(operands, operators, i, j):
    one = from_chain(operands[i:j], operators[i : j - 1])
    return from_chain(operands[:i] + [one] + operands[j:], operators[:i] + operators[j - 1 :])


def _matters(operators, i, j):
    """Whether parentheses there change anything: they hold an operator that binds no tighter than those around."""
    inside = min(map(precedence, operators[i : j - 1]))
    before = precedence(operators[i - 1]) if i else 0
    after = precedence(operators[j - 1]) if j <= len(operators) else 0
    return before >= inside or after > inside


def _of_one(node):
    return isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and called(node) not in KEPT


@rule("parentheses", ast.Call)
def move_out(place, scope):
    """f(a * b) -> f(a) * b, and (a * b).f() -> a.f() * b"""
    node = place.node
    if node.args and isinstance(node.args[0], ast.BinOp) and called(node) not in KEPT:
        inner, rest = node.args[0], node.args[1:]
        yield with_parts(inner, left=with_parts(node, args=[inner.left, *rest])), {"rank": 0.1}
        yield with_parts(inner, right=with_parts(node, args=[inner.right, *rest])), {"rank": 0.2}
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.BinOp):
        inner = node.func.value
        for side in ("left", "right"):
            method = with_parts(node.func, value=getattr(inner, side))
            yield with_parts(inner, **{side: with_parts(node, func=method)}), {"rank": 0.3}


# -- functions, names, keys

SIBLINGS = [
    words(line)
    for line in """
    sum mean max prod
    mean median average
    zeros ones
    zeros_like ones_like
    sqrt square abs
    log log10 log2 log1p
    dot multiply matmul
    maximum minimum
    max min
    standard_normal random uniform
    relu sigmoid tanh leaky_relu softmax
    reduce_sum reduce_mean reduce_max
    uniform normal truncated_normal
    floor ceil round
    var std
    float32 float64 int32
    argmax argmin
    items values keys
    softmax_cross_entropy_with_logits sparse_softmax_cross_entropy_with_logits sigmoid_cross_entropy_with_logits
    """.strip().splitlines()
]


@rule("function", ast.Attribute, ast.Name)
def sibling(place, scope):
    node = place.node
    own = node.attr if isinstance(node, ast.Attribute) else node.id
    if own in scope.local:
        return
    for other in sorted(set().union(*(group for group in SIBLINGS if own in group)) - {own}):
        if isinstance(node, ast.Attribute):
            yield with_parts(node, attr=other), {"like": (own, other)}
        elif scope.is_function(other) or other in ("min", "max", "sum", "abs", "round"):
            yield name(other), {"like": (own, other)}


@rule("spelling", ast.Name)
def misspelled(place, scope):
    """A name that nobody has defined, and one that is spelled nearly so."""
    own = place.node.id
    if own not in scope.local and own not in scope.names and not hasattr(builtins, own):
        for other in difflib.get_close_matches(own, [*scope.local, *scope.names]):
            yield name(other), {"like": (own, other)}


@rule("name", ast.Name)
def other_name(place, scope):
    own = place.node.id
    if "callee" in place.inside or (own in scope.names and own not in scope.local):
        return
    mine = scope.kinds.get(own)
    for other in scope.local:
        theirs = scope.kinds.get(other)
        if other != own and (None in (mine, theirs) or mine == theirs or {mine, theirs} == {"array", "number"}):
            near = other[:1] == own[:1] or mine in ("number", "dict")
            yield name(other), {"rank": 0 if near else 0.6}


@rule("name", ast.Subscript, ast.Attribute, ast.BinOp, ast.Call, ast.Name)
def from_elsewhere(place, scope):
    """What another place of the function has instead."""
    if scope.is_value(place) or place.field == "iter":
        own = ast.dump(place.node)
        for text, other in scope.elsewhere.items():
            if text != own and own not in text:
                same = type(other) is type(place.node)
                yield other, {"rank": 2.4 if same else 2.9, "like": None}


@rule("key", ast.Name)
def add_prefix(place, scope):
    """The gradient of "W1" is "dW1"."""
    own = place.node.id
    if place.inside & {"index", "key"} and scope.kinds.get(own, "str") == "str" and own not in scope.names:
        yield ast.BinOp(ast.Constant("d"), ast.Add(), place.node), {"rank": -0.5}
        yield ast.Subscript(place.node, ast.Slice(ast.Constant(1)), ast.Load()), {"rank": 0.5}


@rule("key", ast.Constant)
def other_key(place, scope):
    text = place.node.value
    match = isinstance(text, str) and re.fullmatch(r"([A-Za-z]{0,3})(%\w|\d|\{\})?", text)
    if not match or isinstance(place.statement, ast.Expr):
        return
    letters, rest = match[1], match[2] or ""
    near = ["d" + letters, letters[1:], letters.swapcase()]
    for other in dict.fromkeys([*near, "W", "b", "dW", "db", "A", "Z", "D"]):
        if other and other != letters:
            yield ast.Constant(other + rest), {"rank": 0 if other in near else 0.4}
    if rest.isdigit():
        for number in (int(rest) - 1, int(rest) + 1):
            yield ast.Constant(f"{letters}{number}"), {"rank": -0.2}


# -- numbers and indices


@rule("constant", ast.Constant)
def other_number(place, scope):
    value = place.node.value
    new = []
    if type(value) is int and not place.inside & {"index", "count", "key"}:
        new = [value - 1, value + 1, 2 * value, 0, 1, 2, -value, 0.5]
    elif isinstance(value, float):
        new = [2 * value, value / 2, 10 * value, value / 10, 1.0, 0.0, 1e-8]
    drops = isinstance(getattr(place.parent, "op", None), ast.Mult)  # 0 times the rest leaves the rest out
    for number in dict.fromkeys(new):
        if number != value and (number >= 0 or value == 1) and not (number == 0 and drops):
            yield ast.Constant(number), {"rank": 0 if abs(number - value) == 1 else 0.3}


@rule("switch", ast.Constant)
def other_switch(place, scope):
    if isinstance(place.node.value, bool):
        yield ast.Constant(not place.node.value)


@rule("constant", ast.Constant)
def constant_to_name(place, scope):
    if type(place.node.value) in (int, float) and "index" not in place.inside:
        for other in scope.local:
            if scope.kinds.get(other) == "number":
                yield name(other), {"rank": 0.7 if isinstance(place.node.value, int) else -0.4}
                if isinstance(place.node.value, float) and 0 < place.node.value < 1:
                    yield expression(f"1 - {other}"), {"rank": -0.3}


@rule("off by one", ast.Constant)
def other_index(place, scope):
    value = place.node.value
    if type(value) is int and place.inside & {"index", "count", "key"}:
        for number in dict.fromkeys([value - 1, value + 1, -value, 0, 1]):
            if number != value and (number >= 0 or "index" in place.inside):
                yield ast.Constant(number), {"rank": 0 if abs(number - value) == 1 else 0.5}


@rule("off by one", ast.Name, ast.BinOp, ast.Call)
def one_more_or_less(place, scope):
    node = place.node
    if not place.inside & {"index", "key"} or "callee" in place.inside or isinstance(place.parent, ast.BinOp):
        return
    if scope.kinds.get(getattr(node, "id", None)) in (None, "number"):
        yield by_one(node, ast.Sub())
        yield by_one(node, ast.Add())


@rule("off by one", ast.Slice)
def other_slice(place, scope):
    for end in ("lower", "upper"):
        value = getattr(place.node, end)
        if value is not None:
            for op in (ast.Sub(), ast.Add()):
                yield with_parts(place.node, **{end: by_one(value, op)}), {"rank": 0.1}
            yield with_parts(place.node, **{end: None}), {"rank": 0.6}


@rule("range", ast.Call)
def other_range(place, scope):
    node, more, less = place.node, ast.Add(), ast.Sub()
    if called(node) != "range" or node.keywords:
        return
    if len(node.args) == 1:
        (n,) = node.args
        new = [[ast.Constant(1), by_one(n, more)], [ast.Constant(1), n], [by_one(n, less)], [by_one(n, more)]]
    else:
        first, last, *step = node.args
        new = [[by_one(first, op), last, *step] for op in (more, less)]
        new += [[first, by_one(last, op), *step] for op in (more, less)]
        if step:
            new += [[by_one(last, more), by_one(first, more)], [first, last]]
        else:
            new += [[last], [by_one(first, more), by_one(last, more)]]
            yield call("reversed", node), {"rank": 0.5}
    for i, args in enumerate(new):
        yield with_parts(node, args=args), {"rank": 0.05 * i}


# -- orders and shapes


@rule("order", ast.Tuple, ast.List)
def other_order(place, scope):
    items = place.node.elts
    if len(items) > 4:
        return
    for i, j in combinations(range(len(items)), 2):
        new = [*items[:i], items[j], *items[i + 1 : j], items[i], *items[j + 1 :]]
        yield with_parts(place.node, elts=new), {"rank": 0 if isinstance(place.statement, ast.Return) else 0.4}


@rule("arguments", ast.Call)
def swap_arguments(place, scope):
    args = place.node.args
    for i in range(len(args) - 1) if called(place.node) != "range" else []:
        new = [*args[:i], args[i + 1], args[i], *args[i + 2 :]]
        yield with_parts(place.node, args=new), {"like": (called(place.node), i, len(new))}


@rule("shape", ast.Call)
def shape_as_tuple(place, scope):
    """zeros(m, n) takes one tuple; a column of n has the shape (n, 1)."""
    node = place.node
    if called(node) not in ("zeros", "ones", "standard_normal", "random") or not node.args:
        return
    if len(node.args) == 2:
        yield with_parts(node, args=[tuple_of(*node.args)]), {"like": called(node)}
    size = node.args[0].elts if isinstance(node.args[0], ast.Tuple) else node.args
    if len(size) == 1:
        yield with_parts(node, args=[tuple_of(size[0], ast.Constant(1))]), {"rank": 0.2}


REDUCING = words(
    "sum mean max min norm argmax argmin std var prod any all reduce_sum reduce_mean reduce_max softmax log_softmax "
    "one_hot stack concatenate concat softmax_cross_entropy_with_logits"
)


@rule("axis", ast.Call)
def other_axis(place, scope):
    node = place.node
    given = words(" ".join(k.arg or "" for k in node.keywords))
    if called(node) not in REDUCING:
        return

    def keyword(key, value):
        rest = [k for k in node.keywords if k.arg != key]
        return with_parts(node, keywords=[*rest, ast.keyword(key, ast.Constant(value))])

    if "keepdims" not in given and ("axis" in given or len(node.args) > 1):
        yield keyword("keepdims", True), {"rank": -0.5, "like": (called(node), "keepdims")}
    if "axis" in given or len(node.args) < 2 or called(node) == "one_hot":
        for axis in (0, 1, -1):
            new, like = keyword("axis", axis), (called(node), axis)
            yield new, {"rank": 0.1 if "axis" in given else 0.3, "like": like}
            if "keepdims" not in given:
                both = [*new.keywords, ast.keyword("keepdims", ast.Constant(True))]
                yield with_parts(new, keywords=both), {"rank": 0.4, "like": (*like, "keepdims")}


@rule("transpose", ast.Name, ast.Subscript, ast.BinOp, ast.Call)
def add_transpose(place, scope):
    if scope.is_value(place) and not scope.tensorflow:
        product = isinstance(getattr(place.parent, "op", None), ast.MatMult) or called(place.parent) in (
            "dot",
            "matmul",
        )
        if product or "whole" in place.inside:
            yield ast.Attribute(place.node, "T", ast.Load()), {"rank": 0.1 if product else 2}


# -- kinds of numbers, generators

MAKING = words("zeros ones empty array asarray zeros_like ones_like empty_like full")


@rule("dtype", ast.Call)
def other_dtype(place, scope):
    node = place.node
    rest = [k for k in node.keywords if k.arg != "dtype"]
    given = len(rest) < len(node.keywords)
    if given or (called(node) in MAKING and not scope.tensorflow):
        for dtype in ("tf.float32", "tf.int32") if scope.tensorflow else ("float",):
            new = with_parts(node, keywords=[*rest, ast.keyword("dtype", expression(dtype))])
            yield new, {"rank": -0.7 if given else 0.4}


@rule("list", ast.List, ast.ListComp, ast.BinOp, ast.Call, ast.Name)
def array_of_list(place, scope):
    """[0.0] * n -> np.array([0.0] * n)"""
    if scope.tensorflow or "whole" not in place.inside or "count" in place.inside or place.field == "iter":
        return
    parts = (place.node.left, place.node.right) if isinstance(place.node, ast.BinOp) else (place.node,)
    if any(isinstance(part, ast.List | ast.ListComp) or called(part) in ("list", "sorted") for part in parts):
        yield call("np.array", place.node), {"like": "list"}
    elif scope.kinds.get(getattr(place.node, "id", None)) == "list":
        yield call("np.array", place.node), {"rank": 0.3}


@rule("dtype", ast.Name, ast.Call, ast.BinOp, ast.Subscript)
def cast(place, scope):
    if scope.tensorflow and scope.is_value(place):
        yield call("tf.cast", place.node, expression("tf.float32"))
        yield call("tf.cast", place.node, expression("tf.int32")), {"rank": 0.8}


@rule("generator", ast.Attribute)
def given_generator(place, scope):
    """np.random -> rng"""
    if isinstance(place.node.value, ast.Name) and (place.node.value.id, place.node.attr) == ("np", "random"):
        for generator in scope.generators:
            yield name(generator), {"like": generator}


@rule("generator", ast.Call)
def given_generator_instead(place, scope):
    """np.random.default_rng(1) -> rng, and np.random.randn(m, n) -> rng.standard_normal((m, n))"""
    for generator in scope.generators:
        if called(place.node) in ("default_rng", "RandomState", "from_seed"):
            yield name(generator), {"like": generator}
        elif called(place.node) in ("randn", "rand"):
            method = "standard_normal" if called(place.node) == "randn" else "random"
            size = [tuple_of(*place.node.args)] if place.node.args else []
            yield call(f"{generator}.{method}", *size), {"like": (generator, method)}


# -- what is missing

VALUES = (ast.Name, ast.Call, ast.BinOp, ast.Subscript, ast.Attribute)


@rule("factor", *VALUES)
def add_factor(place, scope):
    parent = place.parent
    term = isinstance(parent, ast.BinOp | ast.Compare) and not isinstance(
        getattr(parent, "op", None), ast.Mult | ast.Div
    )
    if not scope.is_value(place) or not ("whole" in place.inside or term):
        return
    size = "shape" in ast.dump(place.node)[:100] and "whole" in place.inside  # m = X.shape[1] is rarely what is wrong
    for text, value in scope.scalars:
        for op, undone in ((ast.Mult(), 1 / value), (ast.Div(), value)):
            known = scope.ratio is not None
            hit = known and abs(undone - scope.ratio) < 1e-3 * abs(scope.ratio)
            yield ast.BinOp(place.node, op, expression(text)), {"rank": (-2.3 if hit else 0.6 * known) + size}


@rule("term", *VALUES)
def add_term(place, scope):
    if scope.is_value(place) and ("whole" in place.inside or isinstance(place.parent, ast.BinOp)):
        for text, _ in scope.scalars:
            if text in scope.arguments and text != getattr(place.node, "id", None):
                yield ast.BinOp(place.node, ast.Add(), name(text))


@rule("power", *VALUES)
def add_power(place, scope):
    if scope.is_value(place):
        yield power(place.node, ast.Constant(2))
        yield call("tf.sqrt" if scope.tensorflow else "np.sqrt", place.node), {"rank": 0.2}
        for other in scope.arguments:
            if type(scope.values.get(other)) is int and other != getattr(place.node, "id", None):
                yield power(place.node, name(other)), {"rank": 0.3, "like": other}


@rule("complement", *VALUES)
def one_minus(place, scope):
    if scope.is_value(place) and not _is_of_truths(place.node, scope):
        yield ast.BinOp(ast.Constant(1), ast.Sub(), place.node)


@rule("negation", ast.Name)
def negated(place, scope):
    if scope.is_value(place) and _is_of_truths(place.node, scope):
        yield ast.UnaryOp(ast.Invert(), place.node)


def _is_of_truths(node, scope):
    value = scope.values.get(getattr(node, "id", None))
    return getattr(getattr(value, "dtype", None), "kind", None) == "b"


@rule("missing call", *VALUES)
def add_call(place, scope):
    if not scope.is_value(place):
        return
    functions = "np.abs np.exp np.log np.floor" + (" np.sum np.mean float" if "whole" in place.inside else "")
    if scope.tensorflow:
        functions = "tf.reduce_mean tf.reduce_sum tf.Variable tf.transpose tf.constant tf.nn.softmax tf.nn.relu"
    functions = functions.split() + [one for one in ("relu", "sigmoid") if scope.is_function(one)]
    for function in functions:
        yield call(function, place.node), {"rank": -0.4 * scope.tensorflow}
    if isinstance(getattr(place.parent, "op", None), ast.Mult | ast.MatMult):
        yield ast.Compare(place.node, [ast.Gt()], [ast.Constant(0)]), {"rank": -0.4}


# -- arguments that are changed in place


@rule("argument", ast.Name, ast.Subscript, ast.Call)
def copy_value(place, scope):
    """new = parameters names the same dict again, and a copy of a dict holds the same arrays."""
    node = place.node
    if isinstance(place.statement, ast.Assign) and place.statement.value is node:
        if isinstance(node, ast.Name):
            if scope.kinds.get(node.id) in ("dict", "array", "list", None):
                yield copied(node), {"rank": -3.6}
        elif called(node) in ("copy", "dict"):
            yield copied(node), {"rank": -3}
        elif isinstance(node, ast.Subscript):
            yield copied(node), {"rank": -3 if scope.argument_changed else 0}
