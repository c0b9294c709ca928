# wrong: asks whether A1 is negative, which a ReLU's output never is (second bug not repaired) @ 16
def repaired_backward_propagation(X, Y, cache):
    m = Y.shape[1]
    gradients = {}

    dZ3 = (sigmoid(cache["Z3"]) - Y) / m
    gradients["dW3"] = np.dot(dZ3, cache["A2"].T)
    gradients["db3"] = np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(cache["W3"].T, dZ3)
    dZ2 = np.where(cache["A2"] > 0, dA2, 0)
    gradients["dW2"] = np.dot(dZ2, cache["A1"].T)
    gradients["db2"] = np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(cache["W2"].T, dZ2)
    dZ1 = np.where(cache["A1"] < 0, 0, dA1)
    gradients["dW1"] = np.dot(dZ1, cache["A0"].T)
    gradients["db1"] = np.sum(dZ1, axis=1, keepdims=True)
    return gradients
