def train_step(forward, cost, parameters, optimizer, X, Y):
    with tf.GradientTape() as tape:
        logits = forward(X, parameters)
        loss = cost(logits, Y)
    trainable = list(parameters.values())
    grads = tape.gradient(loss, trainable)
    optimizer.apply_gradients(zip(grads, trainable))
    return loss
