"""forward_propagation_bn: LINEAR -> BATCH NORM -> RELU, and a linear output."""

from graders.checks.probes.batch_norm import network
from graders.exercise import Exercise
from graders.exercises.w2a2.networks import NEW_DICT, forward_cases, three_layers
from utils.batch_norm import forward_propagation_bn

NORMALIZED = 'cache[f"N{l}"], cache[f"bn{l}"] = batch_norm_forward(Z, gamma, beta, epsilon)'
STORED_A = 'cache[f"A{l}"] = relu(cache[f"N{l}"])'

forward = Exercise(
    forward_propagation_bn,
    points=10,
    cases=forward_cases,
    probe=network,
    returns=("ZL", "cache"),
    mistakes={
        "(Z, gamma, beta -> (relu(Z), gamma, beta": "Your ReLU comes before batch normalization. Normalize Z first, "
        "then apply ReLU.",
        ("(Z, gamma, beta -> (relu(Z), gamma, beta", 'relu(cache[f"N{l}"]) -> cache[f"N{l}"]'): "Your ReLU comes "
        "before batch normalization. Normalize Z first, then apply ReLU.",
        'relu(cache[f"N{l}"]) -> cache[f"N{l}"]': "The ReLU is missing in the hidden layers.",
        'relu(cache[f"N{l}"]) -> relu(Z)': "Your ReLU gets Z as it was before batch normalization. It should get N.",
        'relu(cache[f"N{l}"]) -> sigmoid(cache[f"N{l}"])': "Your hidden layers have a sigmoid. They should have a "
        "ReLU.",
        "(Z, gamma, beta, epsilon) -> (Z, beta, gamma, epsilon)": "You hand over gamma and beta in the wrong order.",
        'parameters[f"gamma{l}"], -> parameters["gamma1"],': "All your layers use gamma1. Each has its own.",
        'parameters[f"gamma{l}"], parameters[f"beta{l}"] -> 1.0, 0.0': "Your values are normalized, but not scaled "
        "and shifted. Use the layer's gamma and beta.",
        ' + parameters[f"b{l}"] ->': "The biases are missing. Batch normalization cancels those of the hidden layers, "
        "but not that of the output.",
        'cache[f"A{l - 1}"] -> cache["A0"]': "All your layers get X. Each should get the activations of the layer "
        "before.",
        '@ cache[f"A{l - 1}"] -> @ cache.get(f"N{l - 1}", X)': "ReLU is stored in the cache but not passed on: the "
        "next layer gets N.",
        "beta, epsilon) -> beta, 1e-8)": "Your epsilon is always 1e-8. Use the argument instead.",
        "return Z, -> return relu(Z),": "Your last layer has a ReLU. Return its logits as they are, of either sign.",
        "return Z, -> return sigmoid(Z),": "You return probabilities. Return the logits. The cost is computed from "
        "them.",
        "return Z, cache -> return Z": "You return only the logits. Return the cache too.",
        "return Z, cache -> del cache[f'W{L}']; return Z, cache": "The last W is not in the cache. The backward pass "
        "needs it, too.",
        "return Z, cache -> del cache['A0']; return Z, cache": "X is not in the cache. The backward pass needs it, as "
        '"A0".',
        'cache[f"bn{l}"] = batch -> _ = batch': 'The caches of batch_norm_forward are missing. Store them as "bn1", '
        '"bn2" and so on.',
        '    cache[f"Z{L}"] = Z\n ->': 'The last Z is not in the cache. The backward pass needs it as "Z3" in a '
        "network of three layers.",
        'cache = {"A0": X} -> cache = parameters; cache["A0"] = X': "You write into `parameters`. After `cache = "
        "parameters` both are names of one dict, the caller's. Begin with a dict of your own.",
        'cache[f"W{l}"] = -> cache = {"A0": X}; cache[f"W{l}"] =': NEW_DICT,
        "return Z, cache -> return Z, {name: cache[name] for name in ('A0', f'W{L}', f'Z{L}')}": NEW_DICT,
        '    cache = {"A0": X} ->     cache = {}; cache["A0"] = X - X.mean(axis=1, keepdims=True)': "You change the "
        "input. Only hidden layers are normalized.",
    }
    | three_layers(1, "gamma2", "beta2", "W3", "b3"),
)
