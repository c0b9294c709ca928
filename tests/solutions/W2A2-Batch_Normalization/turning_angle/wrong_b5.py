# wrong: sums over the units (axis 0) instead of the inputs @ 4
def turning_angle(W, dW, learning_rate):
    new = W - learning_rate * dW
    dot = np.sum(W * new, axis=0, keepdims=True)
    norms = np.linalg.norm(W, axis=0, keepdims=True) * np.linalg.norm(new, axis=0, keepdims=True)
    return np.degrees(np.arccos(np.clip(dot / norms, -1, 1)))
