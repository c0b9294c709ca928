# wrong: ReLU before each linear function, so the input goes through it as well @ 6
def forward_propagation(X, parameters):
    number_of_layers = len(parameters) // 2
    signal = X
    for layer in range(1, number_of_layers + 1):
        signal = tf.nn.relu(signal)
        signal = tf.matmul(signal, parameters[f"W{layer}"]) + parameters[f"b{layer}"]
    return signal
