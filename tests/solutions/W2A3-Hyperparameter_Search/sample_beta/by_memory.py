# right
def sample_beta(low, high, rng):
    shortest, longest = 1 / (1 - low), 1 / (1 - high)
    memory = np.exp(rng.uniform(np.log(shortest), np.log(longest)))
    return 1 - 1 / memory
