"""What a notebook shows of an exercise that is still open, and of a plain assert that fails."""

import ast
import linecache
import sys
import traceback
import types

from graders.checks import hints

UNWRITTEN = "not written yet"  # as nbgrader_config.py puts it in place of a solution
_waiting = {}  # variable -> the exercise that the cell which should have made it waits for


def explain_unsolved(exercises=(), not_yet=None):
    """Where this runs inside IPython, say of a cell that meets an unwritten exercise which one it waits for.

    exercises: the names of the functions to write, which nobody else defines.  not_yet: what a check raises.
    """
    shell = _shell()
    if shell is not None:
        _waiting.clear()
        _waiting.update({name: name for name in exercises})
        _listen(shell, NotImplementedError, NameError)
        if sys.platform == "emscripten" and not_yet is not None:
            _listen(shell, not_yet)


def explain_asserts():
    """Where this runs inside IPython, add a hint to the traceback of an assert that fails, if one can be found.

    For notebooks with plain tests: the hint names the line of the student's own function to look at.
    """
    shell = _shell()
    if shell is not None:
        _listen(shell, AssertionError)


def _listen(shell, *kinds):
    """IPython keeps one handler, for all kinds of errors together."""
    shell.set_custom_exc(tuple({*shell.custom_exceptions, *kinds}), _handle)


def _shell():
    ipython = sys.modules.get("IPython")  # never imported for its own sake: a script has no notebook to tidy up
    return ipython.get_ipython() if ipython else None


def _handle(shell, kind, error, tb, tb_offset=None):
    if sys.platform == "emscripten" and hasattr(error, "_render_traceback_"):
        # JupyterLite ends Run All at any error, even in a cell that is tagged raises-exception.
        print("\n".join(error._render_traceback_()), file=sys.stderr)
        return
    if issubclass(kind, AssertionError) and not hasattr(error, "_render_traceback_"):  # check's own says all it knows
        hint = _hint_for_assert(shell)
        if hint:
            error.add_note(hint.text)
    exercise = _exercise_of(kind, error, tb)
    if exercise is None:
        shell.showtraceback((kind, error, tb), tb_offset=tb_offset)
        return
    _remember(shell, exercise)
    if getattr(error, "name", None) == exercise:
        print(f"`{exercise}` is not there yet: run its cell first, then this one. If that shows an error, fix it.")
    else:
        print(f"This cell waits for {exercise}: write that function, run its cell, then this one.")


def _hint_for_assert(shell):
    """A Hint for the test in the cell that just ran, from the cells of the functions that it names; or None."""
    test = shell.history_manager.input_hist_raw[-1]
    sources = {}
    for name, value in shell.user_ns.items():
        if isinstance(value, types.FunctionType) and value.__globals__ is shell.user_ns and name in test:
            sources[name] = "".join(linecache.getlines(value.__code__.co_filename))
    return hints.for_assertion(test, shell.user_ns, sources) if sources else None


def _exercise_of(kind, error, tb):
    if issubclass(kind, NotImplementedError):
        frames = traceback.extract_tb(tb)
        if UNWRITTEN not in str(error) or frames[-1].name == "<module>":
            return None  # some library's own: TensorFlow's means that a tensor has no numbers yet
        return frames[-1].name.removeprefix("tf__")  # the copy that TensorFlow makes of a function for its graph
    return _waiting.get(getattr(error, "name", None))


def _remember(shell, exercise):
    """What the cell that stopped would have made: a later cell that misses it waits for the same exercise."""
    try:
        tree = ast.parse(shell.history_manager.input_hist_raw[-1])
    except (SyntaxError, AttributeError, IndexError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            _waiting[node.id] = exercise
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            _waiting[node.name] = exercise
