# wrong: makes the zeros for the biases as flat vectors (n,) instead of (n, 1) @ 8, 10
def initialize_adam(parameters):
    v = {}
    s = {}
    for i in range(1, len(parameters) // 2 + 1):
        n_out, n_in = parameters["W" + str(i)].shape
        v["dW" + str(i)] = np.zeros((n_out, n_in))
        v["db" + str(i)] = np.zeros(n_out)
        s["dW" + str(i)] = np.zeros((n_out, n_in))
        s["db" + str(i)] = np.zeros(n_out)
    return v, s
