"""Six steps of every layer kind and every optimizer on small networks, in NumPy, for LayerReferenceTests.

Written from the published formulas and from Keras 2.3's `optimizers.py`, with its own Philox, passes and shuffle;
convolutions are sums over shifted images, not unfolded rows. Run from this folder:

    python3 layers.py > layers.json        # Python 3.11, NumPy 2.4.6

11 points in batches of 4 make three steps an epoch, the last of three points; two epochs make six.
"""

import json

import numpy as np

SEED, SIMULATION, DATA_SEED = 7, 2**32 + 5, 3
POINTS, BATCH, EPOCHS = 11, 4, 2
MASK = 0xFFFFFFFF
WEIGHTS, TRAINING_DATA, SHUFFLE, DROPOUT, NOISE = 1, 2, 4, 5, 6


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(b >> 32) ^ x[1] ^ k[0], b & MASK, (a >> 32) ^ x[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return x


def words(count, purpose, layer=0, epoch=0, seed=SEED, simulation=SIMULATION):
    tag = purpose << 28 | layer << 20 | epoch
    result = []
    for block in range((count + 3) // 4):
        result += philox([block, tag, simulation & MASK, simulation >> 32], [seed & MASK, seed >> 32])
    return np.array(result[:count], dtype=float)


def permutation(epoch):
    order = list(range(POINTS))
    for position, word in enumerate(words(POINTS - 1, SHUFFLE, epoch=epoch)):
        last = POINTS - 1 - position
        other = int(word) * (last + 1) >> 32
        order[last], order[other] = order[other], order[last]
    return order


class Moment:
    """Where a pass stands: in training at a position of an epoch, or at rest."""

    def __init__(self, training, epoch=0, position=0):
        self.training, self.epoch, self.position = training, epoch, position

    def uniform(self, purpose, layer, shape):
        each = int(np.prod(shape[1:]))
        count = (self.position + shape[0]) * each
        drawn = words(count, purpose, layer, self.epoch) * 2.0**-32
        return drawn[self.position * each :].reshape(shape)


class Layer:
    def __init__(self):
        self.parameters, self.gradients = [], []

    def penalty_gradients(self):
        return [0.0 for _ in self.parameters]


class Weighted(Layer):
    def __init__(self, fan_in, units, drawn, norm=None, factor=0.0):
        super().__init__()
        w = -0.5 + words(fan_in * units, WEIGHTS, layer=drawn) * 2.0**-32
        self.parameters = [w.reshape(units, fan_in), np.zeros(units)]
        self.norm, self.factor = norm, factor

    def penalty_gradients(self):
        w = self.parameters[0]
        of_weights = {None: 0.0, "l1": self.factor * np.sign(w), "l2": 2 * self.factor * w}[self.norm]
        return [of_weights, 0.0]


class Dense(Weighted):
    def forward(self, x, moment):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.parameters[0].T + self.parameters[1]

    def backward(self, g):
        self.gradients = [g.T @ self.x, g.sum(axis=0)]
        return (g @ self.parameters[0]).reshape(self.shape)


class Convolution(Weighted):
    def __init__(self, channels, filters, drawn, same, **penalty):
        super().__init__(9 * channels, filters, drawn, **penalty)
        self.channels, self.filters, self.border = channels, filters, 1 if same else 0

    def kernel(self):
        return self.parameters[0].reshape(self.filters, 3, 3, self.channels)

    def forward(self, x, moment):
        b = self.border
        self.x = np.pad(x, ((0, 0), (b, b), (b, b), (0, 0)))
        self.height, self.width = self.x.shape[1] - 2, self.x.shape[2] - 2
        z = np.zeros((len(x), self.height, self.width, self.filters)) + self.parameters[1]
        for i in range(3):
            for j in range(3):
                part = self.x[:, i : i + self.height, j : j + self.width]
                z = z + np.einsum("nhwc,fc->nhwf", part, self.kernel()[:, i, j])
        return z

    def backward(self, g):
        of_kernel, of_x = np.zeros_like(self.kernel()), np.zeros_like(self.x)
        for i in range(3):
            for j in range(3):
                part = self.x[:, i : i + self.height, j : j + self.width]
                of_kernel[:, i, j] = np.einsum("nhwf,nhwc->fc", g, part)
                of_x[:, i : i + self.height, j : j + self.width] += np.einsum("nhwf,fc->nhwc", g, self.kernel()[:, i, j])
        self.gradients = [of_kernel.reshape(self.filters, -1), g.sum(axis=(0, 1, 2))]
        b = self.border
        return of_x[:, b : of_x.shape[1] - b, b : of_x.shape[2] - b]


class Pool(Layer):
    def forward(self, x, moment):
        self.x, self.rows, self.columns = x, x.shape[1] // 2 * 2, x.shape[2] // 2 * 2
        corners = [x[:, i : self.rows : 2, j : self.columns : 2] for i in (0, 1) for j in (0, 1)]
        self.best = np.argmax(np.stack(corners), axis=0)
        return np.max(np.stack(corners), axis=0)

    def backward(self, g):
        of_x = np.zeros_like(self.x)
        for corner in range(4):
            i, j = corner // 2, corner % 2
            of_x[:, i : self.rows : 2, j : self.columns : 2] = np.where(self.best == corner, g, 0)
        return of_x


class Function(Layer):
    def __init__(self, f, derivative):
        super().__init__()
        self.f, self.derivative = f, derivative

    def forward(self, x, moment):
        self.x = x
        return self.f(x)

    def backward(self, g):
        return g * self.derivative(self.x)


def tanh():
    return Function(np.tanh, lambda x: 1 / np.cosh(x) ** 2)


def elu():
    return Function(lambda x: np.where(x > 0, x, np.expm1(x)), lambda x: np.where(x > 0, 1, np.exp(x)))


def shift(by):
    return Function(lambda x: x + by, np.ones_like)


class PReLU(Layer):
    def __init__(self, shape):
        super().__init__()
        self.parameters = [np.zeros(shape)]

    def forward(self, x, moment):
        self.x = x
        return np.maximum(x, 0) + self.parameters[0] * np.minimum(x, 0)

    def backward(self, g):
        self.gradients = [(g * np.minimum(self.x, 0)).sum(axis=0)]
        return np.where(self.x > 0, g, g * self.parameters[0])


class RReLU(Layer):
    def __init__(self, index):
        super().__init__()
        self.index = index

    def forward(self, x, moment):
        drawn = 1 / 8 + (1 / 3 - 1 / 8) * moment.uniform(NOISE, self.index, x.shape) if moment.training else 11 / 48
        self.factor = np.where(x > 0, 1, drawn)
        return x * self.factor

    def backward(self, g):
        return g * self.factor


class Dropout(Layer):
    def __init__(self, rate, index):
        super().__init__()
        self.rate, self.index = rate, index

    def forward(self, x, moment):
        self.factor = 1.0
        if moment.training:
            self.factor = (moment.uniform(DROPOUT, self.index, x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, g):
        return g * self.factor


class BatchNormalization(Layer):
    def __init__(self, channels, momentum=0.99, epsilon=1e-3):
        super().__init__()
        self.parameters = [np.ones(channels), np.zeros(channels)]
        self.momentum, self.epsilon = momentum, epsilon
        self.mean, self.variance = np.zeros(channels), np.ones(channels)

    def forward(self, x, moment):
        self.axes = tuple(range(x.ndim - 1))
        mean, variance = self.mean, self.variance
        if moment.training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
            self.variance = self.momentum * self.variance + (1 - self.momentum) * variance
        self.deviation = np.sqrt(variance + self.epsilon)
        self.normal = (x - mean) / self.deviation
        return self.parameters[0] * self.normal + self.parameters[1]

    def backward(self, g):
        self.gradients = [(g * self.normal).sum(axis=self.axes), g.sum(axis=self.axes)]
        g = g * self.parameters[0]
        g = g - g.mean(axis=self.axes) - self.normal * (g * self.normal).mean(axis=self.axes)
        return g / self.deviation


def loss_and_gradient(kind, z, y):
    """The loss of what the last layer gives, and its gradient; z for the losses that hold their activation."""
    if kind == "mse":
        return ((z - y) ** 2).mean(), 2 * (z - y) / z.size
    if kind == "categorical_crossentropy":
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        return -(y * np.log(p)).sum(axis=1).mean(), (p - y) / len(z)
    p = 1 / (1 + np.exp(-z))
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean(), (p - y) / z.size


class Rule:
    """One parameter array's optimizer, by name: Keras 2.3's `get_updates`."""

    def __init__(self, name):
        self.name, self.first, self.second, self.t, self.schedule = name, 0.0, 0.0, 0, 1.0

    def __call__(self, w, g):
        self.t += 1
        t = self.t
        if self.name == "sgd":
            return w - 0.1 * g
        if self.name in ("momentum", "nesterov"):
            self.first = 0.9 * self.first - 0.05 * g
            return w + self.first if self.name == "momentum" else w + 0.9 * self.first - 0.05 * g
        if self.name == "rmsprop":
            self.first = 0.9 * self.first + 0.1 * g**2
            return w - 0.01 * g / (np.sqrt(self.first) + 1e-7)
        if self.name == "adagrad":
            self.first = self.first + g**2
            return w - 0.01 * g / (np.sqrt(self.first) + 1e-7)
        if self.name == "adadelta":
            self.first = 0.95 * self.first + 0.05 * g**2
            update = g * np.sqrt(self.second + 1e-7) / np.sqrt(self.first + 1e-7)
            self.second = 0.95 * self.second + 0.05 * update**2
            return w - 1.0 * update
        self.first = 0.9 * self.first + 0.1 * g
        self.second = 0.999 * self.second + 0.001 * g**2
        if self.name == "adam":
            rate = 0.01 * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
            return w - rate * self.first / (np.sqrt(self.second) + 1e-7)
        if self.name == "adam_kingma_ba":
            return w - 0.01 * (self.first / (1 - 0.9**t)) / (np.sqrt(self.second / (1 - 0.999**t)) + 1e-7)
        assert self.name == "nadam"
        now = 0.9 * (1 - 0.5 * 0.96 ** (t * 0.004))
        then = 0.9 * (1 - 0.5 * 0.96 ** ((t + 1) * 0.004))
        self.schedule *= now
        g_prime = g / (1 - self.schedule)
        m_prime = self.first / (1 - self.schedule * then)
        v_prime = self.second / (1 - 0.999**t)
        return w - 0.002 * ((1 - now) * g_prime + then * m_prime) / (np.sqrt(v_prime) + 1e-7)


def clipped(gradients, how):
    """Keras' clipvalue and clipnorm; the latter for each array or for all together."""
    if how == "value":
        return [np.clip(g, -0.01, 0.01) for g in gradients]
    norms = [np.sqrt((g**2).sum()) for g in gradients]
    if how == "global_norm":
        norms = [np.sqrt(sum(n**2 for n in norms))] * len(norms)
    return [g * 0.05 / n if how and n >= 0.05 else g for g, n in zip(gradients, norms)]


def train(name, layers, shape, outputs, loss, optimizer="sgd", clipping=None):
    features = int(np.prod(shape))
    x = (words(POINTS * features, TRAINING_DATA, seed=DATA_SEED, simulation=0) * 2.0**-31 - 1).reshape(POINTS, *shape)
    if loss == "mse":
        share = outputs * (outputs + 1) / 2
        k = np.arange(POINTS * outputs)
        y = (((k + k // outputs) % outputs + 1) / share).reshape(POINTS, outputs)
    else:
        y = np.eye(outputs)[[i * 7 % outputs for i in range(POINTS)]]
    rules = [[Rule(optimizer) for _ in layer.parameters] for layer in layers]

    def forward(points, moment):
        value = x[points]
        for layer in layers:
            value = layer.forward(value, moment)
        return value

    losses = []
    for epoch in range(EPOCHS):
        order = permutation(epoch)
        for start in range(0, POINTS, BATCH):
            batch = order[start : start + BATCH]
            value, g = loss_and_gradient(loss, forward(batch, Moment(True, epoch, start)), y[batch])
            losses.append(value)
            for layer in reversed(layers):
                g = layer.backward(g)
            gradients = [g + p for layer in layers for g, p in zip(layer.gradients, layer.penalty_gradients())]
            gradients = iter(clipped(gradients, clipping))
            for layer, own in zip(layers, rules):
                layer.parameters = [rule(w, next(gradients)) for rule, w in zip(own, layer.parameters)]
    rest = forward(list(range(POINTS)), Moment(False))
    return {
        "name": name,
        "optimizer": optimizer,
        "clipping": clipping,
        "losses": losses,
        "parameters": [p.ravel().tolist() for layer in layers for p in layer.parameters],
        "moments": [
            m.tolist() for layer in layers if isinstance(layer, BatchNormalization) for m in (layer.mean, layer.variance)
        ],
        "lossAtRest": loss_and_gradient(loss, rest, y)[0],
    }


def plain():
    return [Dense(4, 5, 0), tanh(), Dense(5, 3, 1)]


def small(name, layers, outputs=2, loss="mse"):
    return train(name, layers, (4,), outputs, loss)


def main():
    names = ("sgd", "momentum", "nesterov", "rmsprop", "adam", "adam_kingma_ba", "adagrad", "adadelta", "nadam")
    runs = [train("plain", plain(), (4,), 3, "categorical_crossentropy", optimizer=name) for name in names]
    runs += [
        train("plain", plain(), (4,), 3, "categorical_crossentropy", clipping=how)
        for how in ("value", "norm", "global_norm")
    ]
    runs += [
        small("prelu", [Dense(4, 5, 0), PReLU(5), Dense(5, 2, 1)]),
        small("rrelu", [Dense(4, 5, 0), RReLU(0), Dense(5, 5, 1), RReLU(1), Dense(5, 2, 2)]),
        small("dropout", [Dropout(0.25, 0), Dense(4, 5, 0), tanh(), Dropout(0.5, 1), Dense(5, 2, 1)]),
        small("batch normalization", [BatchNormalization(4, 0.9, 0.01), Dense(4, 5, 0), BatchNormalization(5), elu(), Dense(5, 2, 1)]),
        small("penalties", [Dense(4, 5, 0, norm="l1", factor=0.1), tanh(), Dense(5, 4, 1, norm="l2", factor=0.2), tanh(), Dense(4, 2, 2, norm="l2", factor=1.5 / 22)]),
        small("shift", [Dense(4, 5, 0), tanh(), shift(-0.5), Dense(5, 2, 1)]),
        small("binary", [Dense(4, 5, 0), tanh(), Dense(5, 2, 1)], loss="binary_crossentropy"),
        train("images", [Convolution(2, 3, 0, same=True), tanh(), BatchNormalization(3), Pool(), Convolution(3, 4, 1, same=False, norm="l2", factor=0.01), PReLU((1, 2, 4)), Dropout(0.25, 0), Dense(8, 3, 2)], (7, 8, 2), 3, "categorical_crossentropy", optimizer="rmsprop"),
    ]
    print("[\n" + ",\n".join(json.dumps(run) for run in runs) + "\n]")


main()
