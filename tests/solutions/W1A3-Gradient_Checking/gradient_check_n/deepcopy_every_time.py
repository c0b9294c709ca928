# right
import copy

import numpy as np

from utils import network


def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-5):
    def J(p):
        ZL, cache = network.forward_propagation(X, p)
        return network.compute_cost(ZL, Y)

    nums = {}
    for name in parameters:
        rows, cols = parameters[name].shape
        nums[name] = np.zeros((rows, cols))
        for i in range(rows):
            for j in range(cols):
                plus = copy.deepcopy(parameters)
                plus[name] = plus[name].astype(np.float64)
                plus[name][i, j] += epsilon
                minus = copy.deepcopy(parameters)
                minus[name] = minus[name].astype(np.float64)
                minus[name][i, j] -= epsilon
                nums[name][i, j] = (J(plus) - J(minus)) / (2 * epsilon)

    differences = {}
    sum_diff = sum_num = sum_ana = 0
    for name in parameters:
        num = nums[name]
        ana = gradients["d" + name]
        d = np.sum((num - ana) ** 2)
        n = np.sum(num**2)
        a = np.sum(ana**2)
        differences["d" + name] = np.sqrt(d) / (np.sqrt(n) + np.sqrt(a))
        sum_diff += d
        sum_num += n
        sum_ana += a
    difference = np.sqrt(sum_diff) / (np.sqrt(sum_num) + np.sqrt(sum_ana))
    return difference, differences
