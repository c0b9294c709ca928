# right
def initialize_batch_norm(layers_dims):
    hidden = layers_dims[1:-1]
    out = {f"gamma{i}": np.ones((n, 1)) for i, n in enumerate(hidden, start=1)}
    out.update({f"beta{i}": np.zeros((n, 1)) for i, n in enumerate(hidden, start=1)})
    return out
