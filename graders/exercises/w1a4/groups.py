"""group_split: examples that belong together stay together."""

import numpy as np

from graders.checks.probes.splits import whole_groups
from graders.exercise import Case, Exercise
from graders.exercises.w1a4.draws import MASKS, TUPLES, fresh, generator
from utils.evaluation import group_split


def cases(rng):
    """Groups in random order, of several sizes, sorted, with gaps in their numbers, each example alone."""

    def case(label, groups, share):
        return Case(f"{label}, {len(groups)} examples, dev_share {share}", (groups, share, fresh(rng)))

    mixed = rng.permutation(np.repeat(np.arange(100), rng.integers(1, 5, 100)))
    apart = rng.permutation(np.repeat(7 * rng.permutation(60) + 3, 3))
    return [
        case("100 groups of 1 to 4", mixed, 0.3),
        case("60 groups of 3, numbers with gaps", apart, 0.25),
        case("80 sorted groups of 2", np.repeat(np.arange(80), 2), 0.4),
        case("150 groups of 1", np.arange(150), 0.2),
        case("9 groups, a share of 2.7", rng.permutation(np.repeat(np.arange(9), 2)), 0.3),
        case("11 groups, a share of 3.3", rng.permutation(np.repeat(np.arange(11), 2)), 0.3),
        case("2 groups", np.array([5, 5, 8, 8, 5]), 0.5),
    ]


RETURNED = "np.flatnonzero(~in_dev), np.flatnonzero(in_dev)"

CHOSEN = "names[: round(dev_share * len(names))]"
REPLACED = "rng.choice(names, round(dev_share * len(names)))"
DRAWN_TWICE = "You draw the groups with replacement, so some are drawn twice. Draw each at most once."
REACHED = "np.cumsum([np.sum(groups == name) for name in names]), round(dev_share * len(groups))"
OF_EXAMPLES = "You take the share of the examples. Take it of the groups."
SWAPPED = "Your dev set has the share that belongs to training. Are the two returned in order, train first?"

groups = Exercise(
    group_split,
    points=10,
    cases=cases,
    probe=whole_groups,
    mistakes={
        "in_dev = np.isin(groups, chosen) -> in_dev = np.isin(np.arange(len(groups)), "
        "rng.permutation(len(groups))[: round(dev_share * len(groups))])": "You split the examples one by one, so "
        "copies of one end up on both sides. Draw groups, then take all their examples.",
        "rng.permutation(np.unique(groups)) -> np.unique(groups)": "In your split the first groups always go to dev. "
        "Shuffle the groups with `rng`.",
        "np.unique(groups) -> groups": "You draw the group of each example, so a group comes as often as it has "
        "examples. Draw from the different groups: `np.unique` lists each once.",
        "rng.permutation(np.unique(groups)) -> rng.permutation(len(np.unique(groups)))": "You take the groups to be "
        "numbered 0, 1, 2 and so on. They can have any numbers. Draw from those that `np.unique` lists.",
        f"{CHOSEN} -> {REPLACED}": DRAWN_TWICE,
        (f"{CHOSEN} -> {REPLACED}", "rng.permutation(np.unique(groups)) -> np.unique(groups)"): DRAWN_TWICE,
        (
            "rng.permutation(np.unique(groups)) -> rng.permutation(len(np.unique(groups)))",
            "np.isin(groups, -> np.isin(np.arange(len(groups)) // (len(groups) // len(names)),",
        ): "You take the examples to lie group by group, the same number in each. Look up the group of each.",
        "np.isin(groups, chosen) -> np.isin(np.arange(len(groups)), chosen)": "You use the numbers of the groups as "
        "indices of examples. Find the examples that belong to the groups.",
        "round(dev_share * len(names)) -> round(dev_share * len(groups))": OF_EXAMPLES,
        f"{CHOSEN} -> names[: 1 + np.searchsorted({REACHED})]": OF_EXAMPLES,
        f"{CHOSEN} -> names[: np.searchsorted({REACHED}, 'right')]": OF_EXAMPLES,
        f"{CHOSEN} -> names[rng.random(len(names)) < dev_share]": "You decide for each group by itself, so chance "
        "decides how many go to dev. First compute their number, then draw as many.",
        "round(dev_share * len(names)) -> int(dev_share * len(names))": "You round the number of groups down. Use "
        "`round`.",
        "round(dev_share * len(names)) -> int(np.ceil(dev_share * len(names)))": "You round the number of groups up. "
        "Use `round`.",
        "dev_share * len -> (1 - dev_share) * len": SWAPPED,
        f"{RETURNED} -> np.flatnonzero(in_dev), np.flatnonzero(~in_dev)": SWAPPED,
        f"{RETURNED} -> ~in_dev, in_dev": MASKS,
        f"{RETURNED} -> np.where(~in_dev), np.where(in_dev)": TUPLES,
        f"{RETURNED} -> [i for i in np.unique(groups, return_index=True)[1] if not in_dev[i]], "
        "[i for i in np.unique(groups, return_index=True)[1] if in_dev[i]]": "You return one example of each group. "
        "Return all its examples.",
        f"{RETURNED} -> np.unique(groups[~in_dev]), np.unique(groups[in_dev])": "You return the groups. Return the "
        "indices of their examples.",
        f"{RETURNED} -> groups[~in_dev], groups[in_dev]": "You return the groups. Return the indices of the examples.",
    }
    | generator(),
)
