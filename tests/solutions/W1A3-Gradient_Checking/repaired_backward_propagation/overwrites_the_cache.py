# wrong: the mask is written into the cache's own A1 and A2 @ 10, 11, 15, 16
def repaired_backward_propagation(X, Y, cache):
    A0, A1, A2 = cache["A0"], cache["A1"], cache["A2"]
    W2, W3 = cache["W2"], cache["W3"]
    number_of_examples = Y.shape[1]

    error3 = (sigmoid(cache["Z3"]) - Y) / number_of_examples
    dW3, db3 = error3.dot(A2.T), error3.sum(axis=1).reshape(-1, 1)

    slope2 = A2
    slope2[slope2 > 0] = 1
    error2 = W3.T.dot(error3) * slope2
    dW2, db2 = error2.dot(A1.T), error2.sum(axis=1).reshape(-1, 1)

    slope1 = A1
    slope1[slope1 > 0] = 1
    error1 = W2.T.dot(error2) * slope1
    dW1, db1 = error1.dot(A0.T), error1.sum(axis=1).reshape(-1, 1)

    return dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2, dW3=dW3, db3=db3)
