# right
def turning_angle(W, dW, learning_rate):
    moved = W - learning_rate * dW
    u = W / np.sqrt((W**2).sum(axis=1, keepdims=True))
    v = moved / np.sqrt((moved**2).sum(axis=1, keepdims=True))
    return np.rad2deg(np.arccos(np.clip((u * v).sum(axis=1, keepdims=True), -1, 1)))
