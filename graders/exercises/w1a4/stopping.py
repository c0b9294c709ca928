"""early_stopping: when to stop, and which iteration to keep."""

import numpy as np

from graders.exercise import Case, Exercise
from utils.evaluation import early_stopping


def cases(rng):
    """A valley, a bump on the way to one, costs that only fall or rise, a plateau, one cost, several patiences."""

    def case(label, costs, patience):
        return Case(f"{label} (n = {len(costs)}), patience {patience}", (np.array(costs, dtype=float), patience))

    n = int(rng.integers(8, 13))
    noise = rng.uniform(0, 0.01, 60)
    valley = np.abs(np.arange(30) - n) / 10 + 1 + noise[:30]
    bump = [2.0, 1.5, 1.6, 1.7, 1.2, 1.0, 1.3, 1.4, 1.1, 1.5, 0.5]
    return [
        case("a valley", valley, 4),
        case("a bump on the way", bump, 2),
        case("a bump on the way", bump, 3),
        case("a bump on the way", bump, 5),
        case("costs that fall", np.linspace(3, 1, 20) + noise[:20] / 10, 3),
        case("costs that rise", np.linspace(1, 2, 12), 1),
        case("a plateau", [3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 1.0], 3),
        case("a zigzag", [1.0, 2.0, 1.5, 1.9, 1.4, 1.8, 1.3, 1.2, 0.9], 3),
        case("the end comes first", [2.0, 1.0, 1.1], 5),
        case("the shortest list", [1.0], 2),
    ]


STOP, END = "i - kept == patience", "return kept, len(costs) - 1"
PREVIOUS = "costs[i] < costs[kept] -> costs[i] < costs[max(i - 1, 0)]"

stopping = Exercise(
    early_stopping,
    points=10,
    cases=cases,
    returns=("the kept iteration", "the last iteration"),
    mistakes={
        PREVIOUS: "You compare each cost with the one before it. Compare it with the lowest so far.",
        "costs[i] < costs[kept] -> costs[i] <= costs[kept]": "You count a cost that equals the lowest as better. "
        "Only a lower one is.",
        "return kept, i -> return i, i": "You keep the last iteration. Keep the one with the lowest cost.",
        "return kept, i -> return i, kept": "You return the two in the other order. Return the kept iteration first.",
        f"{STOP} -> i - kept > patience": "Your training runs one iteration too long. Stop after `patience` "
        "iterations without a lower cost.",
        f"{STOP} -> i - kept == patience - 1 and i": "Your training stops one iteration too early. Stop after "
        "`patience` iterations without a lower cost.",
        f"{STOP} -> i - kept + (kept == 0) == patience": "Iteration 0 already counts as waiting. It has the lowest "
        "cost so far, so count from the one after it.",
        (
            "kept = 0 -> kept, waited = 0, 0",
            "kept = i -> kept, waited = i, waited - 1",
            "        if i - kept ->         waited += i > 0\n        if waited",
        ): "You count all iterations without a lower cost. Begin at 0 again after each lower cost.",
        "kept = 0 -> kept = int(np.argmin(costs)); return kept, min(kept + patience, len(costs) - 1)": "You look up "
        "the lowest of all costs first. Training cannot see the future: it stops as soon as `patience` costs in "
        "a row are no lower.",
        f"{STOP} -> False": "Your training never stops before the end.",
        f"{STOP} -> i == patience": "Your training stops after `patience` iterations in all. Count those since the "
        "lowest cost.",
        "return kept, i -> return int(np.argmin(costs)), i": "You keep the iteration with the lowest of all costs, "
        "those after the stop included. Once stopped, training sees nothing more.",
        f"{END} -> return kept, len(costs)": "Without a stop, you return len(costs) as the last iteration. The last "
        "index is one less.",
        f"{END} -> return len(costs) - 1, len(costs) - 1": "Without a stop, you keep the last iteration. Keep the "
        "lowest there too.",
        f"{END} -> return kept, None": "Without a stop, you return None. Return the last iteration.",
        f"{END} -> return kept, kept + patience": "Without a stop, your last iteration is not the last one there is. "
        "kept + patience is the last only where training stops early.",
        f"{END} -> return None": "Without a stop, you return nothing. Return both numbers there too.",
        "costs[i] < costs[kept] -> costs[i] > costs[kept]": "You keep the highest cost. Keep the lowest.",
        "return kept, i -> return costs[kept], costs[i]": "You return the costs. Return the iterations.",
        ("return kept, i -> return costs[kept], i", f"{END} -> return costs[kept], len(costs) - 1"): "You return the "
        "lowest cost. Return its iteration.",
    },
)
