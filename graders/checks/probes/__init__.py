"""What is measured of an answer: one module for each kind of exercise.

A probe is a function (function, args) -> measurement, a dict: name -> plain data or Measured. The measurement of the
reference is what is expected; a student's function is right when its measurement is the same. A name is a noun ("W1")
or, for a yes-or-no, what is wrong, as a clause that is False if all is well ("your function changed its arguments").
Probes ship with the bundle: they may look at an answer, and may not know how to compute it.
"""
