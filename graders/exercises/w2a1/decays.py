"""What can be wrong with a learning rate that decays as learning_rate0 / (1 + decay_rate * n)."""

EXPONENTIAL = "Your decay is exponential. Divide the rate by a number that grows evenly."


def decay_mistakes(n):
    """Of a reference with that return value.  n: how it counts, as source text. The edits use np."""
    denominator = f"(1 + decay_rate * {n})"
    return {
        "/ (1 -> * (1": "You multiply the rate by what it should be divided by. It grows, and it should fall.",
        "/ (1 + -> * (1 -": "Your decay is linear, and turns negative. Divide by a number that grows instead.",
        f"/ {denominator} -> * decay_rate**{n}": EXPONENTIAL,
        f"{denominator} -> (1 + decay_rate) ** {n}": EXPONENTIAL,
        f"/ {denominator} -> * np.exp(-decay_rate * {n})": EXPONENTIAL,
        "1 + ->": "The 1 is missing. At epoch 0 the rate should be learning_rate0.",
        f"{denominator} -> {denominator[1:-1]}": "You have only the 1 in the denominator. Are parentheses missing?",
        f"{denominator} -> (1 + decay_rate) * {n}": "The count is not in the denominator. Are parentheses missing?",
        "decay_rate * ->": "You do not use decay_rate. It says how fast the rate falls.",
    }
