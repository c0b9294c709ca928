# wrong: the while loop ends before the last layer @ 6
def initialize_velocity(parameters):
    L = len(parameters) // 2
    v = {}
    l = 1
    while l < L:
        v[f"dW{l}"] = np.zeros(parameters[f"W{l}"].shape)
        v[f"db{l}"] = np.zeros(parameters[f"b{l}"].shape)
        l = l + 1
    return v
