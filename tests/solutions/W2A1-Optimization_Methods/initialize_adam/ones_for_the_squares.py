# wrong: lets s begin with ones, to avoid a division by zero @ 8
def initialize_adam(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(1, L + 1):
        for p in "Wb":
            v[f"d{p}{l}"] = np.zeros_like(parameters[f"{p}{l}"])
            s[f"d{p}{l}"] = np.ones_like(parameters[f"{p}{l}"])
    return v, s
