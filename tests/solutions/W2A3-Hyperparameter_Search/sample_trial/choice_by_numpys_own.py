# wrong: the choice is drawn by NumPy's global generator, not by rng @ 11
def sample_trial(space, rng):
    def draw(kind, *b):
        if kind == "linear":
            return rng.uniform(b[0], b[1])
        if kind == "log":
            return log_uniform(b[0], b[1], 1, rng)[0]
        if kind == "integer":
            return rng.integers(b[0], b[1], endpoint=True)
        if kind == "choice":
            return np.random.choice(b[0])
    return {name: draw(*scale) for name, scale in space.items()}
