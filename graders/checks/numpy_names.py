"""Names that NumPy had before version 2, and what to write instead: older books, courses and answers use them."""

import re

import numpy as np

GONE = {
    "product": "np.prod", "cumproduct": "np.cumprod", "sometrue": "np.any", "alltrue": "np.all",
    "infty": "np.inf", "Inf": "np.inf", "Infinity": "np.inf", "PINF": "np.inf", "NINF": "-np.inf", "NaN": "np.nan",
    "in1d": "np.isin", "trapz": "np.trapezoid", "row_stack": "np.vstack", "msort": "np.sort(..., axis=0)",
    "float": "float", "int": "int", "bool": "bool", "object": "object", "str": "str", "complex": "complex",
    "long": "int", "unicode": "str", "float_": "np.float64", "complex_": "np.complex128", "unicode_": "np.str_",
    "string_": "np.bytes_", "round_": "np.round", "mat": "np.asmatrix", "asfarray": "np.asarray(..., dtype=float)",
    "asscalar": "the array's method item()", "alen": "len", "rank": "np.ndim", "cast": "the array's method astype",
    "find_common_type": "np.result_type", "math": "the module math", "warnings": "the module warnings",
    "disp": "print", "VisibleDeprecationWarning": "np.exceptions.VisibleDeprecationWarning",
    "AxisError": "np.exceptions.AxisError",
}  # fmt: skip


def explained(words):
    """What to say of an AttributeError, without the last full stop; None if it is about another name."""
    found = re.match(r"(?:module 'numpy' has no attribute '|`np\.)(\w+)", words)
    if not found or found[1] not in GONE:
        return None
    version = ".".join(np.__version__.split(".")[:2])
    instead = GONE[found[1]]
    code = instead if instead.startswith("the ") else f"`{instead}`"
    return f"NumPy {version}, which runs here, has no `np.{found[1]}`: older versions had it. Write {code} instead"
