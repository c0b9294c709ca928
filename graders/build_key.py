"""From a declaration to the numbers that a check compares with: inputs, what is expected, and what each mistake
gives."""

from functools import partial

import numpy as np

from graders.checks import answer_key
from graders.assignments import find

PUBLIC_SEED = 2014  # any number: it makes the public cases the same in every notebook and bundle


def build_key(assignment_name):
    """Everything that the visible checks of an assignment need, as data for json.dump. Raises LookupError."""
    assignment = find(assignment_name)
    exercises = [build_exercise_key(exercise, public_rng()) for exercise in assignment.exercises]
    return {"assignment": assignment.name, "exercises": [answer_key.pack(exercise) for exercise in exercises]}


def public_rng():
    """A generator for the public cases: the same at every call."""
    return np.random.default_rng(PUBLIC_SEED)


def build_exercise_key(exercise, rng):
    """The ExerciseKey of an exercise on the cases that rng makes: what is expected, and what each mistake gives."""
    cases = exercise.cases(rng)

    def measured(function, i):
        return answer_key.measure(exercise.probe, exercise.call, function, cases[i].args)

    expected = [measured(exercise.reference, i) for i in range(len(cases))]
    for case, seen in zip(cases, expected, strict=True):
        if isinstance(seen, answer_key.Stopped):
            raise answer_key.GraderError(f"{exercise.name}: the reference stopped on {case.label}: {seen.words}")
    return answer_key.ExerciseKey(
        name=exercise.name,
        points=exercise.points,
        probe=exercise.probe,
        call=exercise.call,
        returns=exercise.returns,
        rtol=exercise.rtol,
        labels=[case.label for case in cases],
        args=[case.args for case in cases],
        expected=expected,
        mistakes=[
            answer_key.KnownMistake(mistake.message, partial(measured, mistake.function))
            for mistake in exercise.mistakes
        ],
    )
