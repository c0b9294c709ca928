"""Times functions against each other: fairly, and with the interquartile range."""

import time
from statistics import median, quantiles


def compare(functions, repeats=40, seconds=0.05):
    """Time functions in turns, so that whatever else the machine does meets all of them.

    functions: {label: function without arguments}; each is called once first, unmeasured.
    repeats: how many turns each gets, at least 2.  seconds: about how long a turn lasts.
    Returns {label: [seconds for one call, in each turn]}.
    """
    calls = {label: _calls_in(seconds, function) for label, function in functions.items()}
    times = {label: [] for label in functions}
    for _ in range(repeats):
        for label, function in functions.items():
            times[label].append(_time(function, calls[label]) / calls[label])
    return times


def ratios(times, label, other):
    """How many times longer the one took than the other, in each turn."""
    return [one / two for one, two in zip(times[label], times[other])]


def report(title, times):
    """A table of medians, in brackets the interquartile range of the turns: µs a call, and ratios to the first."""
    first, *_ = times
    width = max(map(len, times))
    lines = [title, f"{'':{width}}  {'µs a call':>22}  {'times the first':>20}"]
    for label, turns in times.items():
        microseconds = _summary([1e6 * turn for turn in turns], ".1f")
        ratio = _summary(ratios(times, label, first), ".2f")
        lines.append(f"{label:{width}}  {microseconds:>22}  {ratio:>20}")
    return "\n".join(lines)


def _summary(values, form):
    low, _, high = quantiles(values, n=4)
    return f"{median(values):{form}} ({low:{form}}–{high:{form}})"


def _calls_in(seconds, function):
    """How many calls last about so long: at least one."""
    function()
    calls = 1
    while (elapsed := _time(function, calls)) < seconds / 4:
        calls *= 2
    return max(1, round(calls * seconds / elapsed))


def _time(function, calls):
    start = time.perf_counter()
    for _ in range(calls):
        function()
    return time.perf_counter() - start
