#!/usr/bin/env python3
"""Computes the table that ExactMomentsTests compares against, bit for bit, in exact arithmetic.

    python3 -B Tests/EstimationTests/Reference/moments.py > Tests/EstimationTests/Reference/MomentsTable.swift

Needs Python alone (written with 3.11): fractions, whose conversion to float rounds correctly, and whole square roots.
Doubles are written in hexadecimal, which no compiler rounds. Takes a quarter of a minute.
"""

from fractions import Fraction
from math import isqrt
from struct import pack, unpack

GREATEST = float.fromhex("0x1.fffffffffffffp+1023")
LEAST = float.fromhex("0x1p-1074")
ULP = 2.0 ** -52


def rounded(exact):
    """The nearest Double, or None beyond them."""
    try:
        return float(exact)
    except OverflowError:
        return None


def root(square):
    """The square root, cut off after 1400 binary places and followed by a 1 if anything was cut off."""
    whole = isqrt((square.numerator << 2800) // square.denominator)
    inexact = whole * whole * square.denominator != square.numerator << 2800
    return Fraction(2 * whole + inexact, 1 << 1401)


def moments(values):
    """Mean and deviation, each rounded once."""
    n = len(values)
    unit = 1 << 1074
    whole = [int(Fraction(v) * unit) for v in values]
    total = sum(whole)
    mean = rounded(Fraction(total, n * unit))
    if n < 2:
        return mean, None
    # By deviations from the mean, not by sums of squares as the accumulator does.
    squares = sum((n * w - total) ** 2 for w in whole)
    return mean, rounded(root(Fraction(squares, n * n * (n - 1) * unit * unit)))


def drawn(seed, count, lowest, exponents):
    """SplitMix64's words: one for sign and mantissa, one for the exponent."""
    state, mask = seed, (1 << 64) - 1
    def next():
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)
    values = []
    for _ in range(count):
        word = next() & 0x800FFFFFFFFFFFFF
        word |= (lowest + next() % exponents) << 52
        values.append(unpack("<d", pack("<Q", word))[0])
    return values


VALUES = [
    [4.0],
    [0.1] * 10,
    [-0.0, -0.0],
    [1.0, 1e16, 1.0, -1e16],
    [1e16, 1e16 + 2, 1e16 + 4],
    [1e16, -1e16, 1e-16],
    [1e16 + 2, -1e16, 1e-300],
    [1e308, 1.0, -1e308, LEAST],
    [1e-300, 1e300, -1e300, 2e-300],
    [1e8 + 1, 1e8 + 2, 1e8 + 4],
    [3.25, -7.5],
    [-1e-5, -2e-5, -7e-5],
    # Ties, to even either way, and what a last bit far away makes of them.
    [1.0, 1.0 + ULP],
    [1.0 + ULP, 1.0 + 2 * ULP],
    [1.0, 1.0 + ULP, 0.0, 0.0],
    [1.0, 1.0, 1.0 + ULP, 1.0 + ULP, LEAST, -LEAST, 1.0 + ULP, 1.0],
    [2.0, 2.0 + 2 * ULP, LEAST, -0.0],
    [2.0, 2.0 + 2 * ULP, -LEAST, -0.0],
    # Subnormals: one, two thirds, a half (to 0), one and a half (to 2), two and a half (to 2) of the least.
    [LEAST],
    [LEAST, LEAST, 0.0],
    [LEAST, 0.0],
    [3 * LEAST, 0.0],
    [3 * LEAST, 2 * LEAST],
    [-3 * LEAST, -2 * LEAST],
    [LEAST, -LEAST],
    [LEAST, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [2.0 ** -1022, 2.0 ** -1022 - LEAST],
    [2.0 ** -1022, -LEAST, 2.0 ** -1021],
    # The other end.
    [GREATEST],
    [GREATEST, GREATEST],
    [GREATEST, -GREATEST],
    [GREATEST, 0.0],
    [GREATEST, GREATEST, -GREATEST],
    [GREATEST, GREATEST - 2.0 ** 971],
    [GREATEST - 2.0 ** 971, GREATEST - 2.0 ** 972],
    [GREATEST, LEAST],
    [GREATEST, LEAST, -GREATEST],
    [1e200, 1e200 * (1 + ULP)],
    [float(i) for i in range(-3, 60)],
    [1e-7 * (i * i % 101) - 2e-6 for i in range(100)],
]

# Seed, how many, least biased exponent, how many of them.
DRAWN = [
    (1, 2, 1023, 1),
    (2, 3, 1000, 40),
    (3, 50, 0, 2),
    (4, 50, 2046, 1),
    (5, 50, 2040, 5),
    (6, 1000, 0, 2047),
    (7, 1000, 0, 1000),
    (8, 10000, 1000, 30),
    (9, 1000000, 990, 40),
]


def literal(value):
    # Swift warns of hexadecimal subnormals, exact or not.
    if value is not None and 0 < abs(value) < 2.0 ** -1022:
        return f"Double(bitPattern: {hex(unpack('<Q', pack('<d', value))[0])})"
    return "nil" if value is None else value.hex()


def main():
    print("// Written by moments.py beside this file, which says how; not by hand.")
    print("// swift-format-ignore-file")
    print()
    print("/// Mean and deviation of values, to the last bit; nil beyond the Doubles.")
    print("let referenceMoments: [(values: [Double], mean: Double, standardDeviation: Double?)] = [")
    for values in VALUES:
        mean, deviation = moments(values)
        print(f"  ([{', '.join(map(literal, values))}],")
        print(f"    {literal(mean)}, {literal(deviation)}),")
    print("]")
    print()
    print("/// The same of values drawn as ExactMomentsTests.drawn and moments.py's do.")
    print("let referenceDrawnMoments: [")
    print("  (seed: UInt64, count: Int, lowest: UInt64, exponents: UInt64, mean: Double, standardDeviation: Double?)")
    print("] = [")
    for row in DRAWN:
        mean, deviation = moments(drawn(*row))
        print(f"  ({', '.join(map(str, row))}, {literal(mean)}, {literal(deviation)}),")
    print("]")


if __name__ == "__main__":
    main()
