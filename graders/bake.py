"""From a declaration to the numbers that a check compares with: inputs, what is expected, and what each mistake
gives."""

from functools import partial

import numpy as np

from graders.assignments import find
from graders.checks import sheet

PUBLIC_SEED = 2014  # any number: it makes the public cases the same in every notebook and bundle


def bake(assignment_name):
    """Everything that the visible checks of an assignment need, as data for json.dump. Raises LookupError."""
    assignment = find(assignment_name)
    exercises = [bake_exercise(exercise, public_rng()) for exercise in assignment.exercises]
    return {"assignment": assignment.name, "exercises": [sheet.pack(exercise) for exercise in exercises]}


def public_rng():
    """A generator for the public cases: the same at every call."""
    return np.random.default_rng(PUBLIC_SEED)


def bake_exercise(exercise, rng):
    """One exercise on the cases that rng makes, as a sheet.Exercise: expected values and each mistake's included."""
    cases = exercise.cases(rng)

    def observe(function, i):
        return sheet.observe(exercise.observe, exercise.call, function, cases[i].args)

    expected = [observe(exercise.reference, i) for i in range(len(cases))]
    for case, seen in zip(cases, expected, strict=True):
        if isinstance(seen, sheet.Stopped):
            raise sheet.GraderError(f"{exercise.name}: the reference stopped on {case.label}: {seen.words}")
    return sheet.Exercise(
        name=exercise.name,
        points=exercise.points,
        observe=exercise.observe,
        call=exercise.call,
        returns=exercise.returns,
        rtol=exercise.rtol,
        labels=[case.label for case in cases],
        args=[case.args for case in cases],
        expected=expected,
        mistakes=[sheet.Mistake(mistake.message, partial(observe, mistake.function)) for mistake in exercise.mistakes],
    )
