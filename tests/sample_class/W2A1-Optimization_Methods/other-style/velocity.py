def initialize_velocity(parameters):
    v = {}
    for layer in range(1, len(parameters) // 2 + 1):
        v["dW" + str(layer)] = np.zeros(parameters["W" + str(layer)].shape)
        v["db" + str(layer)] = np.zeros(parameters["b" + str(layer)].shape)
    return v
