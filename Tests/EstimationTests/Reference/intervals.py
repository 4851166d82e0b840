#!/usr/bin/env python3
"""Computes the interval table that IntervalTests compares against, in 60-digit arithmetic.

    python3 Tests/EstimationTests/Reference/intervals.py > Tests/EstimationTests/Reference/IntervalTable.swift

Needs mpmath and SciPy (written with 1.3.0 and 1.17.1). SciPy's beta quantile only starts the search, since it is Boost's
as ours is: the ends are polished by Newton's method on the incomplete beta function, evaluated here by its continued
fraction (NIST DLMF 8.17.22), which shares no code with either. Takes about ten seconds.
"""

from mpmath import betainc, erfinv, exp, log, loggamma, log1p, mp, mpf, nstr, sqrt
from scipy.stats import beta

mp.dps = 60


def continued_fraction(a, b, x):
    """The continued fraction of DLMF 8.17.22, by Lentz's method; converges quickly for x < (a + 1) / (a + b + 2)."""
    tiny, done = mpf(10) ** -200, mpf(10) ** -50
    c, d = mpf(1), 1 - (a + b) * x / (a + 1)
    d = 1 / (d if d else tiny)
    h, m = d, 0
    while True:
        m += 1
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + term * d) or tiny)
            c = (1 + term / c) or tiny
            h *= c * d
        if abs(c * d - 1) < done:
            return h


def log_density(a, b, x):
    return loggamma(a + b) - loggamma(a) - loggamma(b) + (a - 1) * log(x) + (b - 1) * log1p(-x)


def lower_tail(a, b, x):
    """I_x(a, b)."""
    if x < (a + 1) / (a + b + 2):
        return exp(log_density(a, b, x)) * x * (1 - x) / a * continued_fraction(a, b, x)
    return 1 - upper_tail(a, b, x)


def upper_tail(a, b, x):
    """1 - I_x(a, b)."""
    if x < (a + 1) / (a + b + 2):
        return 1 - lower_tail(a, b, x)
    return exp(log_density(a, b, x)) * x * (1 - x) / b * continued_fraction(b, a, 1 - x)


def solve(tail, sign, probability, a, b, start):
    """The x with tail(a, b, x) = probability; `sign` is that of the tail's slope."""
    x = mpf(float(start))
    for _ in range(30):
        step = sign * (tail(a, b, x) - probability) / exp(log_density(a, b, x))
        x -= step
        if abs(step) < mpf(10) ** -30 * x:
            return x
    raise SystemExit(f"no convergence at {a}, {b}, {probability}")


def clopper_pearson(count, n, confidence):
    tail = (1 - confidence) / 2
    low, high = mpf(0), mpf(1)
    if count > 0:
        a, b = mpf(count), mpf(n - count + 1)
        low = solve(lower_tail, 1, tail, a, b, beta.ppf(float(tail), count, n - count + 1))
    if count < n:
        a, b = mpf(count + 1), mpf(n - count)
        high = solve(upper_tail, -1, tail, a, b, beta.isf(float(tail), count + 1, n - count))
    return low, high


def wilson(count, n, confidence):
    z = sqrt(mpf(2)) * erfinv(confidence)
    p = mpf(count) / n
    middle, root = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * mpf(n) ** 2))
    low, high = (middle - root) / (1 + z * z / n), (middle + root) / (1 + z * z / n)
    return (mpf(0) if count == 0 else low), (mpf(1) if count == n else high)


CASES = [
    (count, n, confidence)
    for n, counts in (
        (1, (0, 1)),
        (2, (0, 1, 2)),
        (10, (0, 1, 5, 9, 10)),
        (50, (0, 3, 25, 49)),
        (300, (0, 1, 150, 299, 300)),
        (1_000, (0, 1, 2, 500, 946, 947, 999, 1_000)),
        (40_000, (0, 8, 13_860, 37_872, 39_999, 40_000)),
        (1_000_000, (0, 1, 500_000, 947_123, 999_999, 1_000_000)),
        (10_000_000, (0, 1, 2, 40, 5_000_000, 9_471_234)),
        (100_000_000, (0, 1, 2, 40, 50_000_000, 94_712_345)),
        (1_000_000_000, (0, 1, 2, 31_415, 500_000_000, 947_123_456, 999_999_998, 1_000_000_000)),
        (1_000_000_000_000, (0, 1, 7, 346_500_000_000)),
    )
    for count in counts
    for confidence in (("0.95",) if n not in (10, 1_000, 1_000_000) else ("0.5", "0.95", "0.999", "0.999999"))
]


def main():
    # The continued fraction against mpmath's own incomplete beta function, where that is quick.
    for a, b, x in ((1, 10, "0.3"), (5, 6, "0.5"), (30, 4, "0.9"), (151, 150, "0.45")):
        a, b, x = mpf(a), mpf(b), mpf(x)
        assert abs(lower_tail(a, b, x) / betainc(a, b, 0, x, regularized=True) - 1) < mpf(10) ** -40
        assert abs(upper_tail(a, b, x) / betainc(a, b, x, 1, regularized=True) - 1) < mpf(10) ** -40

    print("// Written by intervals.py beside this file, which says how; not by hand.")
    print("// swift-format-ignore-file")
    print()
    print("struct ReferenceInterval: Sendable {")
    print("  let count, n: Int64")
    print("  let confidence: Double")
    print("  let clopperPearson, wilson: (low: Double, high: Double)")
    print("}")
    print()
    print("let referenceIntervals: [ReferenceInterval] = [")
    for count, n, text in CASES:
        # The confidence that a program gets: the Double nearest to the decimal.
        confidence = mpf(float(text))
        ends = [nstr(end, 20) for f in (clopper_pearson, wilson) for end in f(count, n, confidence)]
        print("  ReferenceInterval(")
        print(f"    count: {count}, n: {n}, confidence: {text},")
        print(f"    clopperPearson: ({ends[0]}, {ends[1]}),")
        print(f"    wilson: ({ends[2]}, {ends[3]})),")
    print("]")


if __name__ == "__main__":
    main()
