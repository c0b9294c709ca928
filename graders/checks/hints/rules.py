"""The kinds of mistake that a hint can name, and for each the small edits that undo it.

A rule takes a Place and a Scope, and yields expressions to stand there instead; or (expression, more), where more may
hold `rank` (later than others of the family), `like` (equal for the same mistake elsewhere) and `change`.
"""

import ast
import copy
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from graders.checks.hints.program import COPY


class Family(NamedTuple):
    """rank: the lower, the sooner its edits are tried.  words: what the hint says of the line."""

    rank: float
    words: str


FAMILIES = {
    "argument": Family(4.0, "it changes an argument of the function"),
    "call": Family(0.6, "a function call too many"),
    "operand": Family(0.7, "a term or a factor too many"),
    "condition": Family(0.7, "the condition"),
    "statement": Family(0.75, "is this line needed?"),
    "sign": Family(0.85, "the sign"),
    "operator": Family(1.0, "the operator"),
    "range": Family(1.0, "the range of the loop"),
    "comparison": Family(1.1, "the comparison"),
    "return": Family(1.2, "what is returned"),
    "order": Family(1.3, "the order of the values"),
    "parentheses": Family(1.3, "the parentheses"),
    "transpose": Family(1.3, "the transpose"),
    "off by one": Family(1.4, "off by one"),
    "sides": Family(1.5, "the order of the two sides"),
    "arguments": Family(1.6, "the order of the arguments"),
    "constant": Family(1.7, "the number"),
    "key": Family(1.9, "the key"),
    "axis": Family(1.9, "the axis"),
    "name": Family(2.0, "one of the names"),
    "function": Family(2.1, "another function is needed"),
    "dtype": Family(2.2, "the dtype"),
    "generator": Family(0.5, "the generator"),
    "power": Family(2.4, "a square or a square root"),
    "complement": Family(2.6, "one minus it, or not"),
    "factor": Family(3.0, "a factor or a divisor is missing"),
    "term": Family(3.4, "a term is missing"),
    "missing call": Family(3.2, "a function call is missing"),
    "place": Family(4.2, "where the line stands"),
}
SAFE_IN_SHAPES = frozenset(["order", "off by one"])  # of what was there before: no array becomes huge


@dataclass(frozen=True)
class Place:
    """An expression in the tree: parent.field is node, or a list that holds it.

    statement: where it stands.  inside: what is around it: "index", "shape", "count" (the arguments of range),
    "key", "callee" (the function that is called), "whole" (all of a right-hand side or an argument).
    """

    node: ast.expr
    parent: ast.AST
    field: str
    statement: ast.stmt
    inside: frozenset


@dataclass
class Scope:
    """What is known of the names in the student's function.

    arguments, local: names.  values: name -> value of a local variable at the end of a call.  names: the globals.
    ratio: the wrong answer is the right one times this, where it is.  line: where the function stopped with an error.
    elsewhere: subscripts and keys that stand in the function.
    """

    arguments: list
    local: list
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

    def distance(self, node):
        """A mistake is likely in the line that stopped, and less likely after it."""
        if self.line is None:
            return 0
        return -1.5 if node.lineno == self.line else 1.5 if node.lineno > self.line else 0

    def is_module(self, node):
        """np, tf, np.linalg and the like."""
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and type(self.names.get(node.id)) is type(np) and node.id not in self.local

    def generators(self):
        return [name for name in self.local if self.kinds.get(name) == "generator"]

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
    for one in (dict, str, list, tuple):
        if isinstance(value, one):
            return "list" if one is tuple else one.__name__
    return "function" if callable(value) else "other"


RULES = defaultdict(list)
STATEMENT_RULES = []


def rule(family, *kinds):
    """Register a rule of the family for the kinds of node."""

    def register(function):
        for one in kinds:
            RULES[one].append((family, function))
        return function

    return register


def called(node):
    """The name of the function that a call calls, without its module; "" for anything else."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def name(text):
    return ast.Name(text, ast.Load())


def expression(text):
    return ast.parse(text, mode="eval").body


def call(function, *args, **keywords):
    function = expression(function) if isinstance(function, str) else function
    return ast.Call(function, list(args), [ast.keyword(key, value) for key, value in keywords.items()])


def with_parts(node, **parts):
    """The node with other parts."""
    return type(node)(**{key: parts.get(key, value) for key, value in ast.iter_fields(node)})


def copied(node):
    return ast.Call(name(COPY), [node], [])


def is_text(node):
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


# -- what is there and should not be

KEPT = frozenset(
    ["str", "len", "range", "zip", "enumerate", "isinstance", "print", "items", "keys", "values", "append"]
)


@rule("call", ast.Call)
def drop_call(place, scope):
    node = place.node
    if called(node) in KEPT:
        return
    like = called(node)
    if node.args:
        yield node.args[0], {"like": (like, 0)}
    if len(node.args) == 2:
        yield node.args[1], {"like": (like, 1), "rank": 2}
    if isinstance(node.func, ast.Attribute) and not scope.is_module(node.func.value):
        yield node.func.value, {"like": (like, None)}


@rule("operand", ast.BinOp)
def drop_operand(place, scope):
    node = place.node
    if is_text(node.left):  # "W" + str(l)
        return
    yield node.left
    yield node.right, {"rank": 0.05}


@rule("operand", ast.BoolOp)
def drop_condition(place, scope):
    yield from place.node.values


@rule("operand", ast.Call)
def drop_keyword(place, scope):
    node = place.node
    for keyword in node.keywords:
        rest = [k for k in node.keywords if k is not keyword]
        family_like = (called(node), keyword.arg, ast.dump(keyword.value))
        yield with_parts(node, keywords=rest), {"rank": 1.2, "like": family_like}


@rule("condition", ast.IfExp)
def drop_choice(place, scope):
    node = place.node
    yield node.body
    yield node.orelse
    yield with_parts(node, body=node.orelse, orelse=node.body), {"rank": 1.5}


@rule("condition", ast.UnaryOp)
def drop_not(place, scope):
    if isinstance(place.node.op, ast.Not):
        yield place.node.operand


@rule("condition", ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.SetComp)
def drop_filter(place, scope):
    node = place.node
    for generator in node.generators:
        if generator.ifs:
            rest = [with_parts(g, ifs=[]) if g is generator else g for g in node.generators]
            yield with_parts(node, generators=rest)


# -- one operator, sign or comparison for another

OPERATORS = {
    ast.Add: (ast.Mult,),
    ast.Sub: (ast.Mult,),
    ast.Mult: (ast.Div, ast.MatMult, ast.Add, ast.Pow),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Pow: (ast.Mult, ast.Div),
    ast.MatMult: (ast.Mult,),
    ast.Mod: (ast.FloorDiv, ast.Mult),
    ast.BitXor: (ast.Pow,),
}
SIGNS = {ast.Add: ast.Sub, ast.Sub: ast.Add}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt, ast.GtE),
    ast.Gt: (ast.GtE, ast.LtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt, ast.LtE),
    ast.Eq: (ast.NotEq, ast.Gt, ast.Lt),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


@rule("operator", ast.BinOp)
def other_operator(place, scope):
    node = place.node
    for i, op in enumerate(OPERATORS.get(type(node.op), ())):
        by_one = isinstance(node.right, ast.Constant) and node.right.value == 1
        if not (by_one and op in (ast.Mult, ast.Div, ast.Pow)):
            yield with_parts(node, op=op()), {"rank": 0.1 * i, "like": (type(node.op), op, ast.dump(node.right))}


@rule("operator", ast.BoolOp)
def and_or(place, scope):
    yield with_parts(place.node, op=ast.Or() if isinstance(place.node.op, ast.And) else ast.And())


@rule("sign", ast.BinOp)
def other_sign(place, scope):
    node = place.node
    if type(node.op) in SIGNS and not is_text(node.left):
        op = SIGNS[type(node.op)]
        yield with_parts(node, op=op()), {"like": (op, ast.dump(node.right))}


@rule("sign", ast.UnaryOp)
def drop_minus(place, scope):
    if isinstance(place.node.op, ast.USub):
        yield place.node.operand


@rule("sign", ast.Name, ast.Call, ast.BinOp, ast.Subscript, ast.Attribute)
def add_minus(place, scope):
    if _is_value(place, scope) and "whole" in place.inside:
        yield ast.UnaryOp(ast.USub(), place.node), {"rank": 0 if scope.ratio == -1 else 1.4}


@rule("comparison", ast.Compare)
def other_comparison(place, scope):
    node = place.node
    if len(node.ops) == 1:
        for op in COMPARISONS[type(node.ops[0])]:
            yield with_parts(node, ops=[op()])
        if "whole" not in place.inside:
            yield node.left, {"rank": 2}


@rule("sides", ast.BinOp)
def swap_sides(place, scope):
    node = place.node
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow | ast.FloorDiv):
        yield with_parts(node, left=node.right, right=node.left)


# -- parentheses


@rule("parentheses", ast.BinOp)
def regroup(place, scope):
    node = place.node
    left, op, right = node.left, node.op, node.right
    if isinstance(left, ast.BinOp):
        yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, op, right))
        if isinstance(op, ast.Div | ast.Mult) and isinstance(left.op, ast.Add | ast.Sub):
            yield ast.BinOp(ast.BinOp(left.left, op, right), left.op, left.right)
    if isinstance(right, ast.BinOp):
        yield ast.BinOp(ast.BinOp(left, op, right.left), right.op, right.right)
    if _of_one(left):
        yield with_parts(left, args=[ast.BinOp(left.args[0], op, right)]), {"rank": 0.1}
    if _of_one(right):
        yield with_parts(right, args=[ast.BinOp(left, op, right.args[0])]), {"rank": 0.2}
    if isinstance(left, ast.UnaryOp):
        yield ast.UnaryOp(left.op, ast.BinOp(left.operand, op, right)), {"rank": 0.3}


@rule("parentheses", ast.Call)
def move_out(place, scope):
    node = place.node
    inner = node.args[0] if len(node.args) >= 1 else None
    if isinstance(inner, ast.BinOp) and called(node) not in KEPT:
        rest = node.args[1:]
        yield ast.BinOp(with_parts(node, args=[inner.left, *rest]), inner.op, inner.right), {"rank": 0.1}
        yield ast.BinOp(inner.left, inner.op, with_parts(node, args=[inner.right, *rest])), {"rank": 0.2}
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.BinOp):
        inner = node.func.value
        for one, make in (
            (inner.left, lambda new: ast.BinOp(new, inner.op, inner.right)),
            (inner.right, lambda new: ast.BinOp(inner.left, inner.op, new)),
        ):
            yield make(with_parts(node, func=ast.Attribute(one, node.func.attr, ast.Load()))), {"rank": 0.3}


def _of_one(node):
    return isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords and called(node) not in KEPT


# -- names, keys, functions

SIBLINGS = [
    "sum mean max prod",
    "zeros ones",
    "zeros_like ones_like empty_like",
    "sqrt square abs",
    "log log10 log2 log1p",
    "exp expm1",
    "dot multiply matmul",
    "maximum minimum",
    "max min",
    "standard_normal random uniform",
    "relu sigmoid tanh leaky_relu softmax",
    "reduce_sum reduce_mean reduce_max",
    "softmax_cross_entropy_with_logits sparse_softmax_cross_entropy_with_logits sigmoid_cross_entropy_with_logits",
    "uniform normal truncated_normal",
    "log_softmax softmax",
    "floor ceil round",
    "var std",
    "float32 float64 int32",
    "argmax argmin",
    "Variable constant",
    "permutation arange",
    "items values keys",
    "hstack vstack",
    "glorot_uniform he_normal glorot_normal GlorotNormal GlorotUniform HeNormal HeUniform",
]
SIBLINGS_OF = defaultdict(list)
for _group in map(str.split, SIBLINGS):
    for _one in _group:
        SIBLINGS_OF[_one] += [other for other in _group if other != _one and other not in SIBLINGS_OF[_one]]


@rule("function", ast.Attribute, ast.Name)
def sibling(place, scope):
    node = place.node
    own = node.attr if isinstance(node, ast.Attribute) else node.id
    if own in scope.local:
        return
    for other in SIBLINGS_OF.get(own, ()):
        like = {"like": (own, other)}
        if isinstance(node, ast.Attribute):
            yield ast.Attribute(node.value, other, ast.Load()), like
        elif other in scope.names or other in ("min", "max", "sum", "abs", "round"):
            yield name(other), like


@rule("function", ast.Call)
def other_function(place, scope):
    node = place.node
    if called(node) in ("dot", "multiply", "matmul") and len(node.args) == 2:
        for op in (ast.Mult(), ast.MatMult()):
            yield ast.BinOp(node.args[0], op, node.args[1])
    if called(node) in ("max", "amax") and len(node.args) == 2:
        yield with_parts(node, func=expression("np.maximum"), keywords=[])
        yield with_parts(node, func=name("max"), keywords=[])
    if called(node) in ("max", "sum", "mean", "abs", "sqrt") and len(node.args) == 1 and "np" in scope.names:
        inner = node.args[0]
        for _ in range(2):  # the root of the sum of the squares
            inner = inner.args[0] if called(inner) in ("abs", "square", "sum") and inner.args else inner
        yield call("np.linalg.norm", inner), {"rank": 0.3}


@rule("name", ast.Name)
def other_name(place, scope):
    node = place.node
    if "callee" in place.inside or scope.is_module(node):
        return
    own = scope.kinds.get(node.id)
    if node.id in scope.names and node.id not in scope.local:
        return
    for other in scope.local:
        theirs = scope.kinds.get(other)
        if other != node.id and (
            own is None or theirs is None or own == theirs or {own, theirs} == {"array", "number"}
        ):
            near = other[:1] == node.id[:1] or own in ("number", "dict")
            yield name(other), {"rank": 0 if near else 0.6}


@rule("name", ast.Subscript, ast.Attribute, ast.BinOp, ast.Call, ast.Name)
def from_elsewhere(place, scope):
    """What another place of the function has instead."""
    if place.inside & {"index", "key", "callee", "count"} or not (_is_value(place, scope) or place.field == "iter"):
        return
    own = ast.dump(place.node)
    for text, other in scope.elsewhere.items():
        if text != own and own not in text:
            same = type(other) is type(place.node)
            yield other, {"rank": 2.4 if same else 2.9, "like": None}


@rule("key", ast.Constant)
def other_key(place, scope):
    text = place.node.value
    if not isinstance(text, str) or isinstance(place.statement, ast.Expr):
        return
    match = re.fullmatch(r"([A-Za-z]{0,3})(%\w|\d|\{\})?", text)
    if not match:
        return
    letters, rest = match[1], match[2] or ""
    near = ["d" + letters, letters[1:], letters.swapcase()]
    for other in dict.fromkeys([*near, "W", "b", "dW", "db", "A", "Z", "D"]):
        if other and other != letters:
            yield ast.Constant(other + rest), {"rank": 0 if other in near else 0.4}
    if rest.isdigit():
        for number in (int(rest) - 1, int(rest) + 1):
            yield ast.Constant(f"{letters}{number}"), {"rank": -0.2}


# -- numbers


@rule("constant", ast.Constant)
def other_number(place, scope):
    value = place.node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int) and not place.inside & {"index", "count", "key"}:
        for number in dict.fromkeys([value - 1, value + 1, 2 * value, 0, 1, 2, -value, 0.5]):
            if number != value and (number >= 0 or value == 1):
                yield ast.Constant(number), {"rank": 0 if abs(number - value) == 1 else 0.3}
    elif isinstance(value, float):
        for number in dict.fromkeys([2 * value, value / 2, 10 * value, value / 10, 1.0, 0.0, 1e-8]):
            if number != value:
                yield ast.Constant(number), {"rank": 0.3}


@rule("constant", ast.Constant)
def constant_to_name(place, scope):
    value = place.node.value
    if type(value) in (int, float) and "index" not in place.inside:
        for other in scope.local:
            if scope.kinds.get(other) == "number":
                yield name(other), {"rank": 0.7 if isinstance(value, int) else -0.4}


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
    text = isinstance(node, ast.BinOp) and is_text(node.left)
    if place.inside & {"index", "key"} and "callee" not in place.inside and not text:
        if scope.kinds.get(getattr(node, "id", None)) in (None, "number") and not isinstance(place.parent, ast.BinOp):
            for op in (ast.Sub(), ast.Add()):
                yield ast.BinOp(node, op, ast.Constant(1))


@rule("off by one", ast.Slice)
def other_slice(place, scope):
    node = place.node
    for end in ("lower", "upper"):
        value = getattr(node, end)
        if value is not None:
            for op in (ast.Sub(), ast.Add()):
                yield with_parts(node, **{end: ast.BinOp(value, op, ast.Constant(1))}), {"rank": 0.1}
            yield with_parts(node, **{end: None}), {"rank": 0.6}


@rule("range", ast.Call)
def other_range(place, scope):
    node = place.node
    if called(node) != "range" or node.keywords:
        return

    def by(value, op):
        return ast.BinOp(value, op, ast.Constant(1))

    args = node.args
    more, less = ast.Add(), ast.Sub()
    new = []
    if len(args) == 1:
        (n,) = args
        new += [[ast.Constant(1), by(n, more)], [ast.Constant(1), n], [by(n, less)], [by(n, more)]]
        new += [[n, ast.Constant(0), ast.Constant(-1)]]
    else:
        new += [[by(args[0], op), *args[1:]] for op in (more, less)]
        new += [[args[0], by(args[1], op), *args[2:]] for op in (more, less)]
    if len(args) == 2:
        new += [args[1:], [by(args[0], more), by(args[1], more)]]
        yield call("reversed", node), {"rank": 0.5}
    if len(args) == 3:
        new += [[by(args[1], more), by(args[0], more)], args[:2]]
    for i, each in enumerate(new):
        yield with_parts(node, args=each), {"rank": 0.05 * i}


# -- orders


@rule("order", ast.Tuple, ast.List)
def other_order(place, scope):
    items = place.node.elts
    if 2 <= len(items) <= 4:
        for i in range(len(items)):
            for j in range(i):
                new = list(items)
                new[i], new[j] = new[j], new[i]
                rank = 0 if isinstance(place.statement, ast.Return) else 0.4
                yield with_parts(place.node, elts=new), {"rank": rank}


@rule("arguments", ast.Call)
def swap_arguments(place, scope):
    node = place.node
    if called(node) != "range":
        for i in range(len(node.args) - 1):
            new = list(node.args)
            new[i], new[i + 1] = new[i + 1], new[i]
            yield with_parts(node, args=new), {"like": (called(node), i, len(new))}


# -- arrays

REDUCING = frozenset(
    [
        "sum",
        "mean",
        "max",
        "min",
        "norm",
        "argmax",
        "argmin",
        "std",
        "var",
        "prod",
        "any",
        "all",
        "reduce_sum",
        "reduce_mean",
        "reduce_max",
        "softmax",
        "log_softmax",
        "concatenate",
        "softmax_cross_entropy_with_logits",
    ]
)


@rule("axis", ast.Call)
def other_axis(place, scope):
    node = place.node
    if called(node) not in REDUCING | {"one_hot", "stack", "concatenate", "concat"}:
        return
    given = {k.arg: k for k in node.keywords}

    def with_keyword(key, value):
        rest = [k for k in node.keywords if k.arg != key]
        return with_parts(node, keywords=[*rest, ast.keyword(key, ast.Constant(value))])

    if "axis" in given or len(node.args) < 2 or called(node) == "one_hot":
        for axis in (0, 1, -1):
            yield with_keyword("axis", axis), {"rank": 0.1 if "axis" in given else 0.3, "like": (called(node), axis)}
            if called(node) in REDUCING and "keepdims" not in given:
                new = with_keyword("axis", axis)
                new.keywords.append(ast.keyword("keepdims", ast.Constant(True)))
                yield new, {"rank": 0.4, "like": (called(node), axis, "keepdims")}
    if "keepdims" not in given and ("axis" in given or len(node.args) > 1):
        yield with_keyword("keepdims", True), {"rank": -0.5, "like": (called(node), "keepdims")}


@rule("transpose", ast.Attribute)
def drop_transpose(place, scope):
    if place.node.attr == "T":
        yield place.node.value


@rule("transpose", ast.Name, ast.Subscript, ast.BinOp, ast.Call)
def add_transpose(place, scope):
    if _is_value(place, scope) and not scope.tensorflow:
        product = isinstance(place.parent, ast.BinOp) and isinstance(place.parent.op, ast.MatMult)
        if product or called(place.parent) in ("dot", "matmul") or "whole" in place.inside:
            yield ast.Attribute(place.node, "T", ast.Load()), {"rank": 0.1 if product else 2}


@rule("transpose", ast.BinOp)
def transpose_product(place, scope):
    node = place.node
    if isinstance(node.op, ast.MatMult):

        def turned(side):
            if isinstance(side, ast.Attribute) and side.attr == "T":
                return side.value
            return ast.Attribute(side, "T", ast.Load())

        for left in (node.right, turned(node.right)):
            for right in (node.left, turned(node.left)):
                if (left, right) != (node.right, node.left):
                    yield ast.BinOp(left, node.op, right), {"rank": 0.5}


@rule("dtype", ast.Call)
def other_dtype(place, scope):
    node = place.node
    rest = [k for k in node.keywords if k.arg != "dtype"]
    given = len(rest) < len(node.keywords)
    makes = ["zeros", "ones", "empty", "array", "asarray", "zeros_like", "ones_like", "empty_like", "full"]
    if given or (called(node) in makes and not scope.tensorflow):
        for dtype in ("tf.float32", "tf.int32") if scope.tensorflow else ("float",):
            new = with_parts(node, keywords=[*rest, ast.keyword("dtype", expression(dtype))])
            yield new, {"rank": -0.7 if given else 0.4}


@rule("dtype", ast.Name, ast.Call, ast.BinOp, ast.Subscript)
def cast(place, scope):
    if scope.tensorflow and _is_value(place, scope):
        yield call("tf.cast", place.node, expression("tf.float32"))
        yield call("tf.cast", place.node, expression("tf.int32")), {"rank": 0.8}


@rule("generator", ast.Attribute)
def given_generator(place, scope):
    if isinstance(place.node.value, ast.Name) and (place.node.value.id, place.node.attr) == ("np", "random"):
        for generator in scope.generators():
            yield name(generator), {"like": generator}


@rule("generator", ast.Call)
def given_generator_instead(place, scope):
    node = place.node
    for generator in scope.generators():
        if called(node) in ("default_rng", "RandomState", "from_seed"):
            yield name(generator), {"like": generator}
        elif called(node) in ("randn", "rand"):
            size = [ast.Tuple(node.args, ast.Load())] if node.args else []
            method = "standard_normal" if called(node) == "randn" else "random"
            yield call(f"{generator}.{method}", *size), {"like": (generator, method)}


# -- what is missing


def _is_value(place, scope):
    """Whether a number or an array stands there."""
    node = place.node
    if place.inside & {"callee", "index", "key", "count", "shape"} or is_text(node) or place.field == "iter":
        return False
    if isinstance(node, ast.Name):
        known = scope.kinds.get(node.id)
        return known in ("number", "array") or (known is None and node.id not in scope.names)
    return not scope.is_module(node)


def _is_term(place):
    parent = place.parent
    return isinstance(parent, ast.BinOp | ast.Compare) and not isinstance(
        getattr(parent, "op", None), ast.Mult | ast.Div
    )


VALUES = (ast.Name, ast.Call, ast.BinOp, ast.Subscript, ast.Attribute)


@rule("factor", *VALUES)
def add_factor(place, scope):
    if not _is_value(place, scope) or not ("whole" in place.inside or _is_term(place)):
        return
    for text, value in scope.scalars:
        for op, undone in ((ast.Mult(), 1 / value), (ast.Div(), value)):
            known = scope.ratio is not None
            hit = known and abs(undone - scope.ratio) < 1e-3 * abs(scope.ratio)
            yield ast.BinOp(place.node, op, expression(text)), {"rank": -2.3 if hit else 0.6 * known}


@rule("term", *VALUES)
def add_term(place, scope):
    if _is_value(place, scope) and ("whole" in place.inside or isinstance(place.parent, ast.BinOp)):
        for text, _ in scope.scalars:
            if text.isidentifier():
                yield ast.BinOp(place.node, ast.Add(), name(text))


@rule("power", *VALUES)
def add_power(place, scope):
    if _is_value(place, scope):
        yield ast.BinOp(place.node, ast.Pow(), ast.Constant(2))
        yield call("tf.sqrt" if scope.tensorflow else "np.sqrt", place.node), {"rank": 0.2}


@rule("complement", *VALUES)
def one_minus(place, scope):
    if _is_value(place, scope):
        yield ast.BinOp(ast.Constant(1), ast.Sub(), place.node)


@rule("missing call", *VALUES)
def add_call(place, scope):
    if not _is_value(place, scope):
        return
    if scope.tensorflow:
        functions = [
            "tf.reduce_mean",
            "tf.reduce_sum",
            "tf.Variable",
            "tf.transpose",
            "tf.constant",
            "tf.nn.softmax",
            "tf.nn.relu",
        ]
        rank = -0.4
    else:
        functions, rank = ["np.abs", "np.exp", "np.log"], 0
        if "whole" in place.inside:
            functions += ["np.sum", "np.mean", "float"]
    for function in functions:
        yield call(function, place.node), {"rank": rank}
    for function in ("relu", "sigmoid"):
        if callable(scope.names.get(function)):
            yield call(function, place.node)
    if isinstance(place.parent, ast.BinOp) and isinstance(place.parent.op, ast.Mult | ast.MatMult):
        yield ast.Compare(place.node, [ast.Gt()], [ast.Constant(0)]), {"rank": -0.4}


# -- arguments that are changed in place


@rule("argument", ast.Name)
def copy_name(place, scope):
    """new = parameters names the same dict again."""
    if "whole" in place.inside and scope.kinds.get(place.node.id) in ("dict", "array", "list", None):
        if isinstance(place.statement, ast.Assign) and place.statement.value is place.node:
            yield copied(place.node), {"rank": -3.6}


@rule("argument", ast.Subscript, ast.Call)
def copy_value(place, scope):
    plain = isinstance(place.statement, ast.Assign) and place.statement.value is place.node
    if plain and (isinstance(place.node, ast.Subscript) or called(place.node) in ("copy", "dict")):
        yield copied(place.node), {"rank": -3 if scope.argument_changed else 0}


CHANGING = frozenset(
    [
        "append",
        "clear",
        "extend",
        "fill",
        "insert",
        "pop",
        "popitem",
        "remove",
        "resize",
        "reverse",
        "setdefault",
        "sort",
        "update",
    ]
)


def changes_in_place(node, argument):
    """Whether a statement or a call changes what the argument names."""
    targets = []
    if isinstance(node, ast.Assign):
        targets = [target for target in node.targets if isinstance(target, ast.Subscript)]
    elif isinstance(node, ast.AugAssign | ast.Delete):
        targets = node.targets if isinstance(node, ast.Delete) else [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
        targets = [node.func.value]
    return any(argument == getattr(_root(target), "id", None) for target in targets)


def _root(node):
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node


# -- whole statements


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


def statement_rule(family):
    """Register a rule that takes a Row and a Scope, and yields (node at whose line it is, changes, rank)."""

    def register(function):
        STATEMENT_RULES.append((family, function))
        return function

    return register


BLOCKS = ast.For | ast.While | ast.If | ast.With


@statement_rule("statement")
def drop_statement(row, scope):
    if not isinstance(row.statement, ast.FunctionDef | ast.Return | ast.Import | ast.ImportFrom):
        if not _is_docstring(row.statement):
            yield row.statement, [row.becomes(ast.Pass())], 0


@statement_rule("argument")
def new_array(row, scope):
    """a += b changes the array that a names; a = a + b makes a new one."""
    node = row.statement
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name | ast.Subscript):
        read = with_parts(node.target, ctx=ast.Load())
        new = ast.Assign([node.target], ast.BinOp(read, node.op, node.value))
        yield node, [row.becomes(new)], -3.8 if scope.argument_changed else -1


@statement_rule("operator")
def accumulate(row, scope):
    node = row.statement
    if isinstance(node, ast.AugAssign):
        yield node, [row.becomes(ast.Assign([node.target], node.value))], 2
        for op in OPERATORS.get(type(node.op), ()):
            yield node, [row.becomes(with_parts(node, op=op()))], 0
    elif isinstance(node, ast.Assign) and row.loops and isinstance(node.targets[0], ast.Name | ast.Subscript):
        yield node, [row.becomes(ast.AugAssign(node.targets[0], ast.Add(), node.value))], 2


@statement_rule("sign")
def other_sign_in_place(row, scope):
    node = row.statement
    if isinstance(node, ast.AugAssign) and type(node.op) in SIGNS:
        yield node, [row.becomes(with_parts(node, op=SIGNS[type(node.op)]()))], 0


@statement_rule("condition")
def drop_if(row, scope):
    node = row.statement
    if isinstance(node, ast.If):
        yield node, [row.becomes(*node.body)], 0
        if node.orelse:
            yield node, [row.becomes(*node.orelse)], 0.05
        yield node, [(node, "test", node.test, ast.UnaryOp(ast.Not(), node.test))], 1.5


@statement_rule("place")
def indent(row, scope):
    """A statement that stands in a block and should follow it, or the other way round."""
    node = row.statement
    if isinstance(node, BLOCKS):
        last = node.body[-1]
        if len(node.body) > 1 or isinstance(last, ast.Return):
            out = [(node, "body", last, [ast.Pass()]), row.becomes(node, last)]
            yield last, out, -3.6 if isinstance(last, ast.Return) else 0.3
        if len(node.body) > 1 and isinstance(node, ast.For | ast.While):
            first = node.body[0]
            yield first, [(node, "body", first, [ast.Pass()]), row.becomes(first, node)], 0.4
        if row.after is not None and not isinstance(row.after, ast.Return | ast.FunctionDef):
            into = [(node, "body", last, [last, row.after]), row.becomes(ast.Pass(), old=row.after)]
            yield row.after, into, 0
        if isinstance(row.before, ast.Assign | ast.AugAssign) and isinstance(node, ast.For | ast.While):
            first = node.body[0]
            into = [(node, "body", first, [row.before, first]), row.becomes(ast.Pass(), old=row.before)]
            yield row.before, into, 0


@statement_rule("place")
def swap_statements(row, scope):
    if row.after is not None and not isinstance(row.after, ast.FunctionDef) and not _is_docstring(row.statement):
        both = [row.becomes(copy.copy(row.after), row.statement), row.becomes(ast.Pass(), old=row.after)]
        yield row.statement, both, 0.3


@statement_rule("return")
def other_return(row, scope):
    node = row.statement
    if not isinstance(node, ast.Return) or node.value is None:
        return
    parts = list(node.value.elts) if isinstance(node.value, ast.Tuple) else [node.value]

    def returning(new):
        value = new[0] if len(new) == 1 else ast.Tuple(new, ast.Load())
        return [row.becomes(ast.Return(value))]

    if len(parts) > 1:
        for part in parts:
            yield node, returning([other for other in parts if other is not part]), 0
    if len(parts) < 4:
        for local in scope.local:
            if scope.kinds.get(local) in ("dict", "array", "list", "number", None):
                yield node, returning([*parts, name(local)]), 0.2
                yield node, returning([name(local), *parts]), 0.3


@statement_rule("return")
def add_return(row, scope):
    """Nothing is returned: the last statement has the value, or some variable."""
    function = row.owner
    if row.after is None and isinstance(function, ast.FunctionDef):
        if not any(isinstance(node, ast.Return) for node in ast.walk(function)):
            if isinstance(row.statement, ast.Expr):
                yield row.statement, [row.becomes(ast.Return(row.statement.value))], -1.2
            for local in reversed(scope.local):
                yield row.statement, [row.becomes(row.statement, ast.Return(name(local)))], -1.1


def _is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
