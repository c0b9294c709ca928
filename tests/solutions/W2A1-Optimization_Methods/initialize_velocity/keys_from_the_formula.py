# wrong: names the entries vdW1, vdb1 as in the formula instead of dW1, db1 @ 6, 7
def initialize_velocity(parameters):
    velocity = {}
    for layer in range(len(parameters) // 2):
        n = str(layer + 1)
        velocity["vdW" + n] = np.zeros_like(parameters["W" + n])
        velocity["vdb" + n] = np.zeros_like(parameters["b" + n])
    return velocity
