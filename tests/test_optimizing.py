"""The experiments of W2A1: many learning rates in one stack give what each gives by itself."""

import numpy as np
import pytest

from utils.backward import backward_propagation
from utils.data import load_moons
from utils.minibatches import random_mini_batches
from utils.optimizers import adam, gd, momentum, rmsprop
from utils.optimizing import fresh, quadratic, train_all
from utils.training import train


@pytest.mark.parametrize("optimizer", [gd, momentum, rmsprop, adam])
def test_a_stack_of_learning_rates_trains_as_each_rate_does(optimizer):
    data, networks, rates = load_moons(), fresh(2), [0.01, lambda epoch: 0.1 / (1 + epoch)]
    trained, costs = train_all(optimizer, rates, 3, data, random_mini_batches, networks)
    for i, rate in enumerate(rates):
        for j, network in enumerate(networks):
            rng = np.random.default_rng(0)
            alone, alone_costs = train(
                data.X_train,
                data.Y_train,
                network,
                backward=backward_propagation,
                update=optimizer(network),
                learning_rate=rate,
                num_iterations=3,
                batches=lambda epoch, rng=rng: random_mini_batches(data.X_train, data.Y_train, rng),
            )
            np.testing.assert_allclose(costs[i, j], alone_costs, rtol=1e-9)
            np.testing.assert_allclose(trained[i][j]["W1"], alone["W1"], rtol=1e-9)


@pytest.mark.parametrize("degrees", [0, 30])
def test_the_gradient_of_a_valley_is_that_of_its_cost(degrees):
    cost, gradient = quadratic(100, degrees)
    points, step = np.array([[0.3, -1.0], [0.2, 0.7]]), 1e-6
    for axis in (0, 1):
        shift = step * np.eye(2)[:, [axis]]
        slopes = (cost(*(points + shift)) - cost(*(points - shift))) / (2 * step)
        np.testing.assert_allclose(gradient(points)[axis], slopes, rtol=1e-7)
