# wrong: Python's own generator @ 6
import random

def split_indices(m, dev, test, rng):
    order = list(range(m))
    random.shuffle(order)
    order = np.array(order)
    return order[dev + test:], order[:dev], order[dev:dev + test]
