# wrong: a chained assignment puts one and the same array into v and s @ 6
def initialize_adam(parameters):
    v = {}
    s = {}
    for key in parameters:
        v["d" + key] = s["d" + key] = np.zeros_like(parameters[key])
    return v, s
