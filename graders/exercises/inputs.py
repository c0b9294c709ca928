"""Inputs that the cases of several assignments are made of."""


def layers(layers_dims):
    """The label of a network: "layers 3-4-1"."""
    return "layers " + "-".join(map(str, layers_dims))


def network(rng, layers_dims):
    """Parameters "W1" (n_1, n_0), "b1" (n_1, 1), ...: He's weights, and biases other than 0, which hides mistakes."""
    parameters = {}
    for l in range(1, len(layers_dims)):
        n, n_before = layers_dims[l], layers_dims[l - 1]
        parameters[f"W{l}"] = rng.standard_normal((n, n_before)) * (2 / n_before) ** 0.5
        parameters[f"b{l}"] = 0.5 * rng.standard_normal((n, 1))
    return parameters
