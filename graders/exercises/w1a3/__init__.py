"""W1A3 Gradient Checking: is what backpropagation computes the gradient of the cost?"""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W1A3-Gradient_Checking", "Gradient Checking", datasets=("circles.csv",))
