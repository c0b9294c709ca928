def bias_correction(average, beta, t):
    """A moving average that began at zero, corrected for it: average / (1 - beta^t) (Kingma and Ba, 2015, section 3).

    average: after t steps of average := beta * average + (1 - beta) * value; a number or an array.
    beta: the weight of the old average, from 0 to below 1.
    t: the number of values that are in the average: 1, 2, 3, ....
    Returns the corrected average, of the same shape. What was passed in stays as it was.
    """
    return average / (1 - beta**t)
