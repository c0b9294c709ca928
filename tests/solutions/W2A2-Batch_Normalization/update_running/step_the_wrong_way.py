# wrong: the average moves away from the new statistics: the sign of the step is wrong @ 4, 5
def update_running(running, mu, var, beta):
    mean, variance = running
    mean = mean + (1 - beta) * (mean - mu)
    variance = variance + (1 - beta) * (variance - var)
    return mean, variance
