# wrong: a sigmoid for each class instead of one softmax @ 3
def compute_cost(logits, labels):
    per_class = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
    per_example = tf.reduce_sum(per_class, axis=1)
    return tf.reduce_mean(per_example)
