"""W1A2 Regularization: the L2 penalty and its gradient, inverted dropout forward and backward."""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W1A2-Regularization", "Regularization", datasets=("breast_cancer.csv",))
