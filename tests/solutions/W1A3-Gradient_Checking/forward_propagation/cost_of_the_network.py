# right
from utils import network


def forward_propagation(x, theta):
    return network.compute_cost(np.array([[theta * x]]), np.array([[0]]))
