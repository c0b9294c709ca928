# wrong: overwrites the learning rate that was passed with a number of its own @ 3
def update_parameters_with_gd(parameters, grads, learning_rate):
    learning_rate = 0.5

    def one_step(old, slope):
        return old - learning_rate * slope

    return {name: one_step(parameters[name], grads["d" + name]) for name in parameters}
