# right
def update_parameters_with_gd(parameters, grads, learning_rate):
    def stepped(item):
        name, value = item
        return name, np.subtract(value, np.multiply(learning_rate, grads[f"d{name}"]))

    return dict(map(stepped, parameters.items()))
