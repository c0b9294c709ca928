"""What can be wrong with initial parameters, and with weights that are drawn."""

from graders.exercises.families import SHAPE_IN_TWO

ANY_LENGTH = "Your function works for {} layers only. `layers_dims` can have any length."
SAME_STATE = "Every layer repeats the numbers of the one before. Draw one layer after the other from the one `rng`."
FIXED_SEED = "You make a generator with a fixed seed, so its numbers repeat. Draw from the argument `rng`."

SHAPE, BIASES = "(layers_dims[l], layers_dims[l - 1])", "np.zeros((layers_dims[l], 1))"


def first(line):
    """The edit that puts a line before the reference's first."""
    return f"parameters = {{}} -> {line}\n    parameters = {{}}"


# Of initialize(layers_dims, ...) -> parameters, in a loop over the layers l.
INITIAL_PARAMETERS = {
    "    return ->         return": "You made only the first layer. Does the `return` stand inside the loop?",
    "len(layers_dims) -> len(layers_dims) - 1": "The last layer is missing. A network with n sizes has n - 1 layers.",
    "len(layers_dims) -> 4": ANY_LENGTH.format("three"),
    first("_, _, _, _ = layers_dims"): ANY_LENGTH.format("three"),
    first("_, _, _ = layers_dims"): ANY_LENGTH.format("two"),
    ("W{l} -> W{l - 1}", "b{l} -> b{l - 1}"): "Your keys count from 0. Layer 0 is the input, so count from 1.",
    'parameters[f"b{l}"] = -> _ =': "The biases are missing.",
    f"{BIASES} -> np.zeros(layers_dims[l])": "Your biases have only one axis. They should be columns, with two.",
    f"{BIASES} -> np.zeros((1, layers_dims[l]))": "Your biases are rows. Each unit has a row, so b should be a column.",
    f"{BIASES} -> np.zeros((layers_dims[l - 1], 1))": "Your biases have the size of the layer before, not their own.",
    f"({SHAPE}) -> ((layers_dims[l - 1], layers_dims[l]))": "Your weights are transposed. Each unit has a row of W.",
    f"({SHAPE}) -> {SHAPE}": SHAPE_IN_TWO,
    "return -> layers_dims.clear()\n    return": "`layers_dims` is changed in place. It belongs to the caller.",
}


def draw(scale):
    """Of initialize(layers_dims, rng) -> normal weights times scale, as the reference calls it, and zero biases."""
    normal = f"rng.standard_normal({SHAPE})"
    return INITIAL_PARAMETERS | {
        f"{normal} -> np.full({SHAPE}, rng.standard_normal())": "Only one number is drawn for a whole layer, so all "
        "its units are the same. Tell the generator which shape to draw.",
        "rng.standard_normal( -> rng.randn(": "`rng` has no `randn`, NumPy's older name. Call `standard_normal`.",
        f"{normal} -> np.tile(rng.standard_normal(layers_dims[l - 1]), (layers_dims[l], 1))": "You draw one row and "
        "repeat it, so all units of the layer are the same. Random weights should break this symmetry.",
        f"* {scale} -> * ({scale} if l < len(layers_dims) - 1 else 1)": "The last layer is not scaled like the others.",
        f"{normal} -> np.clip({normal}, -2, 2)": "You cut off large draws. A normal distribution has no limits.",
        f"{normal} -> np.abs({normal})": "All your weights are positive. A normal draw has both signs, and mean 0.",
        f"{normal} -> rng.uniform(-1, 1, {SHAPE})": "The draw is uniform, between two bounds. It should be normal.",
        "rng.standard_normal( -> rng.random(": "Your numbers are uniform from 0 to 1. They should be normal.",
        f"{normal} -> rng.uniform(-(3**0.5), 3**0.5, {SHAPE})": "The draw is uniform. It should be normal.",
        first("rng = np.random.default_rng(3)"): FIXED_SEED,
        "rng.standard_normal( -> np.random.default_rng(3).standard_normal(": FIXED_SEED,
        first("rng = np.random.default_rng()"): "Your weights do not come from `rng`. Do you use NumPy's global "
        "generator or one of your own? Then nobody can repeat a run.",
        "rng.standard_normal( -> copy.deepcopy(rng).standard_normal(": SAME_STATE,
        (
            first("seed = rng.integers(2**32)"),
            "rng.standard_normal( -> np.random.default_rng(seed).standard_normal(",
        ): SAME_STATE,
        f"{BIASES} -> rng.standard_normal((layers_dims[l], 1))": "The biases are random. Start them at zero.",
    }
