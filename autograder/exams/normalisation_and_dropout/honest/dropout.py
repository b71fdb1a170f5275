"""Right answers to `Dropout` in different styles."""

import numpy as np


class MaskThatScales:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError(f"p must be in [0, 1), got {p}")
        self.p, self.rng = p, rng
        self.training = True
        self.mask = np.ones(())

    def draw(self, x):
        return (self.rng.random(x.shape) >= self.p) / (1.0 - self.p)

    def forward(self, x):
        self.mask = self.draw(x) if self.training else np.ones(x.shape)
        return np.asarray(x, dtype=np.float64) * self.mask

    def backward(self, dy):
        return np.asarray(dy, dtype=np.float64) * self.mask


class ZerosWhereDropped:
    def __init__(self, p, rng):
        if p < 0:
            raise ValueError("p is negative")
        if p >= 1:
            raise ValueError("nothing would be left")
        self.p, self.rng, self.training, self.dropped = p, rng, True, None

    def forward(self, x):
        if not self.training:
            self.dropped = None
            return x.astype(np.float64)
        self.dropped = self.rng.random(x.shape) < self.p
        return self._without(x)

    def backward(self, dy):
        return np.array(dy, dtype=float) if self.dropped is None else self._without(dy)

    def _without(self, values):
        scaled = values.astype(float) / (1 - self.p)
        scaled[self.dropped] = 0
        return scaled


class ElementAfterElement:
    def __init__(self, p, rng):
        self.keep = 1 - p
        if self.keep <= 0 or self.keep > 1:
            raise ValueError("not a probability of dropping")
        self.p = p
        self.generator = rng
        self.training = True

    def forward(self, x):
        out = np.zeros(x.shape)
        self.kept = []
        for place in np.ndindex(x.shape):
            if not self.training:
                self.kept.append((place, 1))
            elif self.generator.random() >= self.p:
                self.kept.append((place, self.keep))
        for place, divisor in self.kept:
            out[place] = float(x[place]) / divisor
        return out

    def backward(self, dy):
        out = np.zeros(dy.shape)
        for place, divisor in self.kept:
            out[place] = float(dy[place]) / divisor
        return out


class ChosenByWhere:
    def __init__(self, p, rng):
        if p not in (0,) and not 0 < p < 1:
            raise ValueError(p)
        self.rate, self.random, self.training = float(p), rng.random, True

    def forward(self, x):
        numbers = self.random(size=np.shape(x)) if self.training else None

        def through(values):
            values = np.float64(values).reshape(np.shape(x))
            if numbers is None:
                return values.copy()
            return np.where(numbers < self.rate, 0.0, values / (1 - self.rate))

        self.through = through
        return through(x)

    def backward(self, dy):
        return self.through(dy)


class FlatAndShapedAgain:
    def __init__(self, p, rng):
        if p < 0 or p > 1 or p == 1:
            raise ValueError("0 <= p < 1")
        self.p, self.rng, self.training = p, rng, True

    def forward(self, x):
        flat = np.array(x, dtype=np.float64, order="C").reshape(-1)
        self.scale = np.ones(flat.size)
        if self.training:
            self.scale[:] = 1 / (1 - self.p)
            self.scale[np.flatnonzero(self.rng.uniform(size=flat.size) < self.p)] = 0
        flat *= self.scale
        return flat.reshape(x.shape)

    def backward(self, dy):
        return (dy.astype(np.float64).ravel() * self.scale).reshape(dy.shape)
