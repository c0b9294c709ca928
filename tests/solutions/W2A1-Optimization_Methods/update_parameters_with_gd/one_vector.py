# right
def update_parameters_with_gd(parameters, grads, learning_rate):
    flat = np.concatenate([value.ravel() for value in parameters.values()])
    flat -= learning_rate * np.concatenate([grads["d" + name].ravel() for name in parameters])
    ends = np.cumsum([value.size for value in parameters.values()])
    pieces = np.split(flat, ends[:-1])
    return {name: piece.reshape(value.shape) for (name, value), piece in zip(parameters.items(), pieces)}
