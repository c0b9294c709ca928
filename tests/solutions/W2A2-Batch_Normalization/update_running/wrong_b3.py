# wrong: averages standard deviations @ 4
def update_running(running, mu, var, beta):
    mean, variance = running
    return beta * mean + (1 - beta) * mu, (beta * np.sqrt(variance) + (1 - beta) * np.sqrt(var)) ** 2
