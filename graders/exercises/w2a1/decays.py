"""What can be wrong with a learning rate that decays as learning_rate0 / (1 + decay_rate * n)."""

EXPONENTIAL = "This is exponential decay. Here the rate is divided by a number that grows evenly."


def decay_mistakes(n):
    """Of a reference with that return value.  n: how it counts, as source text. The edits use np."""
    denominator = f"(1 + decay_rate * {n})"
    return {
        "/ (1 -> * (1": "The rate is multiplied by what it should be divided by. It grows, and it should fall.",
        "/ (1 + -> * (1 -": "This is linear decay, which turns negative. Divide by a number that grows instead.",
        f"/ {denominator} -> * decay_rate**{n}": EXPONENTIAL,
        f"{denominator} -> (1 + decay_rate) ** {n}": EXPONENTIAL,
        f"/ {denominator} -> * np.exp(-decay_rate * {n})": EXPONENTIAL,
        "1 + ->": "The 1 is missing. At epoch 0 the rate should be learning_rate0.",
        f"{denominator} -> {denominator[1:-1]}": "Only the 1 is in the denominator. Are there parentheses missing?",
        f"{denominator} -> (1 + decay_rate) * {n}": "The count of epochs or intervals belongs in the denominator.",
        "decay_rate * ->": "decay_rate is not used. It says how fast the rate falls.",
    }
