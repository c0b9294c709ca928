# wrong: makes the zeros for db in the shape of W @ 8
def initialize_velocity(parameters):
    v = {}
    layers = len(parameters) // 2
    for l in range(1, layers + 1):
        rows, columns = parameters["W" + str(l)].shape
        v["dW" + str(l)] = np.zeros((rows, columns))
        v["db" + str(l)] = np.zeros((rows, columns))
    return v
