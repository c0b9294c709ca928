# right
def initialize_parameters_random(layers_dims, rng):
    parameters = dict()
    l = len(layers_dims) - 1
    while l > 0:
        before, here = layers_dims[l - 1 : l + 1]
        parameters["b%i" % l] = np.array([[0.0]] * here)
        parameters["W%i" % l] = rng.normal(loc=0, scale=10, size=(before, here)).T
        l -= 1
    return parameters
