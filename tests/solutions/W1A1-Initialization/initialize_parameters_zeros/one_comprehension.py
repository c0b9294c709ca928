# right
def initialize_parameters_zeros(layers_dims):
    shapes = {
        name + str(l): (layers_dims[l], layers_dims[l - 1] if name == "W" else 1)
        for l in range(len(layers_dims) - 1, 0, -1)
        for name in "bW"
    }
    return dict(zip(shapes, map(np.zeros, shapes.values())))
