"""Random words, permutations and draws, from an implementation that shares nothing with the package, for FrozenStreamTests.

Run from this folder; the answer is the same bytes every time:

    python3 streams.py > streams.txt        # Python 3.11, mpmath 1.3.0
"""

import mpmath
from mpmath import mpf

mpmath.mp.prec = 200
MASK = 0xFFFFFFFF
PURPOSES = {"weights": 1, "trainingData": 2, "testData": 3, "shuffle": 4, "dropout": 5, "activationNoise": 6}


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(b >> 32) ^ x[1] ^ k[0], b & MASK, (a >> 32) ^ x[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return x


def words(count, seed, purpose, layer, epoch, simulation):
    tag = PURPOSES[purpose] << 28 | layer << 20 | epoch
    result = []
    for block in range((count + 3) // 4):
        result += philox([block, tag, simulation & MASK, simulation >> 32], [seed & MASK, seed >> 32])
    return result[:count]


def permutation(count, seed, epoch, simulation):
    order = list(range(count))
    for position, word in enumerate(words(max(count - 1, 0), seed, "shuffle", 0, epoch, simulation)):
        last = count - 1 - position
        other = word * (last + 1) >> 32
        order[last], order[other] = order[other], order[last]
    return order


def upper_quantile(p):
    x = mpmath.sqrt(-2 * mpmath.log(2 * p)) if p < mpf("0.4") else (mpf(1) / 2 - p) * mpmath.sqrt(2 * mpmath.pi)
    for _ in range(60):
        x += (mpmath.erfc(x / mpmath.sqrt(2)) / 2 - p) / (mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi))
    return x


def draw(kind, word):
    sign = -1 if word >> 31 else 1
    part = (mpf(word & 0x7FFFFFFF) + mpf(1) / 2) / 2**31
    if kind == "uniform":
        return mpf(word) / 2**32
    if kind == "beta21":
        return mpmath.sqrt(mpf(word) / 2**32)
    if kind == "normal":
        return sign * upper_quantile(part / 2)
    beyond = mpmath.erfc(mpmath.sqrt(2)) / 2
    return sign * upper_quantile(beyond + (mpf(1) / 2 - beyond) * part)


def main():
    for seed, purpose, layer, epoch, simulation in [
        (1999, "weights", 0, 0, 0),
        (1999, "weights", 10, 0, 0),
        (1999, "trainingData", 0, 0, 12345),
        (1999, "testData", 0, 0, 2**32 - 1),
        (1999, "shuffle", 0, 1, 2**32),
        (0, "dropout", 255, 2**20 - 1, 2**64 - 1),
        (2**64 - 1, "activationNoise", 3, 7, 0x0123456789ABCDEF),
    ]:
        values = words(6, seed, purpose, layer, epoch, simulation)
        print("words", seed, purpose, layer, epoch, simulation, *[f"{w:08x}" for w in values])
    for count in (2, 3, 5, 12):
        print("permutation", 1999, 1, 42, *permutation(count, 1999, 1, 42))
    chosen = [0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF] + words(12, 7, "weights", 0, 0, 0)
    for kind in ("uniform", "beta21", "normal", "truncated"):
        for word in chosen:
            print(kind, f"{word:08x}", float(draw(kind, word)).hex())


main()
