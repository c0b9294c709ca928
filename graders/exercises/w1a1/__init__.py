"""W1A1 Initialization: three ways to draw the first weights of a network."""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W1A1-Initialization", "Initialization", datasets=("circles.csv",))
