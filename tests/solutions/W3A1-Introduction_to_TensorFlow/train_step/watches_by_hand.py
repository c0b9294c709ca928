# right
def train_step(forward, cost, parameters, optimizer, X, Y):
    names, variables = zip(*sorted(parameters.items()))
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        for variable in variables:
            tape.watch(variable)
        before = cost(forward(X, dict(zip(names, variables))), Y)
    slopes = tape.gradient(before, list(variables))
    optimizer.apply_gradients(zip(slopes, variables))
    return before
