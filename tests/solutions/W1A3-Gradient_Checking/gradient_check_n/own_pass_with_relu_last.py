# wrong: a forward pass of its own returns A of the last layer, after a ReLU @ 7
def forward_propagation(X, p):
    A = X
    for l in range(1, len(p) // 2 + 1):
        Z = p[f"W{l}"] @ A + p[f"b{l}"]
        A = np.maximum(Z, 0)
    return A

def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def cost(changed):
        return network.compute_cost(forward_propagation(X, changed), Y)

    differences, num_all, ana_all = {}, [], []
    for key in gradients:
        name = key[1:]
        num = np.zeros(gradients[key].shape)
        for index in np.ndindex(num.shape):
            step = np.zeros(num.shape)
            step[index] = epsilon
            num[index] = (cost({**parameters, name: parameters[name] + step}) - cost({**parameters, name: parameters[name] - step})) / (2 * epsilon)
        differences[key] = np.linalg.norm(num - gradients[key]) / (np.linalg.norm(num) + np.linalg.norm(gradients[key]))
        num_all.append(num.ravel())
        ana_all.append(gradients[key].ravel())
    num, ana = np.concatenate(num_all), np.concatenate(ana_all)
    return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana)), differences

