"""random_mini_batches: the examples in random order, cut into mini-batches."""

import numpy as np

from graders.checks.probes.mini_batches import mini_batches
from graders.exercise import Case, Exercise
from utils.minibatches import random_mini_batches


def cases(rng):
    """With and without a part left over, one example each, one batch for all, the size left to its default."""
    size = int(rng.integers(10, 40))
    rest = int(rng.integers(1, size))
    shapes = [(5 * size + rest, size), (150, 64)]  # of six mini-batches that are shuffled whole, some change places
    shapes += [(128, 64), (int(rng.integers(140, 180)), None), (3 * size, size), (45, 1), (50, 64), (64, 64), (3, 2)]
    return [case(rng, m, size) for m, size in shapes]


def case(rng, m, size):
    X = rng.standard_normal((int(rng.integers(2, 5)), m))
    Y = (rng.random((1, m)) < 0.5).astype(float)
    draws = np.random.default_rng(rng.integers(2**32))
    if size is None:
        return Case(f"{m} examples, the size not given", (X, Y, draws))
    return Case(f"{m} examples, mini_batch_size {size}", (X, Y, draws, size))


LOOP = "start in range(0, m, mini_batch_size)"
COLUMNS = "order[start : start + mini_batch_size]"
NO_COLUMNS = f"        columns = {COLUMNS}\n ->"
IN_ORDER = "rng.permutation(m) -> np.arange(m)"
PAIR = "(X[:, columns], Y[:, columns])"

ABOUT_EQUAL = "Your mini-batches are of about equal size, as `np.array_split` makes them. Only the last may be smaller."
SHUFFLED = "You shuffle whole mini-batches, or only shift the examples. Shuffle the examples themselves first."
OVERLAP = "Your mini-batches overlap. The next one should start mini_batch_size columns further on."

batches = Exercise(
    random_mini_batches,
    points=10,
    cases=cases,
    probe=mini_batches,
    returns=("X_batch of mini-batch {}", "Y_batch of mini-batch {}"),
    mistakes={
        "X.shape[1] -> X.shape[0]": "You take the number of examples from the rows. Examples are columns.",
        "range(0, m, -> range(0, m - m % mini_batch_size,": "The last mini-batch is missing if it is not full.",
        f"{COLUMNS} -> order[np.arange(start, start + mini_batch_size) % m]": "Your last mini-batch is filled up "
        "with examples from another one. It may be smaller than the others.",
        f"{LOOP} -> start, _ in enumerate(range(0, m, mini_batch_size))": OVERLAP,
        "range(0, m, mini_batch_size) -> range(m)": OVERLAP,
        "range(0, m, mini_batch_size) -> range(max(1, m - mini_batch_size + 1))": OVERLAP,
        "return batches -> return batches + batches[-1:]": "Your last mini-batch comes twice.",
        "range(0, m, -> range(0, m + 1,": "Your last mini-batch is empty if m is a multiple of the size. Leave it out.",
        (
            "range(0, m, -> range(0, max(m - m % mini_batch_size, 1),",
            f"{COLUMNS} -> order[start : start + mini_batch_size if start + 2 * mini_batch_size <= m else m]",
        ): "You put the examples left over into the last full mini-batch, which becomes larger than mini_batch_size.",
        (f"{LOOP} -> columns in np.array_split(order, mini_batch_size)", NO_COLUMNS): "You use mini_batch_size as the "
        "number of mini-batches. It is the number of examples in one.",
        (f"{LOOP} -> columns in np.array_split(order, -(-m // mini_batch_size))", NO_COLUMNS): ABOUT_EQUAL,
        (f"{LOOP} -> columns in np.array_split(order, m // mini_batch_size)", NO_COLUMNS): ABOUT_EQUAL,
        "mini_batch_size -> 64": "Your size is always 64, the default. Use the argument mini_batch_size instead.",
        IN_ORDER: "Your examples stay in their order. Shuffle them with `rng` first.",
        "[:, columns] -> [:, start : start + mini_batch_size]": "You do not use the order that was drawn.",
        "Y[:, columns] -> Y[:, start : start + mini_batch_size]": "Your labels keep their order. Shuffle them like X.",
        (
            "order = rng.permutation(m) -> order, other = rng.permutation(m), rng.permutation(m)",
            f"Y[:, columns] -> Y[:, {COLUMNS.replace('order', 'other')}]",
        ): "You put X and Y into two different orders, so that examples get each other's labels. Use one for both.",
        "rng.permutation(m) -> rng.integers(m, size=m)": "You draw with replacement, or each mini-batch "
        "from all examples. Each example should come once.",
        (IN_ORDER, "return batches -> rng.shuffle(batches)\n    return batches"): SHUFFLED,
        ("[:, columns] -> [:, start : start + mini_batch_size]", "batches\n -> batches[::-1]\n"): SHUFFLED,
        (IN_ORDER, "return batches -> *most, last = batches; rng.shuffle(most)\n    return [*most, last]"): SHUFFLED,
        "X[:, columns] -> X[::-1, columns]": "You shuffle the rows of X too. Rows are features. Columns are examples.",
        "rng.permutation -> np.random.default_rng(0).permutation": "Your seed is fixed. Draw from the argument `rng`.",
        "rng.permutation -> np.random.permutation": "Your order comes from NumPy's global generator. Draw from `rng`.",
        "return batches -> return [X for X, _ in batches], [Y for _, Y in batches]": "You return all X in one list "
        "and all Y in another. Each mini-batch is a pair, its X with its Y.",
        f"batches.append({PAIR}) -> yield {PAIR}": "Your mini-batches come from `yield`, one by one. Return a list.",
        f"{PAIR} -> (Y[:, columns], X[:, columns])": "You put the labels first in each pair. First X, then Y.",
        "Y[:, columns] -> Y[0, columns]": "Your labels have lost an axis. They are a row of shape (1, examples).",
        "batches = [] -> X[...], Y[...] = X[:, order], Y[:, order]\n    order = np.arange(m)\n    batches = []": "You "
        "shuffle X and Y themselves, and the caller still needs them in their order. Make new arrays.",
    },
)
