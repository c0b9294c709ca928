# wrong: one row is drawn and repeated, so all units of a layer are equal @ 6
def initialize_parameters_random(layers_dims, rng):
    p = {}
    for l in range(1, len(layers_dims)):
        W = np.zeros((layers_dims[l], layers_dims[l - 1]))
        W += 10 * rng.standard_normal(layers_dims[l - 1])
        p[f"W{l}"] = W
        p[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return p
