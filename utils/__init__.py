"""The course's NumPy network code: what the notebooks import, and the references that the graders compare with."""
