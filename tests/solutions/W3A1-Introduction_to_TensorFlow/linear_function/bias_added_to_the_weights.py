# wrong: b is added to W before the product @ 3
def linear_function(X, W, b):
    return X @ (W + b)
