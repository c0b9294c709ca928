# wrong: returns one dictionary with the entries "v" and "s" instead of the pair (v, s) @ 7
def initialize_adam(parameters):
    adam_state = {"v": {}, "s": {}}
    for name, array in parameters.items():
        for which in adam_state:
            adam_state[which]["d" + name] = np.zeros(array.shape)
    return adam_state
