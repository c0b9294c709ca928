# wrong: written out for three layers @ 4
def population_statistics(X, parameters, epsilon):
    _, c = forward_propagation_bn(X, parameters, epsilon)
    return {"mu1": c["bn1"]["mu"], "var1": c["bn1"]["var"], "mu2": c["bn2"]["mu"], "var2": c["bn2"]["var"]}
