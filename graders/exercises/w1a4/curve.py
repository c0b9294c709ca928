"""learning_curve: training and dev error over the number of training examples."""

from graders.checks.probes.evaluation import with_nearest_mean
from graders.exercise import Case, Exercise
from utils.evaluation import learning_curve


def cases(rng):
    """Sizes that grow, that fall, only one, and all examples."""
    found = []
    for m, m_dev, sizes in ((30, 12, [5, 10, 30]), (20, 25, [20, 4]), (15, 6, [7]), (40, 40, [1, 2, 3, 39, 40])):
        X, X_dev = rng.standard_normal((3, m)), 0.5 + rng.standard_normal((3, m_dev))
        Y, Y_dev = ((rng.random((1, count)) < 0.5).astype(float) for count in (m, m_dev))
        found.append(Case(f"{m} training and {m_dev} dev examples, sizes {sizes}", (X, Y, X_dev, Y_dev, sizes)))
    return found


FITTED, ON_TRAIN, ON_DEV = "fit(X[:, :m], Y[:, :m])", "error(model, X[:, :m], Y[:, :m])", "error(model, X_dev, Y_dev)"
WHOLE = "You measure the training error on all examples. Measure it on those that the model was fitted to."
ROWS = "Your slice takes features, which are the rows. Examples are columns: `[:, :m]`."
BOTH = "return np.array(train_errors), np.array(dev_errors)"

curve = Exercise(
    learning_curve,
    points=10,
    cases=cases,
    call=with_nearest_mean,
    returns=("the training error", "the dev error"),
    mistakes={
        f"{ON_TRAIN} -> error(model, X, Y)": WHOLE,
        f"{ON_DEV} -> error(model, X_dev[:, :m], Y_dev[:, :m])": "The dev set is cut to the size, too. Measure on all "
        "of it at every size.",
        f"{FITTED} -> fit(X, Y)": "You fit every model to all examples. Fit it to as many of the first as the size "
        "says.",
        f"{FITTED} -> fit(X_dev[:, :m], Y_dev[:, :m])": "You fit the model to the dev set. Fit it to the training set.",
        f"{ON_DEV} -> error(model, X, Y)": "Your dev error is measured on the training set. Measure it on the dev set.",
        "[:, :m] -> [:, : m - 1] if m > 1 else X[:, :1]": "One example too few is used. A slice `:5` has 5 columns.",
        f"{FITTED} -> fit(X[:, -m:], Y[:, -m:])": "You use the last examples for fitting. Take the first.",
        "[:, :m] -> [:m]": ROWS,
        "X[:, :m] -> X[:m]": ROWS,
        "[:, :m] -> [:, -m:]": "You use the last examples. Take the first.",
        BOTH + " -> return np.array(dev_errors), np.array(train_errors)": "You return the dev errors first. The "
        "training errors come first, then the dev errors.",
        BOTH + " -> return np.array([train_errors, dev_errors])": "You return one array. Return a tuple of two.",
        BOTH + " -> return train_errors, dev_errors": "You return the errors as lists. Return arrays.",
        BOTH + " -> return 1 - np.array(train_errors), 1 - np.array(dev_errors)": "Your errors look like accuracies. "
        "Return what `error` gives.",
        BOTH + " -> return np.sort(train_errors), np.sort(dev_errors)": "You sort the errors. Keep them beside their "
        "sizes.",
        "for m in sizes -> for m in sorted(sizes)": "You sort the sizes. Keep the order in which they come.",
        "for m in sizes -> for m in sizes[:-1]": "The last size is missing.",
        "for m in sizes -> for m in range(1, len(sizes) + 1)": "Your loop counts the sizes. Use the sizes themselves.",
    },
)
