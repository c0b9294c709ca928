"""The graders, graded: what they say, what they ask, and what of an answer reaches them."""

import json
from functools import cache

import numpy as np
import pytest

from graders.build_key import build_exercise_key, build_key, public_key, public_rng
from graders.checks import answer_key, checker, codec
from graders.checks.checker import NotYet
from graders.checks.problem import find_problem
from graders.exercise import Case, Change, Exercise, parameters_of
from graders.exercises import find, names

EXERCISES = [(assignment, exercise.name) for assignment in names() for exercise in find(assignment).exercises]
each_exercise = pytest.mark.parametrize(("assignment", "name"), EXERCISES, ids=str)


@cache
def stored(assignment):
    """The answer key of an assignment as it lies in the bundle, JSON."""
    return json.dumps(build_key(assignment))


@each_exercise
def test_a_message_is_made_of_whole_sentences(assignment, name):
    for mistake in find(assignment).exercise(name).mistakes:
        assert mistake.message[-1] in ".?", mistake
        assert "it looks as if" not in mistake.message, mistake


@each_exercise
def test_a_message_does_not_say_again_that_the_arguments_changed(assignment, name):
    """It follows the words of what was observed, and these say so."""
    for mistake in find(assignment).exercise(name).mistakes:
        assert "function changed" not in mistake.message, mistake


@each_exercise
def test_an_exercise_that_is_not_written_gets_nothing_and_a_friendly_word(assignment, name):
    def untouched(*args):
        raise NotImplementedError("not written yet")

    check, _ = checker(assignment)
    for hidden in (False, True):
        with pytest.raises(NotYet, match="It is not written yet"):
            check(name, untouched, hidden=hidden)


@each_exercise
def test_an_answer_of_another_kind_is_wrong_and_never_breaks_the_check(assignment, name):
    public = public_key(assignment, name)

    class Equal(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    for answer in (None, "W1", object(), Equal(1), {"W1": None}, [], (1, 2, 3, 4), np.array([object()]), print):
        assert find_problem(public, lambda *args, answer=answer: answer)


@pytest.mark.parametrize("assignment", names())
def test_stored_checks_say_the_same_as_the_declaration(assignment, tmp_path, monkeypatch):
    """Each function is measured once for both: they ask the same, to the last bit. A mistake was for what is stored."""
    measure, measured = answer_key.measure, {}

    def measure_once(probe, call, function, args, each_call):
        key = function, codec.dumps(args)
        if key not in measured:
            measured[key] = measure(probe, call, function, args, each_call)
        return measured[key]

    (tmp_path / f"{assignment}.json").write_text(stored(assignment), encoding="utf-8")
    live = answer_key.load(assignment)
    monkeypatch.setattr(answer_key, "KEYS", tmp_path)
    read = answer_key.load(assignment)
    assert list(read) == list(live)
    monkeypatch.setattr(answer_key, "measure", measure_once)
    for exercise in find(assignment).exercises:
        key = live[exercise.name]
        for i, args in enumerate(map(codec.dumps, key.args)):
            pairs = zip(exercise.mistakes, key.mistakes, strict=True)
            measured |= {(mistake.function, args): known.seen(i) for mistake, known in pairs}
        functions = [exercise.reference, *(mistake.function for mistake in exercise.mistakes)]
        for function in functions:
            said = [str(find_problem(keys[exercise.name], function)) for keys in (read, live)]
            assert said[0] == said[1]
        assert len(measured) == len(functions) * len(key.args)
        measured.clear()


@pytest.mark.parametrize("assignment", names())
def test_stored_checks_hold_neither_references_nor_mistakes(assignment):
    text = stored(assignment)
    for exercise in find(assignment).exercises:
        assert exercise.reference.__module__ not in text
        assert not [m for m in exercise.mistakes if "->" in m.identity and m.identity in text]
    assert "graders.exercises" not in text


def test_hidden_inputs_are_fresh_and_can_be_made_again(monkeypatch):
    seen = []

    def note(layers_dims):
        seen.append(list(layers_dims))
        raise ValueError

    check, _ = checker("W1A1-Initialization")
    for seed in ("1", "1", "2", None):
        monkeypatch.setenv("GRADERS_SEED", seed) if seed else monkeypatch.delenv("GRADERS_SEED")
        with pytest.raises(NotYet):
            check("initialize_parameters_zeros", note, hidden=True)
    rounds = [seen[i : i + 3] for i in range(0, 12, 3)]
    assert rounds[0] == rounds[1]
    assert rounds[1] != rounds[2] != rounds[3]


def test_hidden_tests_never_pass_silently_where_there_is_no_reference(monkeypatch):
    check, _ = checker("W1A1-Initialization")
    answer_key.builder.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "graders.build_key", None)
    with pytest.raises(answer_key.GraderError, match="only where the course's references are installed"):
        check("initialize_parameters_zeros", lambda layers_dims: {}, hidden=True)


def test_a_broken_reference_is_the_graders_fault_and_not_the_students():
    exercise = find("W1A1-Initialization").exercise("initialize_parameters_zeros")
    broken = Exercise(lambda layers_dims: 1 / 0, points=10, cases=exercise.cases, mistakes={}, name="broken")
    with pytest.raises(answer_key.GraderError, match="the reference stopped"):
        build_exercise_key(broken, public_rng())


def test_an_unknown_name_says_which_there_are():
    check, _ = checker("W1A1-Initialization")
    with pytest.raises(answer_key.GraderError, match="it has initialize_parameters_zeros, "):
        check("initialize_zeros", None)
    with pytest.raises(LookupError, match="there are W1A1-Initialization"):
        find("W9A9-Nothing")


def test_the_message_names_the_case_the_units_and_the_likely_mistake(capsys):
    check, progress = checker("W1A1-Initialization")

    def variance_for_deviation(layers_dims, rng):
        sizes = list(zip(layers_dims[1:], layers_dims[:-1]))
        weights = {f"W{i}": rng.standard_normal(s) * (2 / s[1]) for i, s in enumerate(sizes, 1)}
        return weights | {f"b{i}": np.zeros((s[0], 1)) for i, s in enumerate(sizes, 1)}

    with pytest.raises(NotYet) as caught:
        check("initialize_parameters_he", variance_for_deviation)
    message = str(caught.value)
    assert (
        "In case 2 of 5 (layers 200-64-40-1), the standard deviation of W1 is too small by a factor of about 10"
        in message
    )
    assert "The draw is scaled by the variance." in message
    shown = caught.value._render_traceback_()
    assert " ".join(shown) == message
    assert max(map(len, shown)) <= 88

    points = sum(exercise.points for exercise in find("W1A1-Initialization").exercises)
    reference = find("W1A1-Initialization").exercise("initialize_parameters_he").reference
    assert check("initialize_parameters_he", reference) is None
    progress()
    said = capsys.readouterr().out
    assert f"initialize_parameters_he: right on 5 of 5 cases.\n10 of {points} points so far, by the checks in" in said
    assert "Grading uses other inputs." in said
    assert "open   10 points  initialize_parameters_zeros" in said


@pytest.mark.parametrize(("wrong_from", "is_named"), [(1, True), (3, True), (4, False)])
def test_a_mistake_is_named_if_it_explains_half_of_what_is_wrong(wrong_from, is_named):
    """The mistake is wrong in the cases 1 to 5, and the answer from wrong_from on."""
    mistake = Change(lambda right: lambda x: right(x) + (x > 0), "One is added.")
    cases = [Case(f"x = {x}", (float(x),)) for x in range(6)]
    exercise = Exercise(lambda x: 10 * x, 10, lambda rng: cases, {"one added": mistake}, name="tenfold")
    problem = find_problem(build_exercise_key(exercise, public_rng()), lambda x: 10 * x + (x >= wrong_from))
    assert (problem.mistake is not None) == is_named


def test_an_error_is_shown_with_the_students_own_line():
    check, _ = checker("W1A1-Initialization")

    def crooked(layers_dims):
        return {"W1": layers_dims[99]}

    with pytest.raises(
        NotYet, match=r"it stopped with IndexError: .* in the line `return {\"W1\": layers_dims\[99\]}`"
    ):
        check("initialize_parameters_zeros", crooked)


def test_warnings_prints_and_stderr_cost_nothing(capsys):
    import sys
    import warnings

    check, _ = checker("W1A1-Initialization")
    reference = find("W1A1-Initialization").exercise("initialize_parameters_zeros").reference

    def noisy(layers_dims):
        warnings.warn("careful", stacklevel=2)
        print("to the error stream", file=sys.stderr)
        np.float64(1) / np.float64(0)
        return reference(layers_dims)

    check("initialize_parameters_zeros", noisy)
    check("initialize_parameters_zeros", noisy, hidden=True)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        -(2**200),
        2.5,
        float("inf"),
        "text",
        [1, [2.0]],
        (1, ("a",)),
        {"W1": np.arange(6.0).reshape(2, 3), 1: None},
        np.float32(0.5),
        np.array(3),
        np.zeros((0, 3), dtype=np.int32),
        np.array([True, False]),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    ],
)
def test_plain_data_comes_back_as_it_was(value):
    back = codec.loads(codec.dumps(value))
    assert type(back) is type(value)
    np.testing.assert_equal(back, value)
    if isinstance(value, np.ndarray):
        assert back.dtype == value.dtype


def test_a_generator_goes_on_where_it_was():
    rng = np.random.default_rng(3)
    rng.standard_normal(5)
    copied = codec.copy(rng)
    np.testing.assert_array_equal(copied.standard_normal(5), rng.standard_normal(5))


class Sneaky(float):
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize(
    "value",
    [
        Sneaky(1),
        np.array([1, "a"], dtype=object),
        np.ma.masked_array([1.0]),
        {1, 2},
        b"bytes",
        print,
        2**300,
        np.random.RandomState(1),
        [Sneaky(1)],
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_data_is_refused(value):
    with pytest.raises(codec.Unsupported):
        codec.dumps(value)


def test_data_without_end_is_refused():
    loop = []
    loop.append(loop)
    with pytest.raises(codec.Unsupported, match="levels deep"):
        codec.dumps(loop)
    with pytest.raises(codec.Unsupported, match="values"):
        codec.dumps([0] * 200_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "NaN",
        '{"array": ["float64", [2], "AAAA"]}',
        '{"array": ["object", [1], "AAAAAAAAAAA="]}',
        '{"array": ["float64", [-1], ""]}',
        '{"array": ["float64", [99999999, 99999999], ""]}',
        '{"scalar": ["float64", [1], "AAAAAAAAAAA="]}',
        '{"generator": {"dict": []}}',
        '{"pickle": "x"}',
        '{"dict": [["a", 1], ["a", 2]]}',
        '{"a": 1, "b": 2}',
        "[" * 5000 + "]" * 5000,
        "9" * 10_000,
    ],
    ids=range(14),
)
def test_forged_data_is_refused(text):
    with pytest.raises(codec.Unsupported):
        codec.loads(text)


def test_who_knows_the_checks_functions_and_calls_none_is_wrong():
    """The functions that checks hand over have other factors in each case."""
    check, _ = checker("W1A3-Gradient_Checking")

    def by_formula(forward, backward, x, theta, epsilon):
        num = 3 * x**2 * theta**2 + x + x**2 * epsilon**2
        ana = backward(x, theta)
        return abs(num - ana) / (abs(num) + abs(ana)) if abs(num - ana) > 1e-12 * abs(num) else 0.0

    with pytest.raises(NotYet):
        check("gradient_check", by_formula)


class Elsewhere:
    """Stands for a student's function in another process, and keeps what is sent there."""

    def __init__(self, function, call=None):
        self.function, self.call, self.sent = function, call, []

    def _through_(self, call):
        self.call = call
        return self._plainly_

    def _plainly_(self, *args):
        self.sent.append(args)
        return self.call(self.function, *args) if self.call else self.function(*args)


@pytest.mark.parametrize("name", ["gradient_check", "gradient_check_n"])
def test_nobody_is_told_which_gradients_are_wrong(name):
    """What is sent to the student's process is numbers, the same kinds of them in each case."""
    exercise = find("W1A3-Gradient_Checking").exercise(name)
    sent = []
    for case in exercise.cases(np.random.default_rng(1)):
        student = Elsewhere(exercise.reference)
        seen = answer_key.measure(exercise.probe, exercise.call, student, case.args)
        assert isinstance(seen, dict), seen
        sent += student.sent
    assert len(sent) >= 5
    for args in sent:
        assert len(args) == len(parameters_of(exercise.reference)) == 5
        assert not {type(arg) for arg in args} & {str, bool, list, type(None)}


@pytest.mark.parametrize("scale", ["a million in a layer of one unit", "units that hardly differ"])
def test_draws_that_only_look_like_draws(scale):
    check, _ = checker("W1A1-Initialization")
    reference = find("W1A1-Initialization").exercise("initialize_parameters_he").reference

    def initialize(layers_dims, rng):
        parameters = reference(layers_dims, rng)
        for l in range(1, len(layers_dims)):
            W = parameters[f"W{l}"]
            if scale == "units that hardly differ":
                W[:] = W[0] + 1e-9 * W
            elif len(W) == 1:
                W *= 1e6
        return parameters

    with pytest.raises(NotYet):
        check("initialize_parameters_he", initialize)
