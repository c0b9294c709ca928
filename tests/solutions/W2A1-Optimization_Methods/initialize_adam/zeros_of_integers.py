# wrong: makes the zeros as integers @ 4
def initialize_adam(parameters):
    def zeros_for(params):
        return {"d" + name: np.zeros(array.shape, dtype=int) for name, array in params.items()}

    return zeros_for(parameters), zeros_for(parameters)
