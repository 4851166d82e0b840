#!/usr/bin/env python3
"""Computes the table that PairedTests compares against, in 50-digit arithmetic.

    python3 Tests/EstimationTests/Reference/pairs.py > Tests/EstimationTests/Reference/PairTable.swift

Needs mpmath, SciPy and statsmodels (written with 1.4.1, 1.17.1 and 0.15.0). Tango's limits come from the score equation
solved from scratch: the likeliest nuisance probability by bisection on the derivative of the trinomial likelihood, the
statistic as score over root of effective information, both without his closed forms, which are only compared. His
published example stands for R's PropCIs::scoreci.mp, which could not be run. Takes about a minute.
"""

from mpmath import beta, binomial, erfinv, log, loggamma, log10, mp, mpf, nstr, sqrt
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar

mp.dps = 50


def log10_p(b, c):
    """log10 of min(1, 2 P(X <= min(b, c))), X binomial of b + c and 1/2."""
    m, k = b + c, min(b, c)
    if abs(b - c) <= 1:
        return mpf(0)
    term = total = mpf(1)
    for j in range(k, 0, -1):
        term *= mpf(j) / (m - j + 1)
        total += term
        if term < mpf(10) ** -40:
            break
    log_term = loggamma(m + 1) - loggamma(k + 1) - loggamma(m - k + 1) - m * log(mpf(2))
    return (log_term + log(2 * total)) / log(mpf(10))


def log10_e(b, c):
    half = mpf(1) / 2
    ratio = loggamma(b + half) + loggamma(c + half) - loggamma(b + c + 1) - log(beta(half, half))
    return ((b + c) * log(mpf(2)) + ratio) / log(mpf(10))


def likeliest(b, c, n, d):
    """The q that maximizes (q + d)^b q^c (1 - 2q - d)^(n - b - c)."""
    rest = n - b - c
    low, high = max(mpf(0), -d), (1 - d) / 2

    def slope(q):
        terms = [(b, q + d), (c, q), (-2 * rest, 1 - 2 * q - d)]
        return sum(mpf(count) / p for count, p in terms if count)

    for _ in range(200):
        q = (low + high) / 2
        low, high = (q, high) if slope(q) > 0 else (low, q)
    return (low + high) / 2


def score(b, c, n, d):
    """The score statistic at a difference d, from the trinomial likelihood alone."""
    q = likeliest(b, c, n, d)
    first, second, rest = q + d, q, 1 - 2 * q - d
    tiny = mpf(10) ** -45
    if min(first, second, rest) > tiny:
        slope = b / first - (n - b - c) / rest
        dd, dq, qq = 1 / first + 1 / rest, 1 / first + 2 / rest, 1 / first + 1 / second + 4 / rest
        z = slope / sqrt(n * (dd - dq * dq / qq))
        assert abs(z - (b - c - n * d) / sqrt(n * (2 * q + d * (1 - d)))) < mpf(10) ** -20 * (1 + abs(z))
        return z
    # At an edge of the parameter space there is no derivative to speak of: the estimate over its standard deviation.
    return (b - c - n * d) / sqrt(n * (first + second - d * d))


def upper_end(b, c, n, z):
    if b == n:
        return mpf(1)
    inside, outside = mpf(b - c) / n, mpf(1)
    for _ in range(120):
        middle = (inside + outside) / 2
        if score(b, c, n, middle) >= -z:
            inside = middle
        else:
            outside = middle
    return outside


def tango(b, c, n, confidence):
    z = sqrt(mpf(2)) * erfinv(confidence)
    return -upper_end(c, b, n, z), upper_end(b, c, n, z)


def closed_form(b, c, n, d):
    """The likeliest q by Tango's closed form."""
    A, B, C = 2 * n, -b - c + (2 * n - b + c) * d, -c * d * (1 - d)
    return (sqrt(B * B - 4 * A * C) - B) / (2 * A)


# b, c, n.
CASES = [
    (0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 2), (0, 0, 10), (3, 0, 10), (0, 3, 10), (10, 0, 10), (0, 10, 10),
    (1, 7, 21), (40, 20, 160), (5, 10, 100), (1, 1, 1_000), (12, 3, 1_000), (600, 2, 1_000), (0, 601, 1_000),
    (500, 500, 1_000), (501, 499, 1_000), (999, 1, 1_000), (12_345, 11_822, 40_000), (100, 104, 1_000_000),
    (400_000, 1_500, 1_000_000), (1_000_000, 0, 1_000_000), (250_500, 249_500, 1_000_000),
    (50_000_000, 50_001_000, 1_000_000_000), (400_000_000, 300_000_000, 1_000_000_000),
]


def main():
    for b, c, _ in CASES:
        if 0 < b + c <= 50_000:
            p = binomtest(min(b, c), b + c).pvalue
            if p > 1e-290:
                assert abs(log10_p(b, c) - log10(mpf(p))) < 1e-8, (b, c)
        if b + c <= 1_000:
            exact = mcnemar([[5, b], [c, 5]], exact=True).pvalue if b + c else 1
            assert exact < 1e-290 or abs(log10_p(b, c) - log10(mpf(exact))) < 1e-8, (b, c, exact)
            total = sum(binomial(b + c, j) for j in range(min(b, c) + 1)) / mpf(2) ** (b + c)
            assert abs(log10_p(b, c) - log10(min(mpf(1), 2 * total))) < 1e-30, (b, c)
    for b, c, n, d in ((1, 7, 21, "0.1"), (40, 20, 160, "-0.2"), (12, 3, 1_000, "0.3"), (3, 0, 10, "-0.4")):
        assert abs(likeliest(b, c, n, mpf(d)) - closed_form(b, c, n, mpf(d))) < 1e-30, (b, c, n, d)
    # Airway hyper-responsiveness (Bentur et al.), in Fagerland, Lydersen and Laake 2014: (-0.517, -0.026).
    assert [round(float(end), 3) for end in tango(1, 7, 21, mpf("0.95"))] == [-0.517, -0.026]

    print("// Written by pairs.py beside this file, which says how; not by hand.")
    print("// swift-format-ignore-file")
    print()
    print("struct ReferencePairs: Sendable {")
    print("  let first, second, n: Int64")
    print("  let log10P, log10E: Double")
    print("  /// Tango's limits, of confidence 0.95 and 0.999.")
    print("  let tango95, tango999: (low: Double, high: Double)")
    print("}")
    print()
    print("let referencePairs: [ReferencePairs] = [")
    for b, c, n in CASES:
        ends = [nstr(end, 20) for text in ("0.95", "0.999") for end in tango(b, c, n, mpf(float(text)))]
        print("  ReferencePairs(")
        print(f"    first: {b}, second: {c}, n: {n},")
        print(f"    log10P: {nstr(log10_p(b, c), 20)}, log10E: {nstr(log10_e(b, c), 20)},")
        print(f"    tango95: ({ends[0]}, {ends[1]}),")
        print(f"    tango999: ({ends[2]}, {ends[3]})),")
    print("]")


if __name__ == "__main__":
    main()
