# wrong: OverflowError for large z @ 6
import math


def forward_propagation(x, theta):
    return math.log(1 + math.exp(theta * x))
