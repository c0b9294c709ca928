# wrong: the softmax runs over the examples (axis 0) instead of the classes @ 3
def compute_cost(logits, labels):
    log_p = tf.nn.log_softmax(logits, axis=0)
    log_p_true = tf.reduce_sum(labels * log_p, axis=1)
    J = tf.reduce_mean(-log_p_true)
    return J
