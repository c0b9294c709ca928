"""W2A3 Hyperparameter Search: drawing trials, grids, halving, and what the best of many errors is worth."""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W2A3-Hyperparameter_Search", "Hyperparameter Search", datasets=("digits.csv", "trials.csv"))
