"""What can be wrong with an update rule: four families, and messages that several rules share."""

from graders.exercise import Change
from graders.exercises.families import IN_PLACE
from graders.exercises.makers import after, constant, instead, raising, same_arrays_again

SAME_ARRAYS = "Your function returns the same arrays in every call, so earlier answers change. Make new arrays."
ORDER = "You return the right results in another order than the docstring says."
PAST_THE_LAST = "Your loop runs past the last layer. A network has half as many layers as `parameters` has keys."
CARET = "You may have used `^` for a power. In Python it is exclusive or, on bits. A power is written `**`."
NOT_SQUARED = "Your s averages the gradients. It should average their squares, which have no sign."
BY_PLACE = "You match arrays by the order of the dicts. Backpropagation begins with the last layer, so go by the keys."

# Of a division by 1 - beta**t.
CORRECTION = {
    "**t ->": "Your correction is the same at every step. It should fade with t, the power of beta.",
    "**t -> * t": "You multiply beta by t. The correction needs the t-th power of beta.",
    "**t -> ^ t": CARET,
    "**t -> ** (t + 1)": "Your correction counts one step too many. The first step is t = 1, so use t as it comes in.",
    "**t -> ** (t - 1)": "Your correction counts from 0. The first step is t = 1, so use t as it comes in.",
}


def family(*state, **constants):
    """Of update(parameters, grads, *state, ...) -> parameters, or (parameters, *state) if a state is remembered.

    state: the names of the dicts that are remembered.  constants: arguments, each with the value that students give it.
    """

    def parts(answer):
        return answer if state else (answer,)

    def joined(parts):
        return tuple(parts) if state else parts[0]

    def biases_stay(answer, parameters, *rest):
        new, *averages = parts(answer)
        return joined([{k: v if k[0] == "W" else parameters[k] for k, v in new.items()}, *averages])

    def last_layer_stays(answer, parameters, *rest):
        new, *averages = parts(answer)
        last = len(parameters) // 2
        return joined([{k: v if int(k[1:]) < last else parameters[k] for k, v in new.items()}, *averages])

    def in_place(answer, parameters, grads, *rest):
        arguments = [parameters, *rest[: len(state)]]
        for argument, new in zip(arguments, parts(answer)):
            argument.update(new)
        return joined(arguments)

    def missing_key(prefix):
        return raising(lambda parameters, *rest: KeyError(f"{prefix}W{len(parameters) // 2 + 1}"))

    def old_averages(answer, parameters, grads, *rest):
        return answer[0], *rest[: len(state)]

    last_stays = "Your last layer does not move. Remember that `range` leaves out its end."
    parameters_only = "You return only the parameters. The next step also needs what the rule remembers."
    old_returned = "You return the average that came in. The next step needs the new one."
    rows = {
        "value - learning_rate -> value + learning_rate": "Your step goes uphill. The cost grows along the gradient.",
        "only the weights move": Change(after(biases_stay), "Only your weights move. The biases are parameters too."),
        "the last layer stays": Change(after(last_layer_stays), last_stays),
        "past the last layer": Change(missing_key(""), PAST_THE_LAST),
        "past the last gradient": Change(missing_key("d"), PAST_THE_LAST),
        "in place": Change(after(in_place), IN_PLACE),
        "the same arrays again": Change(same_arrays_again, SAME_ARRAYS),
    }
    if state:
        rows["the parameters only"] = Change(after(lambda answer, *args: answer[0]), parameters_only)
        rows["the old averages"] = Change(after(old_averages), old_returned)
        rows["another order"] = Change(after(lambda answer, *args: answer[::-1]), ORDER)
    for name, value in constants.items():
        always = f"Your `{name}` is always {value}. Use the argument instead."
        rows[f"{name} is {value}"] = Change(constant(**{name: value}), always)
    return rows | by_place(len(state))


def by_place(n):
    """Of the same functions: arrays are matched by their order in the dicts.  n: how many dicts are remembered."""

    def gradients(update, parameters, grads, *rest):
        return update(parameters, {"d" + name: grad for name, grad in zip(parameters, grads.values())}, *rest)

    def averages(update, parameters, grads, *rest):
        return update(parameters, grads, *[dict(zip(grads, v.values())) for v in rest[:n]], *rest[n:])

    def step(update, parameters, grads, *rest):
        new, *averages = update({name[1:]: p for name, p in zip(grads, parameters.values())}, grads, *rest)
        return dict(zip(parameters, new.values())), *averages

    wrong = (gradients, averages, step) if n else (gradients,)
    return {f"{make.__name__} by place": Change(instead(make), BY_PLACE) for make in wrong}


def averages(**betas):
    """Of averages v = {name: beta * v[name] + (1 - beta) * ...}.  betas: the name of each beta, as in v="beta"."""

    def each(edit):
        return tuple(edit.format(v=v, beta=beta) for v, beta in betas.items())

    swapped = each("{beta} * {v}[name] + (1 - {beta}) -> (1 - {beta}) * {v}[name] + {beta}")
    new = each("{v} = {{name: {beta} -> new_{v} = {{name: {beta}")
    returned = f"return parameters, {', '.join(betas)} -> return parameters, {', '.join(each('new_{v}'))}"
    return {
        each("(1 - {beta}) * ->"): "The new value has its full weight in your average. The weights add up to one.",
        each("{beta} * {v}[name] + ->"): "You overwrite the average. The old one goes into the new one.",
        swapped: "The two weights of the average have changed places. beta belongs to the old average.",
        (*new, returned): "Your step uses the average as it came in. First update it, then make the step.",
    }


def root_mean_square(s, beta):
    """Of a step divided by np.sqrt(s) + epsilon, where s averages squares with the weight beta; both as source text."""
    root, square = f"np.sqrt({s}[name])", "grads[name] ** 2"
    denominator = f"({root} + epsilon)"
    return {
        f"{denominator} -> np.sqrt({s}[name] + epsilon)": "You add epsilon under the square root. There it counts "
        "far more: the square root of 1e-8 is 1e-4. Take the root first, then add epsilon.",
        f"{denominator} -> {root}": "epsilon is missing. If s is zero, as for a dead ReLU unit, the step is 0 / 0.",
        f"{denominator} -> ({root} + 1e-8)": "Your epsilon is always 1e-8. Use the argument instead.",
        f"{denominator} -> {root} + epsilon": "You add epsilon to the fraction. Are there parentheses missing?",
        (f"{denominator} -> {root}", '["d" + name] for -> ["d" + name] + epsilon for'): "You add epsilon last of "
        "all. It belongs in the denominator. Are there parentheses missing?",
        f"{square} -> grads[name]": NOT_SQUARED,
        (f"{square} -> grads[name]", f"{root} -> np.sqrt(np.abs({s}[name]))"): NOT_SQUARED,
        f"{square} -> parameters[name[1:]] ** 2": "Your s averages squares of the parameters, not of the gradients.",
        "** 2 -> ^ 2": CARET,
        f"(1 - {beta}) * {square} -> ((1 - {beta}) * grads[name]) ** 2": f"1 - {beta} is squared with the gradient.",
        f"{root} -> {s}[name]": "The square root is missing: your step is divided by an average of squares.",
    }
