# wrong: * in place of @
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return X * W + b
