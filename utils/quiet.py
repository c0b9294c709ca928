"""TensorFlow without its reports on the machine, which no page needs."""

import logging
import os
from contextlib import contextmanager


@contextmanager
def quiet_tensorflow():
    """`with quiet_tensorflow(): import tensorflow` says nothing, then or later, but for errors of the Python code.

    What compiled code writes to the error stream while it is loaded passes Python by, and no setting stops all of it.
    So the stream's descriptor leads nowhere meanwhile. For later there are TensorFlow's own switches.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # of its compiled part: fatal errors only
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
