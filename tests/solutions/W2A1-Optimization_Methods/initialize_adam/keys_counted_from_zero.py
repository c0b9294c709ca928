# wrong: numbers the keys of the averages from 0 (dW0, db0) while the parameters begin at 1 @ 8, 9
def initialize_adam(parameters):
    v, s = {}, {}
    for l in range(len(parameters) // 2):
        W = parameters["W" + str(l + 1)]
        b = parameters["b" + str(l + 1)]
        for average in (v, s):
            average["dW" + str(l)] = np.zeros_like(W)
            average["db" + str(l)] = np.zeros_like(b)
    return v, s
