# right
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    def down_from(l, dZ):
        A = cache[f"A{l - 1}"]
        here = {f"dW{l}": np.einsum("im,jm->ij", dZ, A), f"db{l}": dZ.sum(1)[:, None]}
        if l == 1:
            return here
        # an activation is above 0 just where it is kept and its Z is above 0
        return here | down_from(l - 1, (cache[f"W{l}"].T @ dZ) / keep_prob * (A > 0))

    top = number_of_layers(cache)
    return down_from(top, (sigmoid(cache[f"Z{top}"]) - Y) / Y.shape[1])
