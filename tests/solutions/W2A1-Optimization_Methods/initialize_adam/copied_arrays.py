# right
def initialize_adam(parameters):
    v = {"d" + name: np.full_like(value, 0.0) for name, value in parameters.items()}
    return v, {name: value.copy() for name, value in v.items()}
