def compute_cost(logits, labels)
    return tf.reduce_mean(logits)
