# wrong: the biases are not trained @ 3
def train_step(forward, cost, parameters, optimizer, X, Y):
    weights = [variable for name, variable in parameters.items() if name[0] != "b"]
    with tf.GradientTape() as tape:
        current_cost = cost(forward(X, parameters), Y)
    grads = tape.gradient(current_cost, weights)
    optimizer.apply_gradients(zip(grads, weights))
    return current_cost
