# wrong: a bias correction that nobody asked for: divides by 1 - beta @ 5
def update_running(running, mu, var, beta):
    new_mean = beta * running[0] + (1 - beta) * mu
    new_var = beta * running[1] + (1 - beta) * var
    return new_mean / (1 - beta), new_var / (1 - beta)
