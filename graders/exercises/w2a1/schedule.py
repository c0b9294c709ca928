"""schedule_lr_decay: a learning rate that stays the same for a while, then falls."""

import numpy as np  # noqa: F401 (for the edits)

from graders.exercise import Case, Exercise
from graders.exercises.w2a1.decays import decay_mistakes
from utils.learning_rates import schedule_lr_decay


def cases(rng):
    """Before, at and after the edge of an interval, and far from one; the interval given and not given."""
    rate = round(float(rng.uniform(0.1, 1)), 3)
    interval = int(rng.integers(30, 90))
    rows = [
        *((0.5, epoch, 1) for epoch in (0, 300, 999, 1000)),
        (rate, 2999, 0.3),
        *((rate, 3 * interval + later, 0.3, interval) for later in (-1, 0, 1)),
        (rate, 5 * interval + interval // 3, 0.7, interval),
        (rate, 17, 0.25, 1),
    ]
    label = "learning_rate0 {}, epoch {}, decay_rate {}, time_interval {}"
    return [Case(label.format(*row, "not given"), row) for row in rows]


WHOLE = "(epoch_num // time_interval)"

schedule = Exercise(
    schedule_lr_decay,
    points=10,
    cases=cases,
    mistakes={
        "// -> /": "Your rate falls a little at every epoch. Count only the whole intervals that have passed.",
        f"{WHOLE} -> round(epoch_num / time_interval)": "You round the quotient. Count whole intervals only.",
        f"{WHOLE} -> np.ceil(epoch_num / time_interval)": "You round the quotient up. Count whole intervals only.",
        "epoch_num // -> max(epoch_num - 1, 0) //": "Your rate falls one epoch late, at epoch 1001 instead of 1000.",
        "epoch_num // -> (epoch_num + 1) //": "Your rate falls one epoch early, at epoch 999 instead of 1000.",
        "time_interval -> 1000": "Your interval is always 1000, the default. Use the argument time_interval instead.",
        f"{WHOLE} -> epoch_num": "You do not use time_interval: the rate falls at every epoch.",
        "// -> %": "You take the remainder, the position in an interval. Count the intervals that have passed.",
        "return -> if epoch_num % time_interval:\n        return learning_rate0\n    return": "Your rate falls for "
        "one epoch and then comes back. After the edge of an interval it should stay down.",
        f"decay_rate * {WHOLE} -> np.floor(decay_rate * epoch_num / time_interval)": "You round decay_rate too.",
    }
    | decay_mistakes(WHOLE),
)
