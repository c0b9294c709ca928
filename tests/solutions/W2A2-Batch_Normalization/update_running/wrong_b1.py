# wrong: beta weighs the new value @ 4
def update_running(running, mu, var, beta):
    mean, variance = running
    return (1 - beta) * mean + beta * mu, (1 - beta) * variance + beta * var
