# wrong: OverflowError for large z
import math


def forward_propagation(x, theta):
    return math.log(1 + math.exp(theta * x))
