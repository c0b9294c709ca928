# wrong: takes the mean for the variance @ 3
def update_running(running, mu, var, beta):
    variance, mean = running
    return beta * mean + (1 - beta) * mu, beta * variance + (1 - beta) * var
