# right
def update_running(running, mu, var, beta):
    mean, variance = running
    return beta * mean + (1 - beta) * mu, beta * variance + (1 - beta) * var
