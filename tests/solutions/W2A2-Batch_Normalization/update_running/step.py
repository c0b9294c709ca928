# right
def update_running(running, mu, var, beta):
    mean, variance = running
    return mean + (1 - beta) * (mu - mean), variance + (1 - beta) * (var - variance)
