# wrong: zeros built from Python ints, so the arrays hold integers and not floats @ 4
def initialize_parameters_zeros(layers_dims):
    def zeros(rows, columns):
        return np.array([[0 for _ in range(columns)] for _ in range(rows)])

    out = {}
    for l in range(1, len(layers_dims)):
        out["W%d" % l] = zeros(layers_dims[l], layers_dims[l - 1])
        out["b%d" % l] = zeros(layers_dims[l], 1)
    return out
