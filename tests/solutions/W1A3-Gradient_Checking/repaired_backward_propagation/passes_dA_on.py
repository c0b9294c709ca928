# wrong: goes down to layer 1 with dA2 instead of dZ2, before the mask of layer 2 @ 7
def repaired_backward_propagation(X, Y, cache):
    m = X.shape[1]
    dZ3 = 1 / m * (sigmoid(cache["Z3"]) - Y)
    dA2 = cache["W3"].T @ dZ3
    dZ2 = dA2 * (cache["Z2"] > 0)
    dA1 = cache["W2"].T @ dA2
    dZ1 = dA1 * (cache["Z1"] > 0)
    dZs = [dZ1, dZ2, dZ3]
    As = [cache["A0"], cache["A1"], cache["A2"]]
    dWs = {f"dW{i + 1}": dZs[i] @ As[i].T for i in range(3)}
    dbs = {f"db{i + 1}": np.sum(dZs[i], axis=1, keepdims=True) for i in range(3)}
    return {**dWs, **dbs}
