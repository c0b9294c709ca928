# wrong: changes the running averages in place @ 4
def update_running(running, mu, var, beta):
    mean, variance = running
    mean *= beta
    mean += (1 - beta) * mu
    variance *= beta
    variance += (1 - beta) * var
    return mean, variance
