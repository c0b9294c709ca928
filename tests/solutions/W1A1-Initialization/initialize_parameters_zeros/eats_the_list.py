# wrong: takes the sizes out of the caller's list with pop @ 5,7
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    layer = 1
    before = layers_dims.pop(0)
    while layers_dims:
        here = layers_dims.pop(0)
        parameters["W" + str(layer)] = np.zeros((here, before))
        parameters["b" + str(layer)] = np.zeros((here, 1))
        before = here
        layer += 1
    return parameters
