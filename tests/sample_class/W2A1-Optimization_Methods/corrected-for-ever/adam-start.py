def initialize_adam(parameters):
    v = s = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    return v, s
