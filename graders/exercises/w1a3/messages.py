"""What there is to say about a check of one weight and a check of a network alike."""

ONE_SIDED = "Your difference is one-sided, to the {}. Take one step to each side: its error is far smaller."
NOT_HALVED = "The difference of the two costs is divided by epsilon alone. The two points are 2 epsilon apart."
FIXED_STEP = "epsilon is a fixed number in your function. Use the argument instead."
