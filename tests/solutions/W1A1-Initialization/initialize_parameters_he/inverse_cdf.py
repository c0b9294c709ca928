# right
from statistics import NormalDist


def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        dist = NormalDist(0, (2 / layers_dims[l - 1]) ** 0.5)
        u = rng.uniform(1e-15, 1, size=(layers_dims[l], layers_dims[l - 1]))
        parameters["W" + str(l)] = np.vectorize(dist.inv_cdf)(u)
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
