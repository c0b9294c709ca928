# wrong: step uphill @ 3
def turning_angle(W, dW, learning_rate):
    new = W + learning_rate * dW
    dot = np.sum(W * new, axis=1, keepdims=True)
    norms = np.linalg.norm(W, axis=1, keepdims=True) * np.linalg.norm(new, axis=1, keepdims=True)
    return np.degrees(np.arccos(np.clip(dot / norms, -1, 1)))
