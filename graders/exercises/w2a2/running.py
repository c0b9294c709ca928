"""update_running: the exponential moving averages of a layer's mean and variance."""

from graders.exercise import Case, Exercise
from graders.exercises import families
from graders.exercises.w2a2.networks import column
from utils.batch_norm import update_running


def cases(rng):
    """From the start (mean 0, variance 1), later, a single unit, and a beta of 0, which keeps nothing."""
    found = []
    rows = [("the first mini-batch", 3, 0.9), ("a later one", 4, 0.75), ("one unit", 1, 0.99), ("a later one", 2, 0.0)]
    for what, n, beta in rows:
        running = rng.standard_normal((n, 1)), column(rng, n)
        if found == []:
            running = 0 * running[0], 0 * running[1] + 1
        found.append(
            Case(f"{what}, beta = {beta}", (running, 2 + rng.standard_normal((n, 1)), column(rng, n, 2, 5), beta))
        )
    return found


NEW_MU, NEW_VAR = "beta * running_mu + (1 - beta) * mu", "beta * running_var + (1 - beta) * var"

running = Exercise(
    update_running,
    points=10,
    cases=cases,
    returns=("mean", "variance"),
    mistakes={
        (
            f"{NEW_MU} -> (1 - beta) * running_mu + beta * mu",
            f"{NEW_VAR} -> (1 - beta) * running_var + beta * var",
        ): "Your two weights have changed places. The old average has the weight beta.",
        (f"{NEW_MU} -> beta * running_mu + mu", f"{NEW_VAR} -> beta * running_var + var"): "The new value enters "
        "your average with its full weight. In an average the weights add up to one.",
        (
            f"{NEW_MU} -> beta * (running_mu + mu)",
            f"{NEW_VAR} -> beta * (running_var + var)",
        ): "You give old and new both the weight beta. The weights of an average add up to one.",
        (
            f"{NEW_MU} -> running_mu + (1 - beta) * (running_mu - mu)",
            f"{NEW_VAR} -> running_var + (1 - beta) * (running_var - var)",
        ): "Your average moves away from the new value. Is a sign turned round, or the order of a difference?",
        (
            f"{NEW_MU} -> ({NEW_MU}) / (1 - beta)",
            f"{NEW_VAR} -> ({NEW_VAR}) / (1 - beta)",
        ): "You divide the average by 1 - beta. There is no bias correction here.",
        (f"{NEW_MU} -> (1 - beta) * mu", f"{NEW_VAR} -> (1 - beta) * var"): "The old average is missing.",
        (f"{NEW_MU} -> mu", f"{NEW_VAR} -> var"): "You replace the average by the mini-batch's own statistics.",
        (f"{NEW_MU} -> (running_mu + mu) / 2", f"{NEW_VAR} -> (running_var + var) / 2"): "You give old and new the "
        "same weight. beta says how much of the old average stays.",
        f"{NEW_VAR} -> running_var": "You update only the mean. The variance has a moving average too.",
        f"{NEW_MU} -> running_mu": "You update only the variance. The mean has a moving average too.",
        "(1 - beta) * var -> (1 - beta) * np.sqrt(var)": "You average the standard deviation. Average variances.",
        "running_mu, running_var = running -> running_var, running_mu = running": "You take `running` apart in the "
        "other order. The mean comes first.",
        f"{NEW_MU}, {NEW_VAR} -> np.array([{NEW_MU}, {NEW_VAR}])": "You return one array. Return a tuple of two.",
        f"{NEW_MU}, {NEW_VAR} -> {NEW_VAR}, {NEW_MU}": "You return the mean and the variance in the other order.",
        "running_mu, running_var = running -> beta = 0.9\n    running_mu, running_var = running": "Your beta is "
        "always 0.9. Use the argument instead.",
        f"return {NEW_MU}, -> running_mu[...] = {NEW_MU}\n    return running_mu,": families.IN_PLACE,
    },
)
