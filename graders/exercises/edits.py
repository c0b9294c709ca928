"""A mistake as an edit of the right function's source: "before -> after"."""

import ast
import inspect
import re
import textwrap

ARROW = " -> "


class EditError(ValueError):
    """An edit cannot be made; the message says which, and shows the source."""


def edited(function, *edits, names=None):
    """The function that results if every "before" in the body of function is replaced by its "after".

    edits: "before -> after" each, all made at once, wherever before occurs: ("a -> b", "b -> a") swaps. Both sides are
        taken literally, spaces and line breaks included. "before ->" deletes.
    names: what the edited source may use besides the names of the function's own module.
    Raises EditError if a before does not occur, or if the result is not Python.
    """
    source = edited_source(function, *edits)
    namespace = {**(names or {}), **function.__globals__}
    try:
        exec(compile(source, f"<{function.__name__}, edited: {' and '.join(edits)}>", "exec"), namespace)
    except SyntaxError as error:
        raise EditError(f"the edit {' and '.join(edits)!r} gives what is not Python ({error.msg}):\n{source}") from None
    return namespace[function.__name__]


def edited_source(function, *edits):
    """The source that `edited` compiles: the function without its docstring, edited."""
    head, body = plain_source(function)
    pairs = dict(map(split, edits))
    if not pairs:
        return head + body
    for before, after in pairs.items():
        if before not in body:
            raise EditError(f"{before!r}, to become {after!r}, does not occur in the reference:\n{body}")
    done = set()

    def replacement(found):
        done.add(found[0])
        return pairs[found[0]]

    longest_first = sorted(pairs, key=len, reverse=True)
    source = head + re.sub("|".join(map(re.escape, longest_first)), replacement, body)
    if done != pairs.keys():
        raise EditError(f"{sorted(pairs.keys() - done)} overlaps with another of {edits} wherever it occurs:\n{body}")
    return source


def split(edit):
    """(before, after) of an edit. Raises EditError if it has no arrow."""
    before, arrow, after = edit.partition(ARROW)
    if not arrow and edit.endswith(" ->"):
        before, arrow = edit.removesuffix(" ->"), ARROW
    if not (before and arrow):
        raise EditError(f"{edit!r} is not of the form 'before -> after'")
    return before, after


def plain_source(function):
    """(head, body): the `def` with its parameters, and what follows it without the docstring, both dedented."""
    source = textwrap.dedent(inspect.getsource(function))
    (definition,) = ast.parse(source).body
    lines = source.splitlines(keepends=True)
    first = definition.body[0]
    head = "".join(lines[: first.lineno - 1])
    if ast.get_docstring(definition) is None:
        return head, "".join(lines[first.lineno - 1 :])
    return head, "".join(lines[first.end_lineno :])
