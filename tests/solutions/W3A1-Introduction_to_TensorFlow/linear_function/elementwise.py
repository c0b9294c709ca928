# wrong: * in place of @ @ 7
import numpy as np
import tensorflow as tf


def linear_function(X, W, b):
    return X * W + b
