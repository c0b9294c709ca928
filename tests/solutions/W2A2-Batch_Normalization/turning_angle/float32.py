# right
def turning_angle(W, dW, learning_rate):
    W, dW = W.astype(np.float32), dW.astype(np.float32)
    new = W - learning_rate * dW
    w = W / np.linalg.norm(W, axis=1, keepdims=True)
    v = new / np.linalg.norm(new, axis=1, keepdims=True)
    return np.degrees(np.arccos(np.minimum(1, np.sum(w * v, axis=1, keepdims=True))))
