# right
def forward_propagation(X, parameters):
    def logits_of(layer):
        below = X if layer == 1 else tf.nn.relu(logits_of(layer - 1))
        return tf.einsum("mi,io->mo", below, parameters[f"W{layer}"]) + parameters[f"b{layer}"]

    return logits_of(max(int(name[1:]) for name in parameters))
