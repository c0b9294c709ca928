# right
from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def moved_cost(name, index, step):
        moved = {key: value.astype(float) for key, value in parameters.items()}
        moved[name][index] += step
        return network.compute_cost(network.forward_propagation(X, moved)[0], Y)

    def relative(num, ana):
        return np.linalg.norm(num - ana) / (np.linalg.norm(num) + np.linalg.norm(ana) + 1e-8)

    nums = {}
    for name, value in parameters.items():
        nums["d" + name] = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            rise = moved_cost(name, index, epsilon) - moved_cost(name, index, -epsilon)
            nums["d" + name][index] = rise / (2 * epsilon)
    order = sorted(gradients)
    num = np.concatenate([nums[key].ravel() for key in order])
    ana = np.concatenate([gradients[key].ravel() for key in order])
    return [relative(num, ana), {key: relative(nums[key], gradients[key]) for key in order}]
