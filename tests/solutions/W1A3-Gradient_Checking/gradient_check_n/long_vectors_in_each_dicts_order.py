# wrong: the two long vectors are each joined in their own dictionary's order, not matched by name @ 21
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    cost = lambda p: network.compute_cost(network.forward_propagation(X, p)[0], Y)
    numerical_gradients = {}
    for key, value in parameters.items():
        slopes = []
        for index in range(value.size):
            pair = []
            for sign in (1, -1):
                changed = value.astype(float).ravel()
                changed[index] += sign * epsilon
                pair.append(cost({**parameters, key: changed.reshape(value.shape)}))
            slopes.append((pair[0] - pair[1]) / (2 * epsilon))
        numerical_gradients["d" + key] = np.array(slopes).reshape(value.shape)

    def relative(one, two):
        return np.linalg.norm(one - two) / (np.linalg.norm(one) + np.linalg.norm(two))

    differences = {key: relative(numerical_gradients[key], gradients[key]) for key in gradients}
    long_num = np.hstack([g.ravel() for g in numerical_gradients.values()])
    long_ana = np.hstack([g.ravel() for g in gradients.values()])
    return relative(long_num, long_ana), differences
