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


# %% mask_in_float32_too
# the mask is kept as float32: where 1 / (1 - p) is no float32 the eighth digit is off
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if not self.training:
            self.mask = None
            return x
        self.mask = (self.rng.random(x.shape) >= self.p).astype(np.float32) / (1 - self.p)
        return x * self.mask

    def backward(self, dy):
        dy = np.array(dy, dtype=np.float64)
        return dy if self.mask is None else dy * self.mask


# %% isclose_to_one
# a p such as 0.999995 is refused because np.isclose takes it for 1
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p > 1 or np.isclose(p, 1):
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if not self.training:
            self.mask = None
            return x
        self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dy):
        dy = np.array(dy, dtype=np.float64)
        return dy if self.mask is None else dy * self.mask


# %% only_one_itself_refused
# p above 1, such as 1.5, is not refused
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or 1 - p == 0:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if not self.training:
            self.mask = None
            return x
        self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dy):
        dy = np.array(dy, dtype=np.float64)
        return dy if self.mask is None else dy * self.mask


# %% numbers_drawn_into_a_copy_of_the_layout
# the numbers are drawn into an array laid out as x, so the mask for x in Fortran order is another one
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.asarray(x)
        y = x.astype(np.float64)
        self.mask = None
        if self.training:
            numbers = np.empty_like(y)
            if numbers.flags.forc:
                self.rng.random(out=numbers)
            else:
                numbers = self.rng.random(x.shape)
            self.mask = (numbers >= self.p) / (1 - self.p)
            y *= self.mask
        return y

    def backward(self, dy):
        dy = np.array(dy, dtype=np.float64)
        return dy if self.mask is None else dy * self.mask


# %% dropped_infinity
# x is divided before it is dropped: a dropped element near the largest float64 becomes inf * 0 = nan
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        self.keep = None
        if not self.training:
            return x
        self.keep = self.rng.random(x.shape) >= self.p
        return x / (1 - self.p) * self.keep

    def backward(self, dy):
        dy = np.array(dy, dtype=np.float64)
        return dy if self.keep is None else dy / (1 - self.p) * self.keep


# %% gradient_of_evaluation_is_dy
# after a pass in evaluation backward gives a float64 dy itself back, no new array
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if not self.training:
            self.mask = None
            return x
        self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dy):
        dy = np.asarray(dy, dtype=np.float64)
        return dy if self.mask is None else dy * self.mask


# %% nothing_dropped_nothing_copied
# with p = 0 it draws, and then gives a float64 x itself back
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.asarray(x, dtype=np.float64)
        self.mask = None
        if not self.training:
            return x.copy()
        numbers = self.rng.random(x.shape)  # always draw: others may share the generator
        if self.p == 0:
            return x
        self.mask = (numbers >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dy):
        dy = np.array(dy, dtype=np.float64)
        return dy if self.mask is None else dy * self.mask


# %% gradient_flattened_to_a_copy
# backward sets zeros in reshape(-1), which for a dy in Fortran order is a copy: nothing is dropped
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        y = np.array(x, dtype=np.float64, order="C")
        self.dropped, self.scale = np.zeros(0, dtype=int), 1.0
        if self.training:
            self.dropped = np.flatnonzero(self.rng.random(y.shape) < self.p)
            self.scale = 1 / (1 - self.p)
            y.reshape(-1)[self.dropped] = 0
        return y * self.scale

    def backward(self, dy):
        dx = np.array(dy, dtype=np.float64)
        dx.reshape(-1)[self.dropped] = 0  # a view of dx
        return dx * self.scale


# %% divide_into_float64
# np.divide with a float64 out divides a float16 or float32 x in its own dtype all the same
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p = float(p)
        self.rng = rng
        self.training = True
        self.mask = None

    def forward(self, x):
        x = np.asarray(x)
        self.keep, self.rest = np.ones(x.shape, dtype=bool), 1.0
        if self.training:
            self.keep, self.rest = self.rng.random(x.shape) >= self.p, 1 - self.p
        return np.divide(x, self.rest, where=self.keep, out=np.zeros(x.shape))

    def backward(self, dy):
        dy = np.asarray(dy)
        return np.divide(dy, self.rest, where=self.keep, out=np.zeros(dy.shape))


# %% division_never_by_less_than_a_hundredth
# Breaks "every other one must be divided by 1 - p": from p = 0.99 on it is divided by 0.01.
# Shows with Dropout(0.999, np.random.default_rng(0)).forward(np.ones(10000)): the largest number is 100 instead of 1000.
import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p must be at least 0 and less than 1")
        self.p, self.rng = p, rng
        self.keep = max(1 - p, 0.01)  # do not divide by almost nothing
        self.training = True

    def forward(self, x):
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / self.keep
        else:
            self.mask = np.ones(x.shape)
        return x.astype(np.float64) * self.mask

    def backward(self, dy):
        return dy.astype(np.float64) * self.mask
