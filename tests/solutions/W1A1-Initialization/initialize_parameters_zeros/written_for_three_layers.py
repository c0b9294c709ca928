# wrong: written for exactly three layers and not for any depth @ 12,13,15
def initialize_parameters_zeros(layers_dims):
    n_x = layers_dims[0]
    n_h1 = layers_dims[1]
    n_h2 = layers_dims[2]
    n_y = layers_dims[-1]

    W1 = np.zeros((n_h1, n_x))
    b1 = np.zeros((n_h1, 1))
    W2 = np.zeros((n_h2, n_h1))
    b2 = np.zeros((n_h2, 1))
    W3 = np.zeros((n_y, n_h2))
    b3 = np.zeros((n_y, 1))

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}
