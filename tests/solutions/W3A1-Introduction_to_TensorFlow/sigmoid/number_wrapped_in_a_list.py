# wrong: z is wrapped in a list, the shape gets one dimension more @ 4
def sigmoid(z):
    # a single number is not a tensor yet, so make a tensor of it
    tensor = tf.cast([z], tf.float32)
    return tf.math.sigmoid(tensor)
