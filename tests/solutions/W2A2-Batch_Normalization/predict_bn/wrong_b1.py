# wrong: uses the batch's own statistics @ 3
def predict_bn(X, parameters, running, epsilon):
    ZL, _ = forward_propagation_bn(X, parameters, epsilon)
    return sigmoid(ZL)
