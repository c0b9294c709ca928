# wrong: averages standard deviations and squares at the end, not variances @ 7
import numpy as np


def update_running(running, mu, var, beta):
    m = beta * running[0] + (1 - beta) * mu
    s = beta * np.sqrt(running[1]) + (1 - beta) * np.sqrt(var)
    return (m, s**2)
