# wrong: Keras's loss takes the labels first, the logits are passed first @ 4
def compute_cost(logits, labels):
    loss = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
    return loss(logits, labels)
