"""True values of the functions in Lanes, for ElementaryTableTests and NormalQuantileTests.

Run from this folder; the answer is the same bytes every time:

    python3 elementary.py > elementary.txt        # Python 3.11, mpmath 1.3.0

A line is: function, format (f32 or f64), argument, the true value rounded to the format, and what rounding left, in units
in the last place of the rounded value (so that errors below one unit can be told). Numbers are C99 hexadecimal.
"""

import random

import mpmath
from mpmath import mpf

mpmath.mp.prec = 400

FORMATS = {
    # name: (significand bits, least exponent of a normal number, largest finite number)
    "f32": (24, -126, float.fromhex("0x1.fffffep127")),
    "f64": (53, -1022, float.fromhex("0x1.fffffffffffffp1023")),
}


def rounded(value, name):
    """The nearest number of the format, ties to even, and its unit in the last place."""
    bits, least, _ = FORMATS[name]
    if value == 0:
        return mpf(0), mpf(2) ** (least - bits + 1)
    exponent = max(int(mpmath.floor(mpmath.log(abs(value), 2))), least)
    unit = mpf(2) ** (exponent - bits + 1)
    return mpmath.nint(value / unit) * unit, unit


def as_float(value, name):
    number, _ = rounded(mpf(value), name)
    return float(number)


def logistic(x):
    return 1 / (1 + mpmath.exp(-x))


def upper_normal_quantile(p):
    """Newton's method on log Q(x) = log p, started far enough out."""
    x = mpmath.sqrt(-2 * mpmath.log(2 * p)) if p < mpf("0.4") else (mpf(1) / 2 - p) * mpmath.sqrt(2 * mpmath.pi)
    for _ in range(60):
        q = mpmath.erfc(x / mpmath.sqrt(2)) / 2
        step = (q - p) / (mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi))
        x += step
        if abs(step) < mpf(10) ** -90:
            break
    return x


def spread(source, low, high, count):
    return [source.uniform(low, high) for _ in range(count)]


def magnitudes(source, low, high, count):
    """Both signs, logarithms of the magnitude spread evenly."""
    return [source.choice([-1, 1]) * 2.0 ** source.uniform(low, high) for _ in range(count)]


def arguments(function, name, source):
    single = name == "f32"
    tiny = 2.0**-140 if single else 2.0**-1060
    if function == "exp":
        low, high = (-103.9, 88.7) if single else (-745.0, 709.7)
        border = [-87.3, -87.4, 88.72] if single else [-708.3, -708.4, -744.4, 709.78]
        return [1.0, -1.0, 0.3465, -0.3466, tiny] + border + spread(source, low, high, 20) + magnitudes(source, -30, 0, 12)
    if function == "expm1":
        low, high = (-20, 80) if single else (-40, 700)
        return [-0.5, 0.36, 0.5, 1.0, -1.0, tiny] + spread(source, low, high, 16) + magnitudes(source, -60, 2, 20)
    if function == "log":
        low, high = (-149, 128) if single else (-1074, 1024)
        near = [1 + e for e in magnitudes(source, -20, -2, 12)]
        return [1.0, 0.7071, 0.7072, 1.4142, 1.4143, 2.0, tiny] + near + [2.0 ** e for e in spread(source, low, high, 20)]
    if function in ("sin", "cos"):
        limit = 10_000 if single else 1e8
        border = [float(k * mpmath.pi / 4) for k in (1, 2, 3, 4, 5, 6, 7, 8, 22, 355, 12_000 if single else 120_000_000)]
        return border + [tiny] + spread(source, -limit, limit, 20) + spread(source, -7, 7, 12)
    if function == "tanh":
        return [tiny, 0.549, -0.55, 9.0, -18.0, 19.5] + magnitudes(source, -40, 4, 34)
    if function == "logistic":
        low, high = (-103, 20) if single else (-744, 40)
        return [tiny, 0.5, -0.5] + spread(source, low, high, 24) + spread(source, -3, 3, 13)
    if function == "quantile":
        fixed = [0.5, 0.25, 0.074, 0.075, 0.076, 0.0227501319, 2.0**-24, 2.0**-25, 2.0**-32, 2.0**-33]
        return fixed + spread(source, 0.07, 0.5, 15) + [2.0 ** e for e in spread(source, -33, -2, 15)]
    raise ValueError(function)


FUNCTIONS = {
    "exp": mpmath.exp,
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tanh": mpmath.tanh,
    "logistic": logistic,
    "quantile": upper_normal_quantile,
}


def main():
    for function, true in FUNCTIONS.items():
        for name in FORMATS:
            source = random.Random(f"{function} {name}")
            for argument in arguments(function, name, source):
                x = as_float(argument, name)
                value = true(mpf(x))
                nearest, unit = rounded(value, name)
                rest = float((value - nearest) / unit)
                print(function, name, x.hex(), float(nearest).hex(), f"{rest:.4f}")


main()
