# wrong: columns instead of rows: norm over the whole matrix @ 5
def turning_angle(W, dW, learning_rate):
    new = W - learning_rate * dW
    dot = np.sum(W * new, axis=1, keepdims=True)
    norms = np.linalg.norm(W) * np.linalg.norm(new)
    return np.degrees(np.arccos(np.clip(dot / norms, -1, 1)))
