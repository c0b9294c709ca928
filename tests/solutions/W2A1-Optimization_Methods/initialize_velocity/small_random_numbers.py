# wrong: starts from small random numbers, as one does with weights, instead of zeros @ 5
def initialize_velocity(parameters):
    v = {}
    for name in parameters:
        v["d" + name] = 0.01 * np.random.randn(*parameters[name].shape)
    return v
