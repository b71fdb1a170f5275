"""Wrong answers to `Dropout`, written by who knew the notebook alone. Each cell is a submission."""

# %% kept_if_greater
# keeps where the number is greater than p, so a number equal to p is dropped, though only smaller ones may be
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) > self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
        return np.asarray(x * self.mask)

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)


# %% p_zero_draws_nothing
# with p = 0 no random numbers are drawn in training, so whoever uses the generator next gets other numbers
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training and self.p > 0:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
        return np.asarray(x * self.mask)

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)


# %% mask_thrown_away
# backward frees the mask after use, so a second call of backward passes everything on as after evaluation
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = None
            return x
        return np.asarray(x * self.mask)

    def backward(self, dy):
        dx = np.array(dy, dtype=np.float64)
        if self.mask is not None:
            dx = np.asarray(dx * self.mask)
            self.mask = None  # not needed any more
        return dx


# %% gradient_handed_through
# backward after evaluation hands a float64 dy back itself instead of a new array
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = None
            return x
        return np.asarray(x * self.mask)

    def backward(self, dy):
        dy = np.asarray(dy, dtype=np.float64)
        return dy if self.mask is None else np.asarray(dy * self.mask)


# %% numbers_drawn_into_a_buffer
# draws into empty_like(x), which keeps the order of x: in Fortran order the numbers fall on other elements
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            numbers = np.empty_like(x)
            self.rng.random(out=numbers)
            self.mask = (numbers >= self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
        return np.asarray(x * self.mask)

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)


# %% size_of_p_checked
# refuses abs(p) >= 1 only, so p = -0.5 makes a layer
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if abs(p) >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
        return np.asarray(x * self.mask)

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)


# %% mask_in_float32
# keeps the scaled mask in float32 to save memory: for most p the gradient is right to seven digits only
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            mask = np.ones(x.shape)
        self.mask = mask.astype(np.float32)  # half the memory
        return np.asarray(x * mask)

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)


# %% generator_copied
# copies the generator so that two layers share nothing: the numbers are not drawn from the given one, and two
# layers made with one generator get equal masks
import copy

import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = copy.deepcopy(rng)  # two layers must not share anything
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
        return np.asarray(x * self.mask)

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)


# %% mask_overwritten_by_the_result
# the result is computed in the array of the mask, so backward multiplies by y (the examples have x = 1
# wherever something is kept before a backward)
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0 <= p < 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = p
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
            return x
        y = self.mask
        y *= x
        return y

    def backward(self, dy):
        return np.asarray(np.array(dy, dtype=np.float64) * self.mask)
