# wrong: written out for three layers @ 4, 6, 8
def forward_propagation_bn(X, parameters, epsilon):
    p = parameters
    N1, bn1 = batch_norm_forward(p["W1"] @ X + p["b1"], p["gamma1"], p["beta1"], epsilon)
    A1 = relu(N1)
    N2, bn2 = batch_norm_forward(p["W2"] @ A1 + p["b2"], p["gamma2"], p["beta2"], epsilon)
    A2 = relu(N2)
    Z3 = p["W3"] @ A2 + p["b3"]
    return Z3, {"A0": X, "W1": p["W1"], "W2": p["W2"], "W3": p["W3"], "N1": N1, "A1": A1, "bn1": bn1, "N2": N2, "A2": A2, "bn2": bn2, "Z3": Z3}
