# right
def compute_cost(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(labels, logits, from_logits=True))
