# right
from scipy.stats import norm


def initialize_parameters_random(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{l}"] = norm.rvs(loc=0, scale=10, size=shape, random_state=rng)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters
