"""initialize_parameters_random: weights of standard deviation 10, far too large on purpose."""

import copy  # noqa: F401 (for the edits)

from graders.checks.probes.initialization import four_draws, initial_parameters
from graders.exercise import Exercise
from graders.exercises.w1a1.draws import draw
from graders.exercises.w1a1.sizes import draws
from utils.initializers import initialize_parameters_random

random = Exercise(
    initialize_parameters_random,
    points=10,
    cases=draws,
    call=four_draws,
    probe=initial_parameters,
    mistakes={
        "* 10 ->": "The draw is not scaled. Its standard deviation is still 1, and it should be 10.",
        "* 10 -> * np.sqrt(10)": "You take 10 for the variance. It is the standard deviation, so multiply by it.",
        "* 10 -> + 10": "The 10 is added, which moves the mean. To make a normal draw wider, multiply it.",
        "* 10 -> * 100": "The scale is applied twice, or squared: the standard deviation is 100 instead of 10.",
        "* 10 -> / 10": "The draw is divided by the scale. Multiply it to get large weights.",
        "* 10 -> * 0.01": "Your weights are small. That is a good habit, but here they should be large on purpose.",
    }
    | draw("10"),
)
