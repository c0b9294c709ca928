# wrong: the copies keep their kind of numbers, so entries of integer arrays cannot move by epsilon @ 3
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    p = {k: v.copy() for k, v in parameters.items()}
    num = {k: np.zeros(v.shape) for k, v in p.items()}
    for k in p:
        rows, cols = p[k].shape
        for i in range(rows):
            for j in range(cols):
                old = p[k][i, j]
                p[k][i, j] = old + epsilon
                J1 = network.compute_cost(network.forward_propagation(X, p)[0], Y)
                p[k][i, j] = old - epsilon
                J2 = network.compute_cost(network.forward_propagation(X, p)[0], Y)
                p[k][i, j] = old
                num[k][i, j] = (J1 - J2) / (2 * epsilon)

    norm = np.linalg.norm
    differences = {}
    for k in p:
        ana = gradients[f"d{k}"]
        differences[f"d{k}"] = norm(num[k] - ana) / (norm(num[k]) + norm(ana))
    all_num = np.concatenate([num[k].flatten() for k in p])
    all_ana = np.concatenate([gradients[f"d{k}"].flatten() for k in p])
    difference = norm(all_num - all_ana) / (norm(all_num) + norm(all_ana))
    return difference, differences
