# wrong: the new statistics are added to beta times the sum of old and new @ 4
def update_running(running, mu, var, beta):
    old_mu, old_var = running
    return beta * (old_mu + mu), beta * (old_var + var)
