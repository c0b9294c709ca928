# wrong: the cosine is not clipped, so that rounding above 1 gives NaN @ 7
def turning_angle(W, dW, learning_rate):
    new = W - learning_rate * dW
    dot = np.sum(W * new, axis=1)
    length = np.linalg.norm(W, axis=1)
    new_length = np.linalg.norm(new, axis=1)
    angle = np.degrees(np.arccos(dot / (length * new_length)))
    return angle[:, np.newaxis]
