# right
def turning_angle(W, dW, learning_rate):
    new = W - learning_rate * dW
    u = W / np.linalg.norm(W, axis=1, keepdims=True)
    v = new / np.linalg.norm(new, axis=1, keepdims=True)
    return 2 * np.degrees(np.arcsin(np.linalg.norm(u - v, axis=1, keepdims=True) / 2))
