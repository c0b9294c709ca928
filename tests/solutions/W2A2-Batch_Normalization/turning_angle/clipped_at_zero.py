# wrong: clips the cosine to 0 and 1, so that no angle is above 90 degrees @ 6
def turning_angle(W, dW, learning_rate):
    W2 = W - learning_rate * dW
    norms = np.linalg.norm(W, axis=1) * np.linalg.norm(W2, axis=1)
    cos = np.sum(W * W2, axis=1) / norms
    cos = np.clip(cos, 0, 1)
    return np.rad2deg(np.arccos(cos)).reshape(-1, 1)
