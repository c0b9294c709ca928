# right
def compute_cost(logits, labels):
    log_p = logits - tf.reduce_logsumexp(logits, axis=1, keepdims=True)
    return -tf.reduce_sum(labels * log_p) / tf.cast(len(labels), tf.float32)
