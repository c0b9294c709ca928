"""The inputs and weights that the unit with one weight is tried on."""

from graders.exercise import Case


def points(rng):
    """x and theta: of both signs, whole numbers, theta = 0; z where 1 - sigmoid(z) is 0, and where exp(z) overflows."""
    x, theta = rng.uniform(1.2, 2.0, 3), rng.uniform(0.5, 3.0, 3)
    pairs = [(float(x[0]), float(theta[0])), (float(x[1]), -float(theta[1])), (-float(x[2]), float(theta[2]))]
    pairs += [(int(rng.integers(2, 4)), int(rng.choice([-2, 2]))), (float(rng.uniform(1.5, 3)), 0.0)]
    pairs += zip((20.0, 20.0, -20.0), rng.uniform([2.5, 38, 38], [3.5, 45, 45]).tolist())
    return [Case(f"x = {x:.3g}, theta = {theta:.3g}", (x, theta)) for x, theta in pairs]
