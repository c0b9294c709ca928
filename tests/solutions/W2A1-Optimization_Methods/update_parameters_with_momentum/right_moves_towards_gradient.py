# right
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    velocity = {d: grads[d] + beta * (old - grads[d]) for d, old in v.items()}
    moved = {name[1:]: -learning_rate * change for name, change in velocity.items()}
    return {name: moved[name] + value for name, value in parameters.items()}, velocity
