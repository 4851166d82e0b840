#!/usr/bin/env python3
"""Computes the tables that SummaryTests compares against, in 60-digit arithmetic.

    python3 -B Tests/EstimationTests/Reference/summaries.py > Tests/EstimationTests/Reference/SummaryTable.swift

Needs mpmath, NumPy and SciPy (written with 1.4.1, 2.4.6 and 1.17.1). Student's quantile is SciPy's, polished by Newton's
method on the incomplete beta function of intervals.py; ranks start from SciPy's binomial quantiles and are confirmed on
both sides with the same function. Takes seconds.
"""

import numpy
from intervals import lower_tail, upper_tail
from mpmath import exp, log, log1p, loggamma, mpf, nstr, pi, sqrt
from scipy.stats import binom, t as student


def student_quantile(tail, nu):
    """The t with P(T > t) = tail < 1/2, by Newton's method on I_y(1/2, nu/2) = 1 - 2 tail, y = t^2 / (nu + t^2)."""
    x = mpf(float(student.isf(float(tail), nu)))
    nu = mpf(nu)
    for _ in range(30):
        beyond = upper_tail(mpf(1) / 2, nu / 2, x * x / (nu + x * x)) / 2
        density = exp(
            loggamma((nu + 1) / 2) - loggamma(nu / 2) - log(nu * pi) / 2 - (nu + 1) / 2 * log1p(x * x / nu)
        )
        step = (beyond - tail) / density
        x += step
        if abs(step) < mpf(10) ** -30 * x:
            return x
    raise SystemExit(f"no convergence at {tail}, {nu}")


def ranks(n, q, confidence):
    """The largest l with P(X <= l - 1) <= tail and the smallest u with P(X >= u) <= tail, 0 and n + 1 for none."""
    tail, x = (1 - confidence) / 2, mpf(float(q))
    below = lambda k: mpf(0) if k < 0 else mpf(1) if k >= n else upper_tail(mpf(k + 1), mpf(n - k), x)
    above = lambda k: mpf(1) if k <= 0 else mpf(0) if k > n else lower_tail(mpf(k), mpf(n - k + 1), x)
    low = int(binom.ppf(float(tail), n, float(q)))
    while below(low - 1) > tail:
        low -= 1
    while below(low) <= tail:
        low += 1
    high = int(binom.isf(float(tail), n, float(q)))
    while above(high) > tail:
        high += 1
    while above(high - 1) <= tail:
        high -= 1
    assert below(low - 1) <= tail < below(low) and above(high) <= tail < above(high - 1)
    return low, high


STUDENT = [
    (nu, tail)
    for nu in (1, 2, 4, 9, 29, 999, 1_000_000)
    for tail in ("0.4", "0.025", "0.0005", "1e-12")
]

RANKS = [
    (n, q, confidence)
    for n in (1, 5, 6, 71, 72, 100, 1_000, 40_000, 1_000_000)
    for q in ("0.05", "0.25", "0.5", "0.95")
    for confidence in ("0.95", "0.999")
]

VALUES = [
    [0.5913, 0.6067, 0.6218, 0.6345, 0.5501],
    [1e8 + 1, 1e8 + 2, 1e8 + 4],
    [3.25, -7.5],
    [1e-7 * (i * i % 101) - 2e-6 for i in range(100)],
]


def main():
    print("// Written by summaries.py beside this file, which says how; not by hand.")
    print("// swift-format-ignore-file")
    print()
    print("/// The t that Student's variable exceeds with probability `tail`.")
    print("let referenceStudent: [(degreesOfFreedom: Double, tail: Double, t: Double)] = [")
    for nu, tail in STUDENT:
        print(f"  ({nu}, {tail}, {nstr(student_quantile(mpf(float(tail)), nu), 20)}),")
    print("]")
    print()
    print("/// The ranks that enclose a quantile, 0 and n + 1 for none.")
    print("let referenceRanks: [(n: Int64, q: Double, confidence: Double, lower: Int64, upper: Int64)] = [")
    for n, q, confidence in RANKS:
        low, high = ranks(n, q, mpf(float(confidence)))
        print(f"  ({n}, {q}, {confidence}, {low}, {high}),")
    print("]")
    print()
    print("struct ReferenceMean: Sendable {")
    print("  let values: [Double]")
    print("  let mean, standardDeviation, median: Double")
    print("  /// Of confidence 0.95.")
    print("  let interval, prediction: (low: Double, high: Double)")
    print("}")
    print()
    print("let referenceMeans: [ReferenceMean] = [")
    for values in VALUES:
        exact = [mpf(v) for v in values]
        r = len(exact)
        mean = sum(exact) / r
        sd = sqrt(sum((v - mean) ** 2 for v in exact) / (r - 1))
        assert abs(mean - mpf(float(numpy.mean(values)))) <= 1e-12 * abs(mean)
        assert abs(sd - mpf(float(numpy.std(values, ddof=1)))) <= 1e-9 * sd
        t = student_quantile((1 - mpf(float("0.95"))) / 2, r - 1)
        reach, further = t * sd / sqrt(mpf(r)), t * sd * sqrt(1 + 1 / mpf(r))
        print("  ReferenceMean(")
        print(f"    values: {values},")
        print(f"    mean: {nstr(mean, 20)}, standardDeviation: {nstr(sd, 20)}, median: {float(numpy.median(values))!r},")
        print(f"    interval: ({nstr(mean - reach, 20)}, {nstr(mean + reach, 20)}),")
        print(f"    prediction: ({nstr(mean - further, 20)}, {nstr(mean + further, 20)})),")
    print("]")


if __name__ == "__main__":
    main()
