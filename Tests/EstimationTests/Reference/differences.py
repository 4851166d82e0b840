#!/usr/bin/env python3
"""Computes the tables that DifferenceTests compares against, in 60-digit arithmetic.

    python3 -B Tests/EstimationTests/Reference/differences.py > Tests/EstimationTests/Reference/DifferenceTable.swift

Needs mpmath, SciPy and statsmodels (written with 1.4.1, 1.17.1 and 0.15.0). Clopper-Pearson and Wilson are those of
intervals.py; Newcombe's is held against statsmodels' confint_proportions_2indep. Takes seconds.
"""

from intervals import clopper_pearson, wilson
from mpmath import mpf, nstr, sqrt
from statsmodels.stats.proportion import confint_proportions_2indep


def newcombe(x1, n1, x2, n2, confidence):
    p1, p2 = mpf(x1) / n1, mpf(x2) / n2
    (l1, u1), (l2, u2) = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    return (
        p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2),
        p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2),
    )


NEWCOMBE = [
    (56, 70, 48, 80, "0.95"), (9, 10, 3, 10, "0.95"), (10, 10, 0, 20, "0.95"), (10, 10, 0, 10, "0.95"),
    (0, 10, 0, 20, "0.95"), (1, 1, 1, 1, "0.95"), (947, 1_001, 37_872, 40_000, "0.95"),
    (947, 1_001, 37_872, 40_000, "0.999"), (919, 1_000, 292, 1_000, "0.95"), (3, 1_000_000, 8, 40_000, "0.5"),
    (1_000_000_000, 1_000_000_000, 999_999_998, 1_000_000_000, "0.95"),
]

SIMULTANEOUS = [
    (count, n, confidence, cells)
    for count, n in ((0, 10), (5, 10), (10, 10), (1, 1_000), (947, 1_000), (37_872, 40_000))
    for confidence, cells in (("0.95", 1), ("0.95", 2), ("0.95", 120), ("0.99", 7))
]


def main():
    for x1, n1, x2, n2, text in NEWCOMBE:
        theirs = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", alpha=1 - float(text))
        ours = newcombe(x1, n1, x2, n2, mpf(text))
        assert all(abs(a - b) < 1e-9 for a, b in zip(ours, theirs)), (x1, n1, x2, n2, ours, theirs)
    # Newcombe 1998, table II, (a): 56/70 - 48/80, method 10.
    assert [round(float(end), 4) for end in newcombe(56, 70, 48, 80, mpf("0.95"))] == [0.0524, 0.3339]

    print("// Written by differences.py beside this file, which says how; not by hand.")
    print("// swift-format-ignore-file")
    print()
    print("struct ReferenceDifference: Sendable {")
    print("  let first, second: (count: Int64, n: Int64)")
    print("  let confidence: Double")
    print("  let newcombe: (low: Double, high: Double)")
    print("}")
    print()
    print("let referenceDifferences: [ReferenceDifference] = [")
    for x1, n1, x2, n2, text in NEWCOMBE:
        low, high = newcombe(x1, n1, x2, n2, mpf(float(text)))
        print("  ReferenceDifference(")
        print(f"    first: ({x1}, {n1}), second: ({x2}, {n2}), confidence: {text},")
        print(f"    newcombe: ({nstr(low, 20)}, {nstr(high, 20)})),")
    print("]")
    print()
    print("struct ReferenceSimultaneous: Sendable {")
    print("  let count, n: Int64")
    print("  let confidence: Double")
    print("  let cells: Int")
    print("  let interval: (low: Double, high: Double)")
    print("}")
    print()
    print("let referenceSimultaneous: [ReferenceSimultaneous] = [")
    for count, n, text, cells in SIMULTANEOUS:
        low, high = clopper_pearson(count, n, 1 - (1 - mpf(float(text))) / cells)
        print("  ReferenceSimultaneous(")
        print(f"    count: {count}, n: {n}, confidence: {text}, cells: {cells},")
        print(f"    interval: ({nstr(low, 20)}, {nstr(high, 20)})),")
    print("]")


if __name__ == "__main__":
    main()
