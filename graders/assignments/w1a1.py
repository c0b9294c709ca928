"""W1A1 Initialization: three ways to draw the first weights of a network."""

import numpy as np

from graders.checks.probes.initialization import initial_parameters
from graders.legacy import Assignment, Case, Exercise, Mistake
from utils import initializers


def sizes(rng):
    """Layer sizes: a small network; three with layers large enough for statistics (falling sizes, equal ones, which
    hide transposed shapes, and one with so few inputs that one more of them shows); a single unit."""
    small = [int(n) for n in rng.integers(3, 12, size=4)]
    equal = [int(rng.integers(40, 61))] * 4
    return [small, [200, 100, 60, 1], equal, [2, 2000], [int(rng.integers(3, 30)), 1]]


def label(layers_dims):
    return "layers " + "-".join(map(str, layers_dims))


# -- initialize_parameters_zeros ---------------------------------------------------------------------------------------


def zeros_cases(rng):
    return [Case(label(dims), (dims,)) for dims in sizes(rng) if max(dims) < 100]


def zeros_transposed(layers_dims):
    return {
        key: value.T if key[0] == "W" else value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_without_last_layer(layers_dims):
    return initializers.initialize_parameters_zeros(layers_dims[:-1])


def zeros_flat_biases(layers_dims):
    return {
        key: value.ravel() if key[0] == "b" else value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_row_biases(layers_dims):
    return {
        key: value.T if key[0] == "b" else value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_counted_from_zero(layers_dims):
    return {
        f"{key[0]}{int(key[1:]) - 1}": value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_as_ones(layers_dims):
    return {
        key: np.ones_like(value) if key[0] == "W" else value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_small_random(layers_dims):
    rng = np.random.default_rng(0)
    return {
        key: rng.standard_normal(value.shape) * 0.01 if key[0] == "W" else value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_pops(layers_dims):
    layers_dims.reverse()
    parameters, l = {}, 0
    before = layers_dims.pop()
    while layers_dims:
        l, size = l + 1, layers_dims.pop()
        parameters[f"W{l}"], parameters[f"b{l}"] = np.zeros((size, before)), np.zeros((size, 1))
        before = size
    return parameters


def zeros_biases_of_the_layer_before(layers_dims):
    return {
        key: np.zeros((layers_dims[int(key[1:]) - 1], 1)) if key[0] == "b" else value
        for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


def zeros_without_tuple(layers_dims):
    return {"W1": np.zeros(layers_dims[1], layers_dims[0])}


def zeros_integers(layers_dims):
    return {key: value.astype(int) for key, value in initializers.initialize_parameters_zeros(layers_dims).items()}


def zeros_first_layer_only(layers_dims):
    return {"W1": np.zeros((layers_dims[1], layers_dims[0])), "b1": np.zeros((layers_dims[1], 1))}


def zeros_by_comprehension(layers_dims):
    pairs = list(zip(layers_dims[1:], layers_dims[:-1], strict=True))
    weights = {f"W{l}": np.zeros(shape) for l, shape in enumerate(pairs, 1)}
    return weights | {f"b{l}": np.zeros((n, 1)) for l, (n, _) in enumerate(pairs, 1)}


def zeros_by_loops(layers_dims):
    parameters = {}
    for l in range(len(layers_dims) - 1, 0, -1):
        parameters["b" + str(l)] = np.array([[0.0] for _ in range(layers_dims[l])])
        parameters["W" + str(l)] = np.array([[0.0] * layers_dims[l - 1] for _ in range(layers_dims[l])])
    return parameters


def zeros_by_multiplication(layers_dims):
    return {
        key: value * 0
        for key, value in initializers.initialize_parameters_he(layers_dims, np.random.default_rng(0)).items()
    }


def zeros_single_precision(layers_dims):
    return {
        key: value.astype(np.float32) for key, value in initializers.initialize_parameters_zeros(layers_dims).items()
    }


zeros = Exercise(
    name="initialize_parameters_zeros",
    points=10,
    reference=initializers.initialize_parameters_zeros,
    cases=zeros_cases,
    mistakes=[
        Mistake(
            zeros_first_layer_only,
            "it looks as if only the first layer was made. Every layer needs its own W and b; check that the "
            "`return` stands after "
            "the loop, not inside it.",
        ),
        Mistake(
            zeros_without_last_layer,
            "it looks as if the loop ends one layer too early. `range` leaves out its end, and a network with n "
            "sizes has n - 1 layers.",
        ),
        Mistake(
            zeros_counted_from_zero,
            "it looks as if the layers are counted from 0. The input is layer 0 and has no weights; the first "
            "weights are W1.",
        ),
        Mistake(
            zeros_transposed,
            "it looks as if the weights are transposed. A row of W holds the weights of one unit of its own layer, a "
            "column belongs to one "
            "unit of the layer before.",
        ),
        Mistake(
            zeros_flat_biases,
            "it looks as if the biases have one axis. They are columns, with two axes, so that they add to every "
            "example.",
        ),
        Mistake(
            zeros_row_biases,
            "it looks as if the biases are rows. One bias belongs to each unit, and units are rows: b is a column.",
        ),
        Mistake(
            zeros_biases_of_the_layer_before,
            "it looks as if the biases have the size of the layer before. One bias belongs to each unit of its own "
            "layer.",
        ),
        Mistake(
            zeros_without_tuple,
            "it looks as if the shape is given as two arguments. A shape is one argument, a tuple: put a second pair "
            "of parentheses around the "
            "two sizes.",
        ),
        Mistake(
            zeros_pops,
            "it looks as if the list of sizes is changed on the way. Whoever passed it in still needs it: read from "
            "it, and leave it as it is.",
        ),
        Mistake(
            zeros_as_ones,
            "it looks as if the weights are all one. Here they are all zero; that is the point of the experiment.",
        ),
        Mistake(
            zeros_small_random,
            "it looks as if the weights are drawn at random. That comes next; here every weight is zero.",
        ),
        Mistake(
            zeros_integers,
            "it looks as if the arrays were made of integers. Training needs fractions: make them of floating-point "
            "numbers, NumPy's "
            "usual kind.",
        ),
    ],
    alternatives=[zeros_by_comprehension, zeros_by_loops, zeros_by_multiplication, zeros_single_precision],
)


# -- initialize_parameters_random and initialize_parameters_he
# -----------------------------------------------------------


def draw_cases(rng):
    """As sizes, the single unit with inputs enough for statistics."""
    found = [*sizes(rng)[:-1], [int(rng.integers(1000, 1200)), 1]]
    return [Case(label(dims), (dims, np.random.default_rng(rng.integers(2**32)))) for dims in found]


def drawn(draw, biases=lambda n, rng: np.zeros((n, 1))):
    """parameters from draw(n, n_before, rng) -> W; the mistakes and alternatives below differ in little else."""

    def initialize(layers_dims, rng):
        parameters = {}
        for l in range(1, len(layers_dims)):
            parameters[f"W{l}"] = draw(layers_dims[l], layers_dims[l - 1], rng)
            parameters[f"b{l}"] = biases(layers_dims[l], rng)
        return parameters

    return initialize


def scaled(scale):
    """Normal weights of standard deviation scale(n, n_before)."""
    return drawn(lambda n, n_before, rng: rng.standard_normal((n, n_before)) * scale(n, n_before))


def transposed(scale):
    return drawn(lambda n, n_before, rng: rng.standard_normal((n_before, n)) * scale(n, n_before))


def from_zero_to_one(scale):
    return drawn(lambda n, n_before, rng: rng.random((n, n_before)) * scale(n, n_before))


def uniform(scale):
    def draw(n, n_before, rng):
        edge = scale(n, n_before) * np.sqrt(
            3
        )  # a uniform draw from -edge to edge has standard deviation edge / sqrt(3)
        return rng.uniform(-edge, edge, (n, n_before))

    return drawn(draw)


def own_seed(scale):
    return lambda layers_dims, rng: scaled(scale)(layers_dims, np.random.default_rng(3))


def global_generator(scale):
    return drawn(lambda n, n_before, rng: np.random.randn(n, n_before) * scale(n, n_before))


def fresh_generator(scale):
    return lambda layers_dims, rng: scaled(scale)(layers_dims, np.random.default_rng())


def one_seed_per_layer(scale):
    return drawn(
        lambda n, n_before, rng: (
            np.random.default_rng(rng.bit_generator.state["state"]["state"]).standard_normal((n, n_before))
            * scale(n, n_before)
        )
    )


def without_tuple(scale):
    return drawn(lambda n, n_before, rng: rng.standard_normal(n, n_before) * scale(n, n_before))


def legacy_name(scale):
    return drawn(lambda n, n_before, rng: rng.randn(n, n_before) * scale(n, n_before))


def without_last_layer(scale):
    return lambda layers_dims, rng: scaled(scale)(layers_dims[:-1], rng)


def same_row(scale):
    return drawn(lambda n, n_before, rng: np.tile(rng.standard_normal(n_before) * scale(n, n_before), (n, 1)))


def clipped(scale):
    return drawn(lambda n, n_before, rng: np.clip(rng.standard_normal((n, n_before)), -2, 2) * scale(n, n_before))


def positive(scale):
    return drawn(lambda n, n_before, rng: np.abs(rng.standard_normal((n, n_before))) * scale(n, n_before))


def uniform_to_scale(scale):
    return drawn(lambda n, n_before, rng: rng.uniform(-1, 1, (n, n_before)) * scale(n, n_before))


def changes_sizes(scale):
    def initialize(layers_dims, rng):
        parameters = scaled(scale)(layers_dims, rng)
        layers_dims.clear()
        return parameters

    return initialize


def last_layer_unscaled(scale):
    def initialize(layers_dims, rng):
        parameters = scaled(scale)(layers_dims, rng)
        last = len(layers_dims) - 1
        parameters[f"W{last}"] = parameters[f"W{last}"] / scale(layers_dims[-1], layers_dims[-2])
        return parameters

    return initialize


def random_biases(scale):
    return drawn(
        lambda n, n_before, rng: rng.standard_normal((n, n_before)) * scale(n, n_before),
        biases=lambda n, rng: rng.standard_normal((n, 1)),
    )


def one_number_per_layer(scale):
    return drawn(lambda n, n_before, rng: np.full((n, n_before), rng.standard_normal() * scale(n, n_before)))


def by_normal(scale):
    return drawn(lambda n, n_before, rng: rng.normal(0, scale(n, n_before), (n, n_before)))


def by_entries(scale):
    return drawn(
        lambda n, n_before, rng: np.array(
            [[scale(n, n_before) * rng.standard_normal() for _ in range(n_before)] for _ in range(n)]
        )
    )


def last_layer_first(scale):
    def initialize(layers_dims, rng):
        parameters = {}
        for l in reversed(range(1, len(layers_dims))):
            parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
            parameters[f"W{l}"] = scale(layers_dims[l], layers_dims[l - 1]) * rng.standard_normal(
                size=(layers_dims[l], layers_dims[l - 1])
            )
        return parameters

    return initialize


def from_transposed_draw(scale):
    return drawn(lambda n, n_before, rng: rng.normal(size=(n_before, n)).T * scale(n, n_before))


def in_single_precision(scale):
    return drawn(
        lambda n, n_before, rng: rng.standard_normal((n, n_before), dtype=np.float32) * np.float32(scale(n, n_before)),
        biases=lambda n, rng: np.zeros((n, 1), dtype=np.float32),
    )


def in_one_draw(scale):
    def initialize(layers_dims, rng):
        shapes = list(zip(layers_dims[1:], layers_dims[:-1], strict=True))
        numbers = iter(
            np.split(rng.standard_normal(sum(n * m for n, m in shapes)), np.cumsum([n * m for n, m in shapes])[:-1])
        )
        parameters = {}
        for l, (n, m) in enumerate(shapes, 1):
            parameters[f"W{l}"] = next(numbers).reshape(n, m) * scale(n, m)
            parameters[f"b{l}"] = np.zeros((n, 1))
        return parameters

    return initialize


def draw_mistakes(scale):
    """What goes wrong in any draw, whatever its scale."""
    return [
        Mistake(
            transposed(scale),
            "it looks as if the weights are transposed. A row of W holds the weights of one unit of its own layer, a "
            "column belongs to one "
            "unit of the layer before.",
        ),
        Mistake(
            one_number_per_layer(scale),
            "it looks as if one number is drawn for a whole layer. Then all its units are the same; tell the draw "
            "which shape it should have.",
        ),
        Mistake(
            without_last_layer(scale),
            "it looks as if the loop ends one layer too early. `range` leaves out its end, and a network with n "
            "sizes has n - 1 layers.",
        ),
        Mistake(
            without_tuple(scale),
            "it looks as if the shape is given as two arguments. A shape is one argument, a tuple: put a second pair "
            "of parentheses around the "
            "two sizes.",
        ),
        Mistake(
            legacy_name(scale),
            "it looks as if you know NumPy's older functions. A generator's normal draw is called `standard_normal`.",
        ),
        Mistake(
            changes_sizes(scale),
            "it looks as if the list of sizes is changed on the way. Whoever passed it in still needs it: read from "
            "it, and leave it as it is.",
        ),
        Mistake(
            same_row(scale),
            "it looks as if one row is drawn and repeated. Then all units of the layer are the same, which is what "
            "chance should prevent.",
        ),
        Mistake(last_layer_unscaled(scale), "it looks as if the last layer is not scaled like the others."),
        Mistake(clipped(scale), "it looks as if large draws are cut off. A normal draw has no edge."),
        Mistake(positive(scale), "it looks as if all weights are positive. A normal draw has both signs and mean 0."),
        Mistake(
            uniform_to_scale(scale),
            "it looks as if the draw is uniform between two edges. A normal draw with the same figure as its "
            "standard deviation is asked.",
        ),
        Mistake(
            from_zero_to_one(scale),
            "it looks as if the numbers are drawn evenly from 0 to 1. A normal draw has both signs and mean 0.",
        ),
        Mistake(
            uniform(scale), "it looks as if the draw is uniform. It has the right spread, and a normal draw is asked."
        ),
        Mistake(
            own_seed(scale),
            "it looks as if the function makes a generator of its own, with a fixed seed. Then it gives the same "
            "weights for ever; draw from "
            "the `rng` that you are given.",
        ),
        Mistake(
            fresh_generator(scale),
            "it looks as if the function makes a generator of its own, or uses NumPy's global one. Then nobody can "
            "repeat the draw; draw from "
            "the `rng` that you are given.",
        ),
        Mistake(
            one_seed_per_layer(scale),
            "it looks as if each layer starts again from the same state, and so repeats the numbers of the layer "
            "before. Let the draws "
            "follow one another from the one `rng`.",
        ),
        Mistake(
            random_biases(scale),
            "it looks as if the biases are not zero. They start there; random weights are enough.",
        ),
    ]


def draw_alternatives(scale):
    functions = {
        "by_normal": by_normal(scale),
        "by_entries": by_entries(scale),
        "last_layer_first": last_layer_first(scale),
        "from_transposed_draw": from_transposed_draw(scale),
        "in_one_draw": in_one_draw(scale),
        "in_single_precision": in_single_precision(scale),
    }
    for name, function in functions.items():
        function.__name__ = name
    return list(functions.values())


def ten(n, n_before):
    return 10.0


random = Exercise(
    name="initialize_parameters_random",
    points=10,
    reference=initializers.initialize_parameters_random,
    cases=draw_cases,
    probe=initial_parameters,
    mistakes=[
        Mistake(
            scaled(lambda n, n_before: 1.0),
            "it looks as if the draw is not scaled yet. Here the weights are large on purpose.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(10)),
            "it looks as if 10 was taken for the variance. It is the standard deviation: every draw is multiplied by "
            "it.",
        ),
        Mistake(
            drawn(lambda n, n_before, rng: rng.standard_normal((n, n_before)) + 10),
            "it looks as if the 10 moved the mean. A normal draw gets wider when it is multiplied, and moves when "
            "something is added.",
        ),
        Mistake(scaled(lambda n, n_before: 100.0), "it looks as if the scale was applied twice, or squared."),
        Mistake(
            scaled(lambda n, n_before: 0.1),
            "it looks as if the draw is divided by the scale. Large weights come from multiplying.",
        ),
        Mistake(
            scaled(lambda n, n_before: 0.01),
            "it looks as if the weights are made small. That is a good habit; here they are large.",
        ),
        *draw_mistakes(ten),
    ],
    alternatives=draw_alternatives(ten),
)


def he_scale(n, n_before):
    return np.sqrt(2 / n_before)


def he_of_the_inputs(layers_dims, rng):
    return scaled(lambda n, n_before: np.sqrt(2 / layers_dims[0]))(layers_dims, rng)


def he_but_xavier_first(layers_dims, rng):
    parameters = initializers.initialize_parameters_he(layers_dims, rng)
    return parameters | {"W1": parameters["W1"] / np.sqrt(2)}


he = Exercise(
    name="initialize_parameters_he",
    points=10,
    reference=initializers.initialize_parameters_he,
    cases=draw_cases,
    probe=initial_parameters,
    mistakes=[
        Mistake(
            scaled(lambda n, n_before: 2 / n_before),
            "it looks as if you scaled by the variance. A draw is scaled by the standard deviation, its square root.",
        ),
        Mistake(
            scaled(lambda n, n_before: (2 / n_before) ** 1 / 2),
            "it looks as if `**1/2` is meant as a root. Python takes the power first and halves afterwards: write "
            "`** 0.5`, or np.sqrt.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(1 / n_before)),
            "it looks like Xavier initialization, which has a 1 in place of the 2. ReLU sets half of its inputs to "
            "zero; the 2 makes up for it.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(2 / n)),
            "it looks as if you divided by the size of the layer itself. What a unit sums over is the layer before.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(2 / (n + n_before))),
            "it looks like Glorot's average over both layers. He's scale looks at the layer before alone.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(2) / n_before),
            "it looks as if the root was taken of the 2 alone. It belongs over the whole fraction.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(n_before / 2)),
            "it looks as if the fraction is upside down. The more inputs a unit has, the smaller each weight must be.",
        ),
        Mistake(scaled(lambda n, n_before: 1.0), "it looks as if the draw is not scaled yet: its variance is still 1."),
        Mistake(scaled(ten), "it looks as if the scale is still the 10 of the exercise before."),
        Mistake(
            scaled(lambda n, n_before: 10 * np.sqrt(2 / n_before)),
            "it looks as if the 10 of the exercise before is still there, beside He's scale.",
        ),
        Mistake(
            scaled(lambda n, n_before: 2 / np.sqrt(n_before)),
            "it looks as if the root was taken of the size alone. It belongs over the whole fraction.",
        ),
        Mistake(
            scaled(lambda n, n_before: np.sqrt(2 / (n_before + 1))),
            "it looks as if the bias was counted as one more input. It is zero, and adds nothing to the variance.",
        ),
        Mistake(
            he_of_the_inputs,
            "it looks as if every layer is scaled by the number of the network's inputs. Each has its own layer "
            "before it.",
        ),
        Mistake(
            he_but_xavier_first,
            "it looks as if the first layer has a 1 in place of the 2, since no ReLU has cut its inputs. That is a "
            "good thought; the rule here "
            "is the same for every layer.",
        ),
        Mistake(
            scaled(lambda n, n_before: 0.01),
            "it looks as if the scale is one small number for all layers. He's depends on the size of the layer "
            "before.",
        ),
        *draw_mistakes(he_scale),
    ],
    alternatives=draw_alternatives(he_scale),
)

ASSIGNMENT = Assignment(
    name="W1A1-Initialization", title="Initialization", exercises=[zeros, random, he], datasets=("circles.csv",)
)
