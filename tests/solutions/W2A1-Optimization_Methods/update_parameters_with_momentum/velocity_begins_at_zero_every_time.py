# wrong: begins the velocity at zero in every call and so forgets the v that was passed @ 6
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    # the velocity begins at zero
    velocity = {}
    for key in v:
        velocity[key] = np.zeros_like(v[key])

    new = {}
    for key in parameters:
        dkey = "d" + key
        velocity[dkey] = beta * velocity[dkey] + (1 - beta) * grads[dkey]
        new[key] = parameters[key] - learning_rate * velocity[dkey]

    return new, velocity
