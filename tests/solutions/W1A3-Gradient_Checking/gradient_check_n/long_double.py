# right
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    exact = {name: W.astype(np.longdouble) for name, W in parameters.items()}

    def J(parameters):
        A, L = X.astype(np.longdouble), len(parameters) // 2
        for l in range(1, L + 1):
            Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
            A = np.maximum(Z, 0)
        return np.mean(np.logaddexp(0, Z) - Y * Z)

    def derivative(name, index):
        step = np.zeros(exact[name].shape, np.longdouble)
        step[index] = epsilon
        plus, minus = (J({**exact, name: exact[name] + sign * step}) for sign in (1, -1))
        return float((plus - minus) / (2 * np.longdouble(epsilon)))

    def norm(v):
        return np.sqrt(np.sum(np.square(v)))

    def relative(a, b):
        return float(norm(a - b) / (norm(a) + norm(b)))

    nums = {
        "d" + name: np.reshape([derivative(name, i) for i in np.ndindex(W.shape)], W.shape) for name, W in exact.items()
    }
    num = np.concatenate([nums[key].ravel() for key in gradients])
    ana = np.concatenate([gradients[key].ravel() for key in gradients])
    return relative(num, ana), {key: relative(nums[key], gradients[key]) for key in nums}
