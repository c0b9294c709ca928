"""Whether numbers that are drawn are independent: masks of True and False, initial weights, orders of examples.

A right answer may draw in any way, so its numbers are compared with nothing. Each function here measures one kind of
dependence by a **surprise**: a number that is above s with a probability of at most exp(-s), for every right answer.
The largest of K surprises, less log K, is a surprise again (the union bound). Most of them are fortunes: a gambler who
bets on the dependence at fair odds starts with 1 and has 1 on the average at the end, so a fortune of exp(s) comes with
a probability of at most exp(-s) (Markov's inequality), and its logarithm is a surprise. Fortunes of several gamblers
may be averaged, those of one who plays on in independent draws multiplied, and both are fortunes again.

A dependence is said to be there where the surprise is above LIMIT. A check looks at fewer than 300 of them, so a right
answer is rejected less than once in 3 * 10^9 times.
"""

import contextlib
import itertools
import math

import numpy as np

from graders.checks.compare import Measured

LIMIT = math.log(1e12)
SAMPLE = 1000  # weights in a matrix that statistics are made of


trusted = False


@contextlib.contextmanager
def trusting():
    """Within it no dependence is looked for. For the reference, to measure what is expected of others: that its draws
    have no fault is known, for the tests check it as they check any answer."""
    global trusted
    trusted = True
    try:
        yield
    finally:
        trusted = False


def first_fault(surprises):
    """{what is wrong: True} of the first fault, {} if there is none. surprises: (what is wrong, surprise), lazily.

    A dependence often shows in other ways as well. The first name says what it is, and others would confuse.
    """
    faults = (name for name, surprise in ([] if trusted else surprises) if surprise > LIMIT)
    return dict.fromkeys(itertools.islice(faults, 1), True)


def strongest_first(surprises):
    """Of dependences that go together, the one that shows most is the likeliest cause of the others."""
    return sorted(surprises, key=lambda pair: -pair[1])


def moments(name, w):
    """The mean and the standard deviation of draws that are normal or have lighter tails.

    With N normal numbers of standard deviation s, the mean has standard deviation s/sqrt(N), and the standard deviation
    of the sample has s/sqrt(2N), or less with lighter tails. The expected figure is a draw too, so the difference of
    two has sqrt(2) times that. The margin of 10 is 7.07 of those: a right answer misses it with a probability of
    1.6e-12. Fewer than 100 are measured in a check: below 2e-10 in all.
    """
    deviation = float(np.std(w, dtype=np.float64))
    return {
        f"the standard deviation of {name}": Measured(deviation, 10 * deviation / math.sqrt(2 * w.size)),
        f"the mean of {name}": Measured(float(np.mean(w, dtype=np.float64)), 10 * deviation / math.sqrt(w.size)),
    }


def _of_all(surprises):
    """The surprise of many: the largest, less the logarithm of how many there are."""
    surprises = np.asarray(surprises)
    return float(surprises.max() - math.log(surprises.size)) if surprises.size else -math.inf


def _average(fortunes):
    """The logarithm of the average fortune, along the first axis, of gamblers whose fortunes have these logarithms."""
    return np.logaddexp.reduce(fortunes, axis=0) - math.log(len(fortunes))


def _products(x, y):
    """For s = 0, 1, ..., n_y - 1, -1, ..., -(n_x - 1): the sum of all x[i] y[i + s], i along the last axis. y may be x.

    n_x, n_y: how many numbers x and y have there.
    """
    n_x, n_y = x.shape[-1], y.shape[-1]
    size = n_x + n_y
    grain = 1 << max(size.bit_length() - 6, 0)  # a length with small factors, for the Fourier transform
    size = -(-size // grain) * grain
    of_x = np.fft.rfft(x, size)
    of_y = of_x if y is x else np.fft.rfft(y, size)
    sums = np.fft.irfft(np.conj(of_x) * of_y, size)
    return np.concatenate([sums[..., :n_y], sums[..., :-n_x:-1]], axis=-1)


def _overlaps(x, y):
    """For the same shifts: where the pairs begin in x and in y, and how many there are."""
    shifts = np.concatenate([np.arange(len(y)), -np.arange(1, len(x))])
    begin_x, begin_y = np.maximum(-shifts, 0), np.maximum(shifts, 0)
    return begin_x, begin_y, np.minimum(len(x) - begin_x, len(y) - begin_y)


# -- masks: each entry is 1 with probability p, whatever the others are ------------------------------------------------

ALIKE = 0.1, 0.4, 0.95  # correlations that are bet on


def _bets_on_agreement(correlations, both, first, second, pairs, p):
    """Fortunes of gamblers who know the first of each pair of entries, and bet that the second is like it, or unlike.

    both, first, second: in how many of the pairs both are 1, the first is, the second is. With correlation r the second
    is 1 with probability p + r q after a 1, and p - r p after a 0; the odds are these over the fair p and q. The pairs
    must follow one another in an order in which the second of each has not been seen before.
    """
    q = 1 - p
    unequal = first + second - 2 * both
    neither = pairs - both - unequal
    return _average(
        [
            both * math.log1p(r * q / p) + unequal * math.log1p(-r) + neither * math.log1p(r * p / q)
            for r in correlations
        ]
    )


def _unlike(p):
    lowest = -min(p / (1 - p), (1 - p) / p)  # no correlation is below that
    return [r * lowest for r in ALIKE]


def _shifted(x, y):
    """Of flat masks: the four counts of _bets_on_agreement for each shift of _products."""
    begin_x, begin_y, pairs = _overlaps(x, y)
    until_x, until_y = (np.concatenate([[0], np.cumsum(mask)]) for mask in (x, y))
    first, second = until_x[begin_x + pairs] - until_x[begin_x], until_y[begin_y + pairs] - until_y[begin_y]
    return np.rint(_products(x, y)), first, second, pairs


def neighbours(mask, p):
    """Surprises of a mask's entries being like others of it: (the next row, the next column, any at one distance).

    The last is also that of their being unlike others. The mask is read row by row, so that s entries on is a row down
    if s is the number of columns.
    """
    flat = mask.astype(float).ravel()
    counts = [count[1 : flat.size] for count in _shifted(flat, flat)]
    alike = _bets_on_agreement(ALIKE, *counts, p)
    unlike = _bets_on_agreement(_unlike(p), *counts, p)
    return float(alike[mask.shape[1] - 1]), float(alike[0]), _of_all([*alike, *unlike])


def linked(before, mask, p):
    """The surprise of a mask's being like another one, which was drawn apart from it, or unlike it, also shifted."""
    counts = _shifted(before.astype(float).ravel(), mask.astype(float).ravel())
    return _of_all(_bets_on_agreement([*ALIKE, *_unlike(p)], *counts, p))


def rows_alike(mask, p):
    """The surprise of two rows' being like one another. Each pair is a bet that the later row is like the earlier."""
    x = mask.astype(np.float32)  # counts below 2^24 are exact
    kept = x.sum(axis=1)
    fortunes = _bets_on_agreement(ALIKE, x @ x.T, kept[:, None], kept, x.shape[1], p)
    return _of_all(fortunes[np.triu_indices(len(x), 1)])


def off_share(mask, p):
    """The surprise of the share kept being far from p: P(|share - p| >= t) <= 2 exp(-2 N t^2), by Hoeffding."""
    return 2 * mask.size * (float(np.mean(mask)) - p) ** 2 - math.log(2)


def uneven(mask, p):
    """The surprise of some rows' having many more entries kept than others.

    The gambler bets on a row by what it has had so far, as with Polya's urn: k of n come with the odds of the
    beta-binomial distribution over those of the binomial. r is the correlation of two entries of a row in the urn.
    """
    n = mask.shape[1]
    k = np.count_nonzero(mask, axis=1)

    def rising(a):
        """log of a (a + 1) ... (a + k - 1), for k = 0, ..., n."""
        return np.concatenate([[0], np.cumsum(np.log(a + np.arange(n)))])

    bets = []
    for r in (0.02, 0.1, 0.4, 0.95):
        size = (1 - r) / r
        odds = rising(p * size)[k] + rising((1 - p) * size)[n - k] - rising(size)[n]
        bets.append(np.sum(odds - k * math.log(p) - (n - k) * math.log(1 - p)))
    return float(_average(bets))


def exact(counts, trials, p):
    """The surprise of counts' being close to their means p * trials, closer than chance lets them.

    The gambler bets on a binomial distribution that is weighted towards its mean: counts within 1 of it keep their
    weight, and those further away lose theirs, more or less steeply.  counts, trials: independent ones, in parallel.
    """
    steepness = np.array([3, 30, 1000])
    fortune, counts = np.zeros(len(steepness)), np.asarray(counts)
    for n in set(trials):
        k = np.arange(n + 1)
        log_factorial = np.concatenate([[0], np.cumsum(np.log(np.arange(1, n + 1)))])
        log_chance = log_factorial[n] - log_factorial - log_factorial[::-1] + k * math.log(p) + (n - k) * math.log1p(-p)
        off = np.maximum(np.abs(k - n * p) - 1, 0) ** 2 / (2 * n * p * (1 - p))
        log_weight = -steepness[:, None] * off
        mean = np.log(np.sum(np.exp(log_chance + log_weight), axis=1))
        fortune += np.sum(log_weight[:, counts[np.equal(trials, n)]] - mean[:, None], axis=1)
    return float(_average(fortune))


# -- weights: independent, symmetric about 0, with tails no heavier than normal ones -----------------------------------
#
# Normal, uniform and truncated normal draws are all symmetric. Given their absolute values, their signs are fair coins.
# A sum S of terms with such signs, over the root of the sum of their squares, is above z with a probability of at most
# 2 exp(-z^2 / 2), by Hoeffding's inequality and whatever the scale is: z^2 / 2 - log 2 is a surprise. They are also
# strictly sub-Gaussian: a sum of a[i] x[i] with fixed a, over sigma times the norm of a, has the same bound.


def _of_sums(z):
    return z**2 / 2 - math.log(2)


def _sums(x):
    """The sum of each row over the root of its squares: each z as above, and about standard normal."""
    return x.sum(axis=1) / np.sqrt(np.maximum((x * x).sum(axis=1), 1e-300))


def off_centre(x):
    """The surprise of all numbers' having a sum too far from 0."""
    return float(_of_sums(_sums(x.reshape(1, -1)))[0])


def leaning(x):
    """The surprise of rows' having sums too far from 0: one that has, or all of them a little.

    For the second, E exp(t z) <= exp(t^2 / 2), averaged over t from a normal distribution of variance c, gives
    E exp(c z^2 / (2 (1 + c))) / sqrt(1 + c) <= 1: the fortune of a bet on one row. The rows' fortunes are multiplied.
    """
    z = _sums(x)
    bets = [c * np.sum(z**2) / (2 * (1 + c)) - len(z) * math.log1p(c) / 2 for c in (0.05, 0.5, 5)]
    return _of_all([_of_all(_of_sums(z)), _average(bets)])


def _pinned(z, peak):
    """The surprise of n independent numbers' all being close to 0. peak: their densities are at most that many times
    the highest of the standard normal one.

    The chance that the sum of their squares is at most n x is at most the volume of the ball of that radius, times the
    highest density: (pi n x)^(n/2) / Gamma(n/2 + 1) * (peak / sqrt(2 pi))^n <= (e x peak^2)^(n/2). Numbers of single
    precision lie on a grid, which is much finer than x = 1e-10; no smaller x is counted.
    """
    n = len(z)
    x = max(float(np.mean(z**2)), 1e-10) if n else 1.0
    return -n / 2 * (1 + math.log(x) + 2 * math.log(peak))


PEAK = 2  # see below: of a uniform draw's sum of squares, about sqrt(2 / 0.8) = 1.6, and all others are below that


def cancelling(x):
    """The surprise of all rows' having a sum of almost exactly 0. A row needs 8 entries for a density below PEAK."""
    return _pinned(_sums(x), PEAK) if x.shape[1] >= 8 else -math.inf


def louder(x):
    """The surprise of rows' being of another scale than the rest: one that is, or all of them a little.

    With U = sum of squares / sigma^2 of m entries: P(U >= m + 2 sqrt(m s) + 2 s) <= exp(-s), the chi-square bound of
    Laurent and Massart, which rests on E exp(t x^2) <= (1 - 2t)^(-1/2) and so holds for lighter tails; and
    P(U <= m - sqrt(6 m s)) <= exp(-s), Bernstein's one-sided bound for positive numbers, as E x^4 <= 3 sigma^4.
    sigma^2 is known from all N entries, as close as the same bounds say with s = LIMIT.

    For all rows, a gambler bets half on (1 - 2t)^(m/2) exp(t U), half on exp(t m - 3/2 t^2 m - t U): neither is above
    1 on the average. The logarithm of that fortune is convex in 1 / sigma^2, so its least value among the sigma^2 that
    are possible lies between the neighbours of the least on a grid, which becomes finer and finer.
    """
    (n, m), (low, high) = x.shape, _variance(x)
    squares = (x * x).sum(axis=1)
    above = np.maximum(squares / high - m, 0)
    below = np.maximum(m - squares / low, 0)
    singly = _of_all([((np.sqrt(m + 2 * above) - math.sqrt(m)) / 2) ** 2, below**2 / (6 * m)])

    def fortunes(precisions):
        bets = []
        for t in (min(a / math.sqrt(m), 0.25) for a in (0.3, 1)):
            gain = t * squares * precisions[:, None]
            up, down = gain + m / 2 * math.log1p(-2 * t), t * m - 1.5 * t * t * m - gain
            bets.append(np.sum(np.logaddexp(up, down), axis=1) - n * math.log(2))
        return _average(bets)

    grid = np.array([1 / high, 1 / low])
    for points in (3, 21, 21, 21, 21, 21):  # each makes it a tenth as wide: 1e-5 in the end
        grid = np.linspace(grid[0], grid[-1], points)
        found = fortunes(grid)
        lowest = int(np.argmin(found))
        if found[lowest] <= max(singly, LIMIT):
            break  # the least value is no more than that either, so it says nothing new
        grid = grid[max(lowest - 1, 0) : lowest + 2]
    return _of_all([singly, float(found[lowest])])


def _variance(x):
    """(low, high): bounds of sigma^2 from the mean square of x, each missed with a probability of 1e-12."""
    N = x.size
    mean = float(np.mean(x * x))
    least = 1 - math.sqrt(6 * LIMIT / N)
    return mean / (1 + 2 * math.sqrt(LIMIT / N) + 2 * LIMIT / N), mean / least if least > 0 else math.inf


def equal_norms(x):
    """The surprise of all rows' having almost exactly the same norm: the last row's sum of squares, in the others.

    Over sigma^2 sqrt(2 m), the standard deviation for normal entries, a sum of squares has a density of at most
    1 / sqrt(2 pi) times sqrt(m / (m - 2)); uniform entries have a smaller deviation, 0.8 in place of 2.
    """
    m = x.shape[1]
    squares = (x * x).sum(axis=1) / max(float(np.mean(x * x)), 1e-300)
    return _pinned((squares[:-1] - squares[-1]) / math.sqrt(2 * m), PEAK) if m >= 8 else -math.inf


def paired(x):
    """The surprise of two rows' going the same way, or opposite ways: their product over sigma and the earlier's norm.

    The cosine of two rows of 64 entries is no surprise, whatever it is.
    """
    n, m = x.shape
    if n < 2 or m < 64:
        return -math.inf
    i, j = np.triu_indices(n, 1)
    norms = np.maximum((x * x).sum(axis=1), 1e-300)
    return _of_all(_of_sums((x @ x.T)[i, j] / np.sqrt(_variance(x)[1] * norms[i])))


LEAST = 64  # pairs, of which z^2 is at most their number: fewer are never a surprise
MOST = 4096  # numbers in which those of another matrix are looked for: a correlation of 0.13 shows in them


def followed(x):
    """Surprises of weights' following others of the matrix: (the next row, the next column, any at one distance).

    The signs of the products x[i] x[i + s] are independent, as these pairs make no ring.
    """
    flat = x.ravel()[: 2 * MOST]
    found = _of_sums(_shifted_sums(flat, flat))
    at = {1: -math.inf, x.shape[1]: -math.inf} | {s: float(found[s]) for s in (1, x.shape[1]) if s < flat.size - LEAST}
    return at[x.shape[1]], at[1], _of_all(found[1 : flat.size])


def following(x, y):
    """The surprise of the numbers of y, which were drawn apart from x, following those of x.

    They may be shifted or transposed, and at another scale.
    """
    orders = [y.ravel(), y.T.ravel()] if x.size == y.size and min(x.shape) > 1 else [y.ravel()]
    return _of_all(_of_sums(_shifted_sums(x.ravel()[:MOST], np.array(orders)[:, :MOST])))


def _shifted_sums(x, y):
    """For each shift of _products: the sum over the root of the sum of squares, or 0 where there are few pairs."""
    n_x, n_y = x.shape[-1], y.shape[-1]
    pairs = np.minimum(np.concatenate([n_y - np.arange(n_y), n_x - np.arange(1, n_x)]), min(n_x, n_y))
    one = x / max(math.sqrt(np.mean(x * x)), 1e-300)
    other = one if y is x else y / max(math.sqrt(np.mean(y * y)), 1e-300)
    squares_of_one = one * one
    squares = _products(squares_of_one, squares_of_one if y is x else other * other)
    return np.where(pairs >= LEAST, _products(one, other) / np.sqrt(np.maximum(squares, 1e-6)), 0)


def same_deviation(draws):
    """The surprise of matrices' having the same standard deviation in every draw.  draws: [the matrices of a draw].

    The logarithm of a sample's standard deviation, or of its root mean square, has a standard deviation of
    1 / sqrt(2 N), or less with lighter tails. The first draw is what the others are compared with.
    """
    return _same_in_every_draw(draws, np.std)


def same_norm(draws):
    """The surprise of matrices' having the same norm in every draw."""
    return _same_in_every_draw(draws, lambda x: math.sqrt(np.mean(x * x)))


def _same_in_every_draw(draws, scale):
    first, *others = [np.log([max(scale(x), 1e-300) for x in draw]) for draw in draws]
    sizes = np.array([x.size for x in draws[0]])
    return _pinned(np.concatenate([(other - first) * np.sqrt(2 * sizes) for other in others]), PEAK)


def cancelling_draws(draws):
    """The surprise of matrices' having a sum of almost exactly 0 in every draw."""
    return _pinned(np.concatenate([_sums(x.reshape(1, -1)) for draw in draws for x in draw]), PEAK)


def repeated(arrays):
    """The share of numbers that were there before, in the same array or in another one, if with the other sign.

    Double precision hardly ever repeats a number. A uniform number of single precision is one of 2^23; among N of them
    about N^2 / 2^24 pairs agree by chance: 42 of 26,600. More than 1% of 26,600 have a probability below 1e-100, and
    more than 3 of 300 one of 4e-11.
    """
    numbers = np.abs(np.concatenate([w.ravel() for w in arrays] or [np.zeros(0)]))
    return share_lost(numbers.size, np.unique(numbers).size)


def share_lost(count, distinct):
    """What of so many numbers is not distinct; 0 for the few that may agree by chance."""
    return (count - distinct) / count if count - distinct > 3 else 0.0


# -- orders: every order of the examples is equally likely -------------------------------------------------------------

ON_HITS, ON_MISSES = (1, 10, 100), (-0.5, -0.9, -0.99)  # stakes of gamblers


def _bets_on_places(places, guessed, left, stakes):
    """The average fortune of gamblers who see one example after another, and guess in which mini-batch the next one is.

    places: where the examples are.  guessed: the guesses, made from what was seen before; -1 for none.  left[i, k]: the
    places that are left in mini-batch k when example i comes. A guess hits with chance left / all that are left.
    A stake c turns 1 into (1 + c) / (1 + c chance) with a hit and 1 / (1 + c chance) with a miss. The axes of `guessed`
    before the last are gamblers, too.
    """
    i = np.arange(len(places))
    chance = np.where(guessed >= 0, left[i, guessed] / (len(places) - i), 0)
    hit = guessed == places
    fortunes = np.array([np.sum(np.log1p(c * hit) - np.log1p(c * chance), axis=-1) for c in stakes])
    return float(_average(fortunes.ravel()))


def _left(places, sizes):
    taken = np.eye(len(sizes), dtype=np.int64)[places].cumsum(axis=0)
    return np.asarray(sizes) - np.vstack([np.zeros(len(sizes), dtype=np.int64), taken[:-1]])


def possible(sizes):
    """The logarithm of how many ways there are to put the examples into mini-batches of these sizes."""
    return math.lgamma(sum(sizes) + 1) - sum(math.lgamma(size + 1) for size in sizes)


def staying(places, sizes):
    """The surprise of many examples' being where they are without a shuffle."""
    unshuffled = np.repeat(np.arange(len(sizes)), sizes)
    return _bets_on_places(places, unshuffled, _left(places, sizes), ON_HITS)


def at_distance(places, sizes):
    """Surprises of examples' being in the same mini-batch as the one s before, for some s, and of their never being."""
    m, left = len(places), _left(places, sizes)
    before = np.arange(m) - np.arange(1, min(m // 2, 200) + 1)[:, None]
    guessed = np.where(before >= 0, places[before], -1)
    return _bets_on_places(places, guessed, left, ON_HITS), _bets_on_places(places, guessed, left, ON_MISSES)


def following_on(places, sizes):
    """The surprise of examples' being as far from the one before as without a shuffle, or as that was from its own."""
    unshuffled = np.repeat(np.arange(len(sizes)), sizes)
    again = (places[1:-1] + np.diff(places)[:-1]) % len(sizes)
    guesses = np.array([_moved(unshuffled, places, sizes), np.concatenate([[-1, -1], again])])
    return _bets_on_places(places, guesses, _left(places, sizes), ON_HITS)


def _moved(before, places, sizes):
    """The places, if each example were as many mini-batches on from the last one as it was before."""
    return np.concatenate([[-1], (places[:-1] + np.diff(before)) % len(sizes)])


def reshuffled(before, places, sizes):
    """The surprise of an order's depending on that of another call: examples are in the same mini-batch as there, or
    with the same examples, or as far from the last example as there."""
    latest, mates = {}, []
    for k, here in zip(before.tolist(), places.tolist(), strict=True):
        mates.append(latest.get(k, -1))
        latest[k] = here
    guesses = np.array([before, mates, _moved(before, places, sizes)])
    return _bets_on_places(places, guesses, _left(places, sizes), ON_HITS)
