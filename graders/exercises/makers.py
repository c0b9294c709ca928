"""Makers: from the right function to a wrong one. A Change takes one as its `make`."""

import functools

import numpy as np

from graders.exercise import parameters_of


def instead(wrong):
    """The function that returns wrong(reference, *args)."""

    def make(reference):
        @functools.wraps(reference)
        def function(*args):
            return wrong(reference, *args)

        return function

    return make


def constant(**fixed):
    """The same function, with these arguments replaced by constants."""

    def wrong(reference, *args):
        return reference(*(fixed.get(name, arg) for name, arg in zip(parameters_of(reference), args)))

    return instead(wrong)


def after(change):
    """The right answer, changed: change(answer, *args) is what comes back."""
    return instead(lambda reference, *args: change(reference(*args), *args))


def raising(error):
    """A function that stops with the error that error(*args) makes."""

    def wrong(reference, *args):
        raise error(*args)

    return instead(wrong)


def same_arrays_again(reference):
    """Keeps what it returned last, and writes the next answer into the same arrays."""
    kept = {}

    def kept_array(key, value):
        array = kept.setdefault((key, value.shape), np.empty_like(value))
        array[...] = value
        return array

    def filled(answer, *args):
        dicts = answer if isinstance(answer, tuple) else (answer,)
        again = tuple({k: kept_array((i, k), v) for k, v in part.items()} for i, part in enumerate(dicts))
        return again if isinstance(answer, tuple) else again[0]

    return after(filled)(reference)
