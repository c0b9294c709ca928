# wrong: calls the plain backward pass, as if the dropped A in the cache were enough @ 4
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    # the activations in the cache are dropped and divided by keep_prob already
    return backward_propagation(X, Y, cache)
