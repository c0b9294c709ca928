# wrong: the units' outputs are stacked along axis 0, the result is (n_out, m) @ 7
def linear_function(X, W, b):
    outputs = []
    for unit in range(W.shape[1]):
        weights_of_unit = W[:, unit]
        outputs.append(tf.linalg.matvec(X, weights_of_unit) + b[unit])
    return tf.stack(outputs)
