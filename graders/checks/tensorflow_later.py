"""TensorFlow, imported when it is first used: other assignments are graded without TensorFlow.

`from graders.checks import tensorflow_later as tf` costs nothing; `tf.matmul` imports TensorFlow, without its noise.
"""

import importlib
import sys

from utils.quiet import quiet_tensorflow


def __getattr__(name):
    if name.startswith("_"):  # what Python asks of any module, and pytest of any name in a test's
        raise AttributeError(name)
    if "tensorflow" not in sys.modules:
        with quiet_tensorflow():
            importlib.import_module("tensorflow")
    return getattr(sys.modules["tensorflow"], name)
