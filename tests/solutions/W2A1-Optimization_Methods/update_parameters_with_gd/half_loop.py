# wrong: as many layers as there are keys @ 8
import numpy as np


def update_parameters_with_gd(parameters, grads, learning_rate):

    new = {}
    for l in range(len(parameters)):
        new[f"W{l+1}"] = parameters[f"W{l+1}"] - learning_rate * grads[f"dW{l+1}"]
        new[f"b{l+1}"] = parameters[f"b{l+1}"] - learning_rate * grads[f"db{l+1}"]
    return new
