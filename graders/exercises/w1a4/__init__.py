"""W1A4 Bias and Variance: how good is a model, how does anyone know, and what to do next?"""

from graders.exercise import Assignment

ASSIGNMENT = Assignment(
    "W1A4-Bias_and_Variance",
    "Bias and Variance",
    datasets=("digits.csv", "breast_cancer.csv", "breast_cancer_30.csv"),
)
