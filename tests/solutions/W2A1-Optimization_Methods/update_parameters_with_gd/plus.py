# wrong: adds the step instead of subtracting it @ 7
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    return {k: p + learning_rate * grads["d" + k] for k, p in parameters.items()}
