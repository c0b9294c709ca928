# wrong: returns a NumPy array @ 7
import numpy as np
import tensorflow as tf


def sigmoid(z):
    return (1 / (1 + np.exp(-np.array(z, dtype=np.float32)))).astype(np.float32)
