"""What there is to say about a check of one weight and a check of a network alike."""

ONE_SIDED = "Your difference is one-sided, to the {}. Take one step to each side: its error is far smaller."
NOT_HALVED = "The difference of the two costs is divided by epsilon alone. The two points are 2 epsilon apart."
FIXED_STEP = "epsilon is a fixed number in your function. Use the argument instead."
NOT_RELATIVE = "The distance between the gradients is not relative. Divide it by the sum of the two norms."
ONE_NORM = "The distance is divided by the norm of the {} gradient alone. Divide it by the sum of the two norms."
