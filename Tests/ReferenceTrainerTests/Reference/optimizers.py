"""Ten steps of every optimizer on a small network, in NumPy, for OptimizerReferenceTests.

Written from the published formulas, with its own Philox, its own forward and backward pass (matrices, not loops) and its
own shuffle. Run from this folder:

    python3 optimizers.py > optimizers.json        # Python 3.11, NumPy 2.4.6, SciPy 1.17.1

19 points in batches of 4 make five steps an epoch, the last of three points; two epochs make ten.
"""

import json

import numpy as np
from scipy.stats import norm

SEED, SIMULATION = 7, 2**32 + 5
POINTS, BATCH, EPOCHS = 19, 4, 2
LOW, HIGH = -2.0, 1.5
MASK = 0xFFFFFFFF
WEIGHTS, TRAINING_DATA, SHUFFLE = 1, 2, 4


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(b >> 32) ^ x[1] ^ k[0], b & MASK, (a >> 32) ^ x[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return x


def words(count, purpose, layer=0, epoch=0):
    tag = purpose << 28 | layer << 20 | epoch
    result = []
    for block in range((count + 3) // 4):
        result += philox([block, tag, SIMULATION & MASK, SIMULATION >> 32], [SEED & MASK, SEED >> 32])
    return np.array(result[:count], dtype=np.uint64)


def normal(w):
    tail = ((w & np.uint64(0x7FFFFFFF)).astype(float) + 0.5) * 2.0**-32
    return np.where(w >> np.uint64(31) == 1, -1, 1) * norm.isf(tail)


def permutation(epoch):
    order = list(range(POINTS))
    for position, word in enumerate(words(POINTS - 1, SHUFFLE, epoch=epoch)):
        last = POINTS - 1 - position
        other = int(word) * (last + 1) >> 32
        order[last], order[other] = order[other], order[last]
    return order


def born():
    """1 -> 3 tanh (Glorot uniform) -> 2 leaky ReLU 0.1 (He normal) -> 1 linear (LeCun normal)."""
    limit = np.sqrt(6 / (1 + 3))
    uniform = words(3, WEIGHTS, layer=0).astype(float) * 2.0**-32
    return [
        (-limit + 2 * limit * uniform).reshape(3, 1),
        (np.sqrt(2 / 3) * normal(words(6, WEIGHTS, layer=1))).reshape(2, 3),
        (np.sqrt(1 / 2) * normal(words(2, WEIGHTS, layer=2))).reshape(1, 2),
    ]


ACTIVATIONS = [
    (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    (lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1, 0.1)),
    (lambda z: z, lambda z: np.ones_like(z)),
]


def forward(weights, biases, x):
    sums, values = [], [x]
    for w, b, (f, _) in zip(weights, biases, ACTIVATIONS):
        sums.append(values[-1] @ w.T + b)
        values.append(f(sums[-1]))
    return sums, values


def point_losses(prediction, y, loss):
    return (prediction - y) ** 2 if loss == "mse" else np.abs(prediction - y)


def gradients(weights, biases, x, y, loss):
    sums, values = forward(weights, biases, x)
    error = values[-1] - y
    delta = (2 * error if loss == "mse" else np.sign(error)) / error.size
    of_weights, of_biases = [None] * 3, [None] * 3
    for layer in (2, 1, 0):
        delta = delta * ACTIVATIONS[layer][1](sums[layer])
        of_weights[layer] = delta.T @ values[layer]
        of_biases[layer] = delta.sum(axis=0)
        delta = delta @ weights[layer]
    return of_weights, of_biases, point_losses(values[-1], y, loss), values[1:]


class Rule:
    """One parameter array's optimizer, by name."""

    def __init__(self, name):
        self.name, self.first, self.second, self.step = name, 0.0, 0.0, 0

    def __call__(self, w, g):
        self.step += 1
        if self.name == "sgd":
            return w - 0.05 * g
        if self.name in ("momentum", "nesterov"):
            self.first = 0.9 * self.first - 0.02 * g
            return w + self.first if self.name == "momentum" else w + 0.9 * self.first - 0.02 * g
        if self.name == "rmsprop":
            self.first = 0.8 * self.first + 0.2 * g**2
            return w - 0.01 * g / (np.sqrt(self.first) + 1e-3)
        # Adam with 0.01, 0.9, 0.99 and an epsilon large enough to tell the two forms apart.
        self.first = 0.9 * self.first + 0.1 * g
        self.second = 0.99 * self.second + 0.01 * g**2
        t, epsilon = self.step, 1e-2
        if self.name == "adam_keras":
            rate = 0.01 * np.sqrt(1 - 0.99**t) / (1 - 0.9**t)
            return w - rate * self.first / (np.sqrt(self.second) + epsilon)
        return w - 0.01 * (self.first / (1 - 0.9**t)) / (np.sqrt(self.second / (1 - 0.99**t)) + epsilon)


def summaries(of_weights, values):
    return [
        [float(np.sqrt((g**2).sum())), float(a.mean()), float(a.std())] for g, a in zip(of_weights, values)
    ]


def train(name, loss, bias):
    weights, biases = born(), [np.zeros(3), np.zeros(2), np.zeros(1)]
    rules = [Rule(name) for _ in range(6)]
    x = (LOW + (HIGH - LOW) * words(POINTS, TRAINING_DATA).astype(float) * 2.0**-32).reshape(-1, 1)
    y = np.abs(x)
    first = last = None
    for epoch in range(EPOCHS):
        order, total = permutation(epoch), 0.0
        for start in range(0, POINTS, BATCH):
            batch = order[start : start + BATCH]
            of_weights, of_biases, losses, values = gradients(weights, biases, x[batch], y[batch], loss)
            total += losses.sum()
            last = summaries(of_weights, values)
            first = first or last
            weights = [rules[i](weights[i], of_weights[i]) for i in range(3)]
            if bias:
                biases = [rules[3 + i](biases[i], of_biases[i]) for i in range(3)]
    return {
        "optimizer": name,
        "loss": loss,
        "bias": bias,
        "weights": [w.tolist() for w in weights],
        "biases": [b.tolist() for b in biases],
        "trainLoss": total / POINTS,
        "finalTrainLoss": float(point_losses(forward(weights, biases, x)[1][-1], y, loss).mean()),
        "first": first,
        "last": last,
    }


def main():
    runs = [train(n, "mse", True) for n in ("sgd", "momentum", "nesterov", "rmsprop", "adam_keras", "adam_kingma_ba")]
    runs += [train("sgd", "mae", True), train("momentum", "mae", False)]
    print("[\n" + ",\n".join(json.dumps(run) for run in runs) + "\n]")


main()
