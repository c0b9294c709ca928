"""W2A1 Optimization Methods: mini-batches, momentum, RMSProp, Adam, and learning rates that decay."""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W2A1-Optimization_Methods", "Optimization Methods", datasets=("moons.csv",))
