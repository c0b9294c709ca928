"""In the browser edition Python is slower, so that the longest experiments do less there, and say so."""

import sys

IN_BROWSER = sys.platform == "emscripten"


def fewer(seeds, in_browser):
    """The number of seeds for an experiment. In a browser it is the smaller number, and a printed line says so."""
    if not IN_BROWSER or seeds <= in_browser:
        return seeds
    print(f"Python is slower in a browser: {in_browser} seeds here, instead of {seeds}.")
    return in_browser
