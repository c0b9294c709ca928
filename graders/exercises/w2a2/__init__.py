"""W2A2 Batch Normalization: the layer forward and backward, prediction with fixed statistics, and folding."""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W2A2-Batch_Normalization", "Batch Normalization", datasets=("digits.csv",))
