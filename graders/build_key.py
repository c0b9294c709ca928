"""From a declaration to the answer key that a check compares with: inputs, what is right, what each mistake gives."""

import hashlib
from functools import cache, partial

import numpy as np

from graders.checks import answer_key
from graders.checks.probes import randomness
from graders.exercise import parameters_of
from graders.exercises import find

PUBLIC_SEED = 2014  # any number: it makes the public cases the same in every notebook and bundle


def build_key(assignment):
    """Everything that the visible checks of an assignment need, as data for json.dump. Raises LookupError."""
    exercises = public_keys(assignment).values()
    return {"assignment": assignment, "exercises": [answer_key.pack(exercise) for exercise in exercises]}


def public_keys(assignment):
    """name -> ExerciseKey on the public cases, in the order of the notebook. Raises LookupError."""
    return {exercise.name: public_key(assignment, exercise.name) for exercise in find(assignment).exercises}


@cache
def public_key(assignment, name):
    """The ExerciseKey of one exercise on its public cases; a process builds it once. Raises LookupError."""
    return exercise_key(assignment, name, public_rng())


def exercise_key(assignment, name, rng):
    """The ExerciseKey of one exercise on the cases that rng makes. Raises LookupError."""
    return build_exercise_key(find(assignment).exercise(name), rng)


def public_rng():
    """A generator for the public cases: the same at every call."""
    return np.random.default_rng(PUBLIC_SEED)


def build_exercise_key(exercise, rng):
    """The ExerciseKey of an exercise on the cases that rng makes. Raises GraderError if what is right stops."""
    cases = exercise.cases(rng)

    def measured(function, i):
        return answer_key.measure(exercise.probe, exercise.call, function, cases[i].args)

    def right(i):
        if exercise.oracle:
            return answer_key.measure(exercise.probe, None, exercise.oracle, cases[i].args)
        return measured(exercise.reference, i)

    source = "oracle" if exercise.oracle else "reference"
    with randomness.trusting():
        expected = [right(i) for i in range(len(cases))]
    for case, seen in zip(cases, expected, strict=True):
        if isinstance(seen, answer_key.Stopped):
            raise answer_key.GraderError(f"{exercise.name}: the {source} stopped on {case.label}: {seen.words}")
    return answer_key.ExerciseKey(
        name=exercise.name,
        points=exercise.points,
        probe=exercise.probe,
        call=exercise.call,
        returns=exercise.returns,
        rtol=exercise.rtol,
        labels=[case.label for case in cases],
        parameters=parameters(exercise),
        args=[case.args for case in cases],
        expected=expected,
        mistakes=[
            answer_key.KnownMistake(identity(exercise, mistake), mistake.message, partial(measured, mistake.function))
            for mistake in exercise.mistakes
        ],
    )


def parameters(exercise):
    """What the arguments of a case are called: those of the function, or of what is called beside it."""
    called = parameters_of(exercise.call)[1:] if exercise.call else ["args"]
    return parameters_of(exercise.reference) if "args" in called else called


def identity(exercise, mistake):
    """What a mistake is known by outside the declarations: its key there would show the answer."""
    return hashlib.sha256(f"{exercise.name}: {mistake.identity}".encode()).hexdigest()[:12]
