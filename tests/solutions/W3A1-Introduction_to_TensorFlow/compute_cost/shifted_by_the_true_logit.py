# right
def compute_cost(logits, labels):
    # -log p_true = log sum_j exp(z_j - z_true)
    z_true = tf.reduce_sum(logits * labels, axis=1, keepdims=True)
    surprises = tf.reduce_logsumexp(logits - z_true, axis=1)
    return tf.math.divide(tf.reduce_sum(surprises), tf.cast(tf.size(surprises), surprises.dtype))
