def initialize_adam(parameters):
    zeros = [{"d" + name: 0.0 * array for name, array in parameters.items()} for _ in range(2)]
    return zeros[0], zeros[1]
