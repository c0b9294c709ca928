# right
def train_step(forward, cost, parameters, optimizer, X, Y):
    @tf.function
    def step(X, Y):
        variables = list(parameters.values())
        with tf.GradientTape() as tape:
            loss = cost(forward(X, parameters), Y)
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return loss

    return step(X, Y)
