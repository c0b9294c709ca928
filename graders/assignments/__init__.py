"""The declarations, one module per assignment. They hold the answers: nothing of this folder ever ships."""

import importlib
import pkgutil


def find(name):
    """The Assignment called name ("W1A1-Initialization"). Raises LookupError, with the names there are."""
    module = name.split("-")[0].lower()
    if module in _modules():
        assignment = importlib.import_module(f"{__name__}.{module}").ASSIGNMENT
        if assignment.name == name:
            return assignment
    raise LookupError(f"no assignment {name!r}; there are {', '.join(names())}")


def names():
    """The names of all assignments, in the order of the course."""
    return [importlib.import_module(f"{__name__}.{module}").ASSIGNMENT.name for module in _modules()]


def _modules():
    return sorted(info.name for info in pkgutil.iter_modules(__path__))
