# right
from decimal import Decimal, getcontext


def forward_propagation(x, theta):
    getcontext().prec = 60
    z = Decimal(float(theta)) * Decimal(float(x))
    return float((1 + z.exp()).ln())
