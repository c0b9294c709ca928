# wrong: makes a new Adam in every step instead of using the one given @ 3
def train_step(forward, cost, parameters, optimizer, X, Y):
    optimizer = tf.keras.optimizers.Adam(learning_rate=0.003)
    with tf.GradientTape() as tape:
        prediction = forward(X, parameters)
        J = cost(prediction, Y)
    gradients = tape.gradient(J, parameters)
    pairs = [(gradients[key], parameters[key]) for key in parameters]
    optimizer.apply_gradients(pairs)
    return J
