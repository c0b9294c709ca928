# wrong: returns a NumPy array instead of a tensor @ 5
def sigmoid(z):
    z = tf.cast(z, tf.float32)
    a = tf.keras.activations.sigmoid(z)
    return a.numpy()
