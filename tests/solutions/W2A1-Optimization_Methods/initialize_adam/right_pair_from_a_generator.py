# right
def initialize_adam(parameters):
    v, s = ({f"d{name}": np.zeros(np.shape(parameters[name])) for name in parameters} for _ in "vs")
    return v, s
