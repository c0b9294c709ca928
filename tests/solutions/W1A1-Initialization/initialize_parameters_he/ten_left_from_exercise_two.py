# wrong: the factor 10 of the exercise before is still there @ 6
def initialize_parameters_he(layers_dims, rng):
    def large_weights():
        p = {}
        for l in range(1, len(layers_dims)):
            p[f"W{l}"] = 10 * rng.standard_normal((layers_dims[l], layers_dims[l - 1]))
            p[f"b{l}"] = np.zeros((layers_dims[l], 1))
        return p

    parameters = large_weights()
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = parameters[f"W{l}"] * np.sqrt(2 / layers_dims[l - 1])
    return parameters
