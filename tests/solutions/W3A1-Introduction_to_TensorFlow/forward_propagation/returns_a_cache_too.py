# wrong: returns a pair with a cache, as in the NumPy notebooks @ 10
def forward_propagation(X, parameters):
    cache = {"A0": X}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        cache[f"Z{l}"] = linear_function(cache[f"A{l - 1}"], W, b)
        if l != L:
            cache[f"A{l}"] = tf.nn.relu(cache[f"Z{l}"])
    return cache[f"Z{L}"], cache
