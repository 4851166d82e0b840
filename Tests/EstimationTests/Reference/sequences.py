#!/usr/bin/env python3
"""Computes the table that ConfidenceSequenceTests compares against, in 50-digit arithmetic.

    python3 Tests/EstimationTests/Reference/sequences.py > Tests/EstimationTests/Reference/SequenceTable.swift

Needs mpmath and SciPy (written with 1.4.1 and 1.17.1). M(p) is taken straight from its definition, by log gamma
functions; it is held here against SciPy's beta-binomial and binomial laws and, for a few, against the integral that it
stands for. Ends are found by bisection. Takes half a minute.
"""

from mpmath import beta, erfinv, exp, log, loggamma, log1p, mp, mpf, nstr, quad, sqrt
from scipy.stats import betabinom, binom

mp.dps = 50


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def log_ratio(c, s, t, p):
    """log M(p)."""
    return log_beta(c * p + s, c * (1 - p) + t) - log_beta(c * p, c * (1 - p)) - s * log(p) - t * log1p(-p)


def weight(h, confidence):
    z = sqrt(mpf(2)) * erfinv(confidence)
    return z * z / (32 * h * h)


def end(c, s, t, confidence, start, stop):
    """Where log M reaches log 1/alpha between the estimate `start` and `stop`."""
    bound = -log(1 - confidence)
    inside, outside = mpf(start), mpf(stop)
    for _ in range(400):
        # Relative to the nearer of 0 and 1, so that small ends have all their digits.
        middle = sqrt(inside * outside) if 0 < outside < inside / 2 else (inside + outside) / 2
        if log_ratio(c, s, t, middle) < bound:
            inside = middle
        else:
            outside = middle
        if abs(outside - inside) < mpf(10) ** -25 * min(inside, outside):
            return outside
    raise SystemExit(f"no convergence at {c}, {s}, {t}")


def interval(c, s, n, confidence):
    t = n - s
    return (
        mpf(0) if s <= 1 else end(c, s, t, confidence, mpf(s) / n, 0),
        mpf(1) if t <= 1 else end(c, s, t, confidence, mpf(s) / n, 1),
    )


def needed(h, estimate, confidence):
    """The smallest n whose interval for a fraction `estimate` is at most 2h wide."""
    c, f = weight(h, confidence), mpf(estimate)

    def suffices(n):
        low, high = interval(c, f * n, mpf(n), confidence)
        return (high - low) / 2 <= h

    few, enough = 0, 1
    while not suffices(enough):
        few, enough = enough, 2 * enough
    while enough - few > 1:
        middle = (few + enough) // 2
        few, enough = (few, middle) if suffices(middle) else (middle, enough)
    return enough


CASES = [
    (s, n, h, confidence)
    for n, counts in (
        (1, (0, 1)),
        (2, (0, 1, 2)),
        (10, (0, 1, 2, 5, 9, 10)),
        (1_000, (0, 1, 2, 500, 947, 998, 999, 1_000)),
        (40_000, (0, 8, 13_860, 37_872, 40_000)),
        (1_000_000, (0, 1, 3, 946_812, 1_000_000)),
        (1_000_000_000, (0, 2, 31_415, 947_123_456, 1_000_000_000)),
    )
    for s in counts
    for h, confidence in (
        (("0.005", "0.95"),) if n not in (10, 1_000) else (("0.005", "0.95"), ("0.1", "0.95"), ("0.02", "0.999"))
    )
]

NEEDED = [
    ("0.005", "0.0", "0.95"), ("0.005", "0.5", "0.95"), ("0.005", "0.947", "0.95"), ("0.02", "0.3", "0.99"),
    ("0.1", "0.5", "0.8"), ("0.001", "0.0001", "0.95"), ("0.25", "1.0", "0.95"),
]


def main():
    for c, s, t, p in ((3.5, 4, 9, 0.2), (4801.9, 947, 53, 0.94), (0.5, 0, 7, 0.3), (120.0, 30, 0, 0.6)):
        law = betabinom.logpmf(s, s + t, c * p, c * (1 - p)) - binom.logpmf(s, s + t, p)
        assert abs(log_ratio(mpf(c), s, t, mpf(p)) - law) < 1e-8, (c, s, t, p)
    mp.dps = 20
    for c, s, t, p in (("3.5", 4, 9, "0.3"), ("12", 2, 20, "0.25")):
        c, p = mpf(c), mpf(p)
        a, b = c * p, c * (1 - p)
        mixed = quad(lambda x: x ** (a + s - 1) * (1 - x) ** (b + t - 1), [0, 0.1, 0.5, 1]) / beta(a, b)
        assert abs(mixed / (p**s * (1 - p) ** t) / exp(log_ratio(c, s, t, p)) - 1) < 1e-12, (c, s, t, p)
    mp.dps = 50

    print("// Written by sequences.py beside this file, which says how; not by hand.")
    print("// swift-format-ignore-file")
    print()
    print("struct ReferenceSequence: Sendable {")
    print("  let count, n: Int64")
    print("  let halfWidth, confidence, weight: Double")
    print("  let interval: (low: Double, high: Double)")
    print("  /// log M at some p.")
    print("  let ratio: (p: Double, log: Double)")
    print("}")
    print()
    print("let referenceSequences: [ReferenceSequence] = [")
    for s, n, h_text, text in CASES:
        h, confidence = mpf(float(h_text)), mpf(float(text))
        # The weight that a program works with is a Double too.
        c = mpf(float(weight(h, confidence)))
        low, high = interval(c, s, n, confidence)
        p = (1.0 + s) / (5 + n)
        print("  ReferenceSequence(")
        print(f"    count: {s}, n: {n}, halfWidth: {h_text}, confidence: {text}, weight: {nstr(weight(h, confidence), 20)},")
        print(f"    interval: ({nstr(low, 20)}, {nstr(high, 20)}),")
        print(f"    ratio: ({p!r}, {nstr(log_ratio(c, s, n - s, mpf(p)), 20)})),")
    print("]")
    print()
    print("/// The smallest n whose interval for a fraction is as narrow as wanted.")
    print("let referenceNeeds: [(halfWidth: Double, estimate: Double, confidence: Double, n: Int64)] = [")
    mp.dps = 30
    for h, estimate, confidence in NEEDED:
        n = needed(mpf(float(h)), float(estimate), mpf(float(confidence)))
        print(f"  ({h}, {estimate}, {confidence}, {n}),")
    print("]")


if __name__ == "__main__":
    main()
