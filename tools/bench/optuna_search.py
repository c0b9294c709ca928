"""The search of W2A3 with Optuna: its random sampler and TPE against our random search, at the same budgets.

The task, the space and the training of a trial are the notebook's (`python -m tools.bench optuna_search`). Each seed is
a split of its own, and the three searches of a seed share it. Found are the dev error of a search's best trial and the
test error of the same trial: medians over 20 seeds, and in how many seeds a sampler's is lower or higher than ours.
"""

import time
import warnings

import numpy as np
import optuna

from utils import search
from utils import search_experiments as experiments

SEEDS = range(20)
BUDGETS = 16, 32, 64
OURS = "random search, ours"


def ours(seed, evaluate):
    """Run the notebook's random search, for the largest budget."""
    rng = np.random.default_rng([seed, 30])
    for _ in range(max(BUDGETS)):
        evaluate(search.sample_trial(experiments.WIDE, rng) | {"beta": search.sample_beta(0, 0.99, rng)})


def optunas(sampler):
    """A function that runs a study with the sampler that sampler(seed=...) makes."""

    def run(seed, evaluate):
        study = optuna.create_study(sampler=sampler(seed=seed))
        study.optimize(lambda trial: evaluate(suggested(trial)), n_trials=max(BUDGETS))

    return run


def suggested(trial):
    """A trial of ours, as Optuna's trial suggests it."""
    drawn = {}
    for name, (kind, *bounds) in experiments.WIDE.items():
        if kind == "log":
            drawn[name] = trial.suggest_float(name, *bounds, log=True)
        elif kind == "integer":
            drawn[name] = trial.suggest_int(name, *bounds)
        else:
            drawn[name] = trial.suggest_categorical(name, *bounds)
    return drawn | {"beta": 1 - trial.suggest_float("one_minus_beta", 0.01, 1.0, log=True)}


SEARCHES = {
    OURS: ours,
    "Optuna, random sampler": optunas(optuna.samplers.RandomSampler),
    "Optuna, TPE": optunas(optuna.samplers.TPESampler),
}


def found(run, seed, task):
    """What a search finds: its best trial's (dev, test) errors at each budget, (budgets, 2), and ms it takes a trial,
    the training left out."""
    pairs, training = [], 0.0

    def evaluate(trial):
        nonlocal training
        start = time.perf_counter()
        pair = experiments.errors_of(trial, task)
        training += time.perf_counter() - start
        pairs.append(tuple(np.nan_to_num(pair, nan=0.5)))
        return pairs[-1][0]

    start = time.perf_counter()
    run(seed, evaluate)
    overhead = time.perf_counter() - start - training
    # the first of equals in dev error, whatever the test error
    best = [min(pairs[:budget], key=lambda pair: pair[0]) for budget in BUDGETS]
    return np.array(best), 1000 * overhead / len(pairs)


def main():
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    warnings.simplefilter("error", optuna.exceptions.ExperimentalWarning)
    tasks = {seed: experiments.new_task([seed, 30]) for seed in SEEDS}
    errors, overheads = {}, {}
    for name, run in SEARCHES.items():
        both = [found(run, seed, task) for seed, task in tasks.items()]
        errors[name] = np.array([best for best, _ in both])
        overheads[name] = np.median([overhead for _, overhead in both])
    print(f"Optuna {optuna.__version__}, {len(SEEDS)} seeds: medians, and in how many it is lower/higher than ours")
    print(f"{'search':24} {'trials':>6} {'dev error':>10} {'':>6} {'test error':>11} {'':>6}")
    for place, budget in enumerate(BUDGETS):
        for name, values in errors.items():
            cells = []
            for which in (0, 1):
                one, other = values[:, place, which], errors[OURS][:, place, which]
                beside = "" if name == OURS else f"{np.sum(one < other)}/{np.sum(one > other)}"
                cells += [f"{np.median(one):.1%}", beside]
            print(f"{name:24} {budget:6} {cells[0]:>10} {cells[1]:>6} {cells[2]:>11} {cells[3]:>6}")
    for name, milliseconds in overheads.items():
        print(f"{name}: {milliseconds:.1f} ms a trial beside the training")


if __name__ == "__main__":
    main()
