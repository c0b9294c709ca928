"""The search: one edit after the other is put to the cheapest case that fails, until the time is over."""

import ast
import contextlib
import functools
import io
import itertools
import logging
import time
from dataclasses import dataclass

from graders.checks.hints.edits import Edit, applied, edits
from graders.checks.hints.program import EDITED, with_locals
from graders.checks.hints.rules import Scope

clock = time.perf_counter
# For one candidate: on a busy machine, a right one must not be stopped for its waiting. A browser has no such clock.
cpu_clock = getattr(time, "thread_time", clock)
AS_LIKELY = 0.12  # two repairs are equally likely if their ranks differ by no more
ELSEWHERE = 0.45  # and if they are in two lines, by no more than this, as the range of a loop and a slice in it
PAIRED = 100  # so many of the likeliest edits are tried in pairs

ALONE = frozenset(["argument", "statement", "place"])  # families that are not tried in pairs


class OutOfSteps(BaseException):
    """Changed code went on for too long. No Exception, so that the student's `except` does not catch it."""


class Meter:
    """Counts the turns of all loops and calls, and stops the code after too many of them, or when its time is over.

    Code that goes wrong may double a list in each turn: by the clock it is stopped before that fills the memory.
    """

    def __init__(self, seconds):
        self.end = clock() + seconds
        self.stop = float("inf")
        self.steps, self.most = 0, 10**9

    def start(self, seconds):
        """From now on, code may run for so long, and for as many steps as ever."""
        self.stop = cpu_clock() + seconds
        self.steps = 0

    def tick(self):
        self.steps += 1
        if self.steps > self.most or cpu_clock() > self.stop or clock() > self.end:
            raise OutOfSteps
        return True

    def left(self):
        return self.end - clock()


@dataclass
class Repair:
    """Edits that make every public case right."""

    edits: tuple[Edit, ...]
    cell: object

    @property
    def rank(self):
        return sum(edit.rank for edit in self.edits)

    @property
    def lines(self):
        return tuple(sorted({line for edit in self.edits for line in edit.lines}))

    @property
    def family(self):
        """The kind of the mistake; "" for two of them."""
        return self.edits[0].family if len(self.edits) == 1 else ""


def find_repairs(program, question, seconds):
    """Likely repairs, the likeliest first: more than one if others would do as well. [] if there is none."""
    meter = Meter(seconds)
    with contextlib.redirect_stdout(Nowhere()), contextlib.redirect_stderr(Nowhere()):
        level = logging.root.manager.disable
        logging.disable(logging.CRITICAL)  # TensorFlow logs that it cannot find the source of what we make
        try:
            return Search(program, question, meter).repairs()
        finally:
            logging.disable(level)


class Nowhere(io.TextIOBase):
    """Where the prints of candidates go."""

    def write(self, text):
        return len(text)


class Search:
    def __init__(self, program, question, meter):
        self.program, self.question, self.meter = program, question, meter
        self.tried = 0
        trees = [(cell, list(cell.tree.body)) for cell in program.editable]
        self.functions = [(cell, s) for cell, body in trees for s in body if isinstance(s, ast.FunctionDef)]
        program.instrument()  # after this, bodies hold calls of ours: edits know nodes by identity

    def repairs(self):
        names = self.program.defined(self.meter.tick)
        self.order, self.costs, seen = self._measured(names)
        if not self.order:
            return []
        self.first = self.order[0]
        self.meter.most = 20 * self.meter.steps + 2000
        self.argument_changed = self.question.prepare(names, self.first)
        found = []
        candidates = self._candidates(seen)
        for cell, edit in candidates:
            later = edit.rank - found[0].rank if found else 0
            if self.meter.left() < 0 or later > ELSEWHERE:
                break
            if later > AS_LIKELY and (cell, edit.lines) == (found[0].cell, found[0].lines):
                continue
            if self._is_right(cell, edit):
                found.append(Repair((edit,), cell))
        return found or self._pairs(candidates)

    def _measured(self, names):
        """The cases in the order in which candidates are put to them, the cheapest wrong one first, and what was seen
        of that one. Time that runs out here is no good sign: the code is too slow to be searched."""
        costs, wrong, seen = {}, [], {}
        for case in range(self.question.n):
            started = clock()
            seen[case] = self.question.seen(names, case)
            costs[case] = clock() - started
            if self.question.is_wrong(seen[case], case):
                wrong.append(case)
        if not wrong:
            return [], costs, None
        order = sorted(range(self.question.n), key=lambda case: (case not in wrong, costs[case]))
        return order, costs, seen[order[0]]

    def _candidates(self, seen):
        """(cell, Edit) for all edits of all cells, the likeliest first."""
        found = []
        for cell in self.program.editable:
            functions = [function for owner, function in self.functions if owner is cell]
            found += [(cell, edit) for edit in edits(functions, self._scope(functions, seen))]
        return sorted(found, key=lambda each: each[1].rank)

    def _scope(self, functions, seen):
        arguments = list(dict.fromkeys(a.arg for function in functions for a in function.args.args))
        stored = {
            node.id
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        local = arguments + sorted(stored - set(arguments))
        values, line = self._traced(functions)
        elsewhere = {
            ast.dump(node): node
            for function in functions
            for node in ast.walk(function)
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
        }
        ratio = self.question.ratio(seen, self.first)
        own = frozenset(function.name for _, function in self.functions)
        names, changed = self.program.namespace, self.argument_changed
        return Scope(arguments, local, own, values, names, ratio, line, changed, elsewhere)

    def _traced(self, functions):
        """The values of the local variables in one run of the first case, and the line in which it stopped."""
        values, lines = {}, []

        def saw(local):
            for name, value in local.items():
                values.setdefault(name, value)

        with contextlib.ExitStack() as stack:
            for function in functions:
                stack.enter_context(with_locals(function))
            cell = next(cell for cell, function in self.functions if function in functions)
            code = self.program.compiled(cell)
        names = self.program.defined(self.meter.tick, cell, code, saw)
        name = self.question.name
        names[name] = _telling_lines(names[name], lines)
        with contextlib.suppress(OutOfSteps):
            self.question.seen(names, self.first)
        return values, lines[-1] if lines else None

    def _is_right(self, cell, *candidate):
        self.tried += 1
        try:
            with applied(*candidate):
                code = self.program.compiled(cell)
            names = self.program.defined(self.meter.tick, cell, code)
            self._start(self.first)
            if self.question.is_plainly_wrong(names):
                return False
            names = self.program.defined(self.meter.tick, cell, code)
            for case in self.order:
                self._start(case)
                if self.question.is_wrong(self.question.seen(names, case), case):
                    return False
            return True
        except (OutOfSteps, Exception):  # compile() refuses some of the trees
            return False

    def _start(self, case):
        self.meter.start(0.05 + 5 * self.costs[case])

    def _pairs(self, candidates):
        """Two mistakes: the likeliest edits two by two, while there is time."""
        likely = [each for each in candidates if each[1].family not in ALONE][:PAIRED]
        pairs = itertools.combinations(range(len(likely)), 2)
        for i, j in sorted(pairs, key=lambda pair: likely[pair[0]][1].rank + likely[pair[1]][1].rank):
            (cell, one), (other_cell, other) = likely[i], likely[j]
            if self.meter.left() < 0:
                break
            places = {change.place for change in one.changes} & {change.place for change in other.changes}
            if cell is other_cell and not places and self._is_right(cell, one, other):
                return [Repair((one, other), cell)]
        return []


def _telling_lines(function, lines):
    @functools.wraps(function)
    def telling(*args, **keywords):
        try:
            return function(*args, **keywords)
        except Exception as error:
            frame = error.__traceback__
            while frame:
                if frame.tb_frame.f_code.co_filename == EDITED:
                    lines.append(frame.tb_lineno)
                frame = frame.tb_next
            raise

    return telling
