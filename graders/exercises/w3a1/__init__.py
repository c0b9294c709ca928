"""W3A1 Introduction to TensorFlow: a softmax network of tensors, variables and a tape. Rows are examples.

TensorFlow is imported when one of the functions is first called, and never by the declarations themselves.
"""

from graders.exercise import Assignment

ASSIGNMENT = Assignment("W3A1-Introduction_to_TensorFlow", "Introduction to TensorFlow", datasets=("digits.csv",))
