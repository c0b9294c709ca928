# wrong: takes the gradient for perpendicular to the weights, which it is only with batch normalization @ 4
def turning_angle(W, dW, learning_rate):
    step = learning_rate * np.linalg.norm(dW, axis=1, keepdims=True)
    return np.degrees(np.arctan(step / np.linalg.norm(W, axis=1, keepdims=True)))
