# wrong: forgets the second term of the stable form @ 3
def backward_propagation(x, theta):
    return x if theta * x > 0 else 0.0
