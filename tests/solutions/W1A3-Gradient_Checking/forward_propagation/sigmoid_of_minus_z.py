# right
from utils.activations import sigmoid


def forward_propagation(x, theta):
    z = theta * x
    return z if z > 100 else -np.log(sigmoid(-z))
