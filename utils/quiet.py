"""TensorFlow without its reports on the machine, which no page needs."""

import logging
import os
import re
from contextlib import contextmanager
from pathlib import Path

PROCESSOR = Path("/proc/cpuinfo")  # Linux's


@contextmanager
def quiet_tensorflow():
    """`with quiet_tensorflow(): import tensorflow` says nothing, then or later, but for errors of the Python code.

    What compiled code writes to the error stream while it is loaded passes Python by, and no setting stops all of it.
    So the stream's descriptor leads nowhere meanwhile. For later there are TensorFlow's own switches.
    Raises ImportError if the processor is known to lack what TensorFlow needs: the kernel would die without a word.
    """
    if lacks_avx():
        raise ImportError(
            "TensorFlow cannot run on this computer, because its processor has no AVX instructions. "
            "Use another computer, or Colab."
        )
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


def lacks_avx():
    """Whether this is an x86 processor without AVX; False where nothing says so."""
    text = PROCESSOR.read_text(encoding="utf-8", errors="replace") if PROCESSOR.exists() else ""
    flags = re.search(r"^flags\s*:(.*)$", text, re.MULTILINE)
    return bool(flags) and "avx" not in flags[1].split()
