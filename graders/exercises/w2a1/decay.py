"""update_lr: a learning rate that falls at every epoch."""

import numpy as np  # noqa: F401 (for the edits)

from graders.exercise import Case, Exercise
from graders.exercises.w2a1.decays import decay_mistakes
from utils.learning_rates import update_lr


def cases(rng):
    rate = round(float(rng.uniform(0.1, 1)), 3)
    epochs = int(rng.integers(20, 200))
    rows = [(0.5, 0, 1), (0.1, 1, 1), (rate, epochs, 0.3), (rate, 2, 0.05), (rate, epochs, 0)]
    return [Case("learning_rate0 {}, epoch {}, decay_rate {}".format(*row), row) for row in rows]


DENOMINATOR = "(1 + decay_rate * epoch_num)"

BOTH_TIMES_EPOCH = "1 + decay_rate is multiplied by the epoch. Only decay_rate should be. Check the parentheses."

decay = Exercise(
    update_lr,
    points=10,
    cases=cases,
    mistakes=decay_mistakes("epoch_num")
    | {
        f"{DENOMINATOR} -> ((1 + decay_rate) * epoch_num)": BOTH_TIMES_EPOCH,
        f"{DENOMINATOR} -> ((1 + decay_rate) * max(epoch_num, 1))": BOTH_TIMES_EPOCH,
        "epoch_num -> (epoch_num + 1)": "You count the epochs from 1. The first epoch is 0, and has the full rate.",
        "epoch_num -> np.sqrt(epoch_num)": "Your rate falls with the square root of the epoch, not with the epoch.",
    },
)
