# wrong: changes the dict that was passed in @ 8, 9
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    for l in range(1, len(parameters) // 2 + 1):
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
    return parameters
