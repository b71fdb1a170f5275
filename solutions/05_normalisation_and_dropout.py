# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: name,role,points,minutes,difficulty,task,hidden,-all
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 5. Normalisation and dropout: layers with a memory
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded}}
#
# {{numpy_only}}

# %% [markdown]
# ## Setup
#
# {{setup}}

# %% name="setup" role="given" hidden=true
import numpy as np

from notebook_parts.compare import compare
from notebook_parts.open_exercises import say_which_exercise_is_open

say_which_exercise_is_open()

# %% [markdown]
# ## Exercise 1: the mean and the variance of a batch
#
# {{points_and_minutes}}


# %% name="batch_statistics" role="answer" minutes=10 difficulty=1
def batch_statistics(x):
    """Compute the mean and the variance of each feature, or of each channel, over a batch.

    Args:
        x: array of shape (n, d), n samples of d features, or of shape (n, c, h, w), n samples of c maps, of any integer
            or floating-point dtype. No side is 0.

    Returns:
        A tuple of two new arrays (mean, var), each of shape (d,) or (c,): one number per feature or channel.
        The variance is the mean of the squared differences from the mean: it divides by the number of values.
        Their dtype is float64, whatever the dtype of x.

    Raises:
        ValueError: x has neither two nor four axes.

    The array x must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.
    The variance must be right for large numbers that differ little, too, such as 100000000 and 100000001.

    Example:
        >>> batch_statistics(np.array([[1, 2], [3, 6], [5, 10]]))
        (array([3., 6.]), array([ 2.66666667, 10.66666667]))
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=np.float64)
    if x.ndim not in (2, 4):
        raise ValueError(f"x must be N x D or N x C x H x W, got shape {x.shape}")
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    return x.mean(axis=axes), x.var(axis=axes)
    ### END SOLUTION


# %% name="batch_statistics" role="examples"
samples = np.array([[1, 2], [3, 6], [5, 10]])
mean, var = batch_statistics(samples)
compare("the lecture's means", mean, [3, 6])
compare("the lecture's variances", var, [8 / 3, 32 / 3])

# %% name="batch_statistics" role="graded" points=2

# %% [markdown]
# ## Exercise 2: batch normalisation, a layer with a memory
#
# {{points_and_minutes}}


# %% name="BatchNorm" role="answer" minutes=30 difficulty=2
class BatchNorm:
    """Batch normalisation of features: a layer with parameters, with a memory, and with two modes.

    Args:
        features: the number d of features, an int of at least 1.
        momentum: the weight of the new batch in the running statistics, a number from 0 to 1.
        eps: a small positive number, added to the variance under the root.

    Attributes:
        gamma: the scale, a float64 array of shape (d,), all ones in a new layer.
        beta: the shift, a float64 array of shape (d,), all zeros in a new layer.
        running_mean: a float64 array of shape (d,), all zeros in a new layer.
        running_var: a float64 array of shape (d,), all ones in a new layer.
        training: True in a new layer. Whoever uses the layer sets it to False for evaluation.

    Two layers must not share anything, and no two attributes may share an array.
    """

    def __init__(self, features, momentum=0.1, eps=1e-5):
        ### BEGIN SOLUTION
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)
        self.training = True
        ### END SOLUTION

    def forward(self, x):
        """Normalise a batch.

        Args:
            x: array of shape (n, d), of any integer or floating-point dtype. In training n is at least 2.

        Returns:
            A new array of shape (n, d), which is gamma * (x - mean) / sqrt(var + eps) + beta.
            Its dtype is float64, whatever the dtype of x.

        Raises:
            ValueError: x does not have two axes, or does not have d columns.
            ValueError: the layer is in training and x has a single row.

        In training, mean and var must be those of the batch, where var divides by n.
        In training, running_mean must become (1 - momentum) * running_mean + momentum * mean, and running_var likewise.
        The variance of the batch must enter running_var with the divisor n - 1.
        In evaluation, mean and var must be the running ones, and the layer must not change.
        The array x must not be modified, and gamma and beta must not be modified either. The result must not depend on
        how x lies in memory.
        The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.

        Example:
            >>> layer = BatchNorm(2)
            >>> layer.forward(np.array([[1, 2], [3, 6], [5, 10]])).round(3)
            array([[-1.225, -1.225],
                   [ 0.   ,  0.   ],
                   [ 1.225,  1.225]])
            >>> layer.running_mean
            array([0.3, 0.6])
        """
        ### BEGIN SOLUTION
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != len(self.gamma):
            raise ValueError(f"x must have shape (n, {len(self.gamma)}), got {x.shape}")
        mean, var = self.running_mean, self.running_var
        if self.training:
            n = len(x)
            if n < 2:
                raise ValueError("one sample has no variance: training needs at least two")
            mean, var = batch_statistics(x)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
        ### END SOLUTION


# %% name="two_layers" role="given" hidden=true
def two_layers(make, first, second):
    """Make two layers, train each as an optimiser would, on a batch of its own, and return all that they hold then."""
    one, other = make(first.shape[1]), make(second.shape[1])
    one.gamma += 1
    one.beta += 2
    one.forward(first)
    other.forward(second)
    return tuple((each.gamma, each.beta, each.running_mean, each.running_var) for each in (one, other))


# %% name="BatchNorm" role="examples"
layer = BatchNorm(2)
y = layer.forward(samples)
compare("the lecture's three samples", y, np.sqrt(1.5) * np.array([[-1, -1], [0, 0], [1, 1]]))

# %% name="BatchNorm" role="graded" points=4

# %% [markdown]
# ## Exercise 3: the same for maps
#
# {{points_and_minutes}}


# %% name="BatchNorm2d" role="answer" minutes=20 difficulty=2
class BatchNorm2d:
    """Batch normalisation of maps: each channel over all its values, by a layer with a memory and two modes.

    Args:
        channels: the number c of channels, an int of at least 1.
        momentum: the weight of the new batch in the running statistics, a number from 0 to 1.
        eps: a small positive number, added to the variance under the root.

    Attributes:
        gamma: the scale, a float64 array of shape (c,), all ones in a new layer.
        beta: the shift, a float64 array of shape (c,), all zeros in a new layer.
        running_mean: a float64 array of shape (c,), all zeros in a new layer.
        running_var: a float64 array of shape (c,), all ones in a new layer.
        training: True in a new layer. Whoever uses the layer sets it to False for evaluation.

    Two layers must not share anything, and no two attributes may share an array.
    """

    def __init__(self, channels, momentum=0.1, eps=1e-5):
        ### BEGIN SOLUTION
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)
        self.training = True
        ### END SOLUTION

    def forward(self, x):
        """Normalise a batch.

        Args:
            x: array of shape (n, c, h, w), of any integer or floating-point dtype. In training a channel has at least 2
                values: n * h * w is at least 2.

        Returns:
            A new array of shape (n, c, h, w), which is gamma * (x - mean) / sqrt(var + eps) + beta, channel by channel.
            Its dtype is float64, whatever the dtype of x.

        Raises:
            ValueError: x does not have four axes, or does not have c channels.
            ValueError: the layer is in training and each channel has a single value.

        In training, mean and var must be those of the m = n * h * w values of a channel, where var divides by m.
        In training, running_mean must become (1 - momentum) * running_mean + momentum * mean, and running_var likewise.
        The variance of the batch must enter running_var with the divisor m - 1.
        In evaluation, mean and var must be the running ones, and the layer must not change.
        The array x must not be modified, and gamma and beta must not be modified either. The result must not depend on
        how x lies in memory.
        The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.

        Example:
            >>> layer = BatchNorm2d(1)
            >>> layer.forward(np.array([[[[1, 3], [5, 7]]]])).round(3)
            array([[[[-1.342, -0.447],
                     [ 0.447,  1.342]]]])
            >>> layer.running_mean
            array([0.4])
        """
        ### BEGIN SOLUTION
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != len(self.gamma):
            raise ValueError(f"x must have shape (n, {len(self.gamma)}, h, w), got {x.shape}")
        mean, var = self.running_mean, self.running_var
        if self.training:
            m = x.size // x.shape[1]
            if m < 2:
                raise ValueError("one value has no variance: training needs at least two in each channel")
            mean, var = batch_statistics(x)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        gamma, beta, mean, var = (each[:, None, None] for each in (self.gamma, self.beta, mean, var))
        return gamma * (x - mean) / np.sqrt(var + self.eps) + beta
        ### END SOLUTION


# %% name="BatchNorm2d" role="examples"
compare("new layer", BatchNorm2d(3).running_var, [1, 1, 1])

# %% name="BatchNorm2d" role="graded" points=3

# %% [markdown]
# ## Exercise 4: the way out
#
# {{points_and_minutes}}


# %% name="undo_batch_norm" role="answer" minutes=10 difficulty=2
def undo_batch_norm(x, eps=1e-5):
    """Find the scale and the shift with which batch normalisation gives this very batch back.

    Args:
        x: array of shape (n, d), or of shape (n, c, h, w), of any integer or floating-point dtype. No side is 0.
        eps: a positive number, the one that batch normalisation adds to the variance.

    Returns:
        A tuple of two new arrays (gamma, beta), each of shape (d,) or (c,): one number per feature or channel.
        Here gamma is what each channel was divided by in training, and beta is what was subtracted from it.
        Their dtype is float64, whatever the dtype of x.

    Raises:
        ValueError: x has neither two nor four axes.

    The batch must come back: gamma * x_hat + beta must be x, where x_hat is the batch normalised in training.
    The array x must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.

    Example:
        >>> undo_batch_norm(np.array([[1], [3]]), eps=3.0)
        (array([2.]), array([2.]))
    """
    ### BEGIN SOLUTION
    mean, var = batch_statistics(x)
    return np.sqrt(var + eps), mean
    ### END SOLUTION


# %% name="undo_batch_norm" role="examples"
gamma, beta = undo_batch_norm(samples, eps=0.0)
compare("the shift", beta, [3, 6])

# %% name="undo_batch_norm" role="graded" points=2

# %% [markdown]
# ## Exercise 5: fold it away
#
# {{points_and_minutes}}


# %% name="fold_batch_norm" role="answer" minutes=20 difficulty=2
def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """Fold batch normalisation in evaluation into the convolution before it.

    Args:
        weight: the weight of the convolution, an array of shape (c_out, c_in, kh, kw).
        bias: the bias of the convolution, an array of shape (c_out,).
        gamma, beta: scale and shift of the batch normalisation, arrays of shape (c_out,).
        mean, var: its running mean and variance, arrays of shape (c_out,); no variance is negative.
        eps: a positive number, added to the variance under the root.

    The arrays may be of any integer or floating-point dtype.

    Returns:
        A tuple of two new arrays: the new weight, of shape (c_out, c_in, kh, kw), and the new bias, of shape (c_out,).
        Their dtype is float64, whatever the dtypes of the arguments.

    Raises:
        ValueError: weight does not have four axes.
        ValueError: bias, gamma, beta, mean or var is not one number per filter, of shape (c_out,).

    The convolution with the new weight and bias must give what the old one and the batch normalisation give together.
    The arguments must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The products must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.

    Example:
        >>> one = np.ones(1)
        >>> fold_batch_norm(np.full((1, 1, 1, 2), 3), one, 4 * one, 5 * one, 6 * one, 3 * one, eps=1.0)
        (array([[[[6., 6.]]]]), array([-5.]))
    """
    ### BEGIN SOLUTION
    weight = np.asarray(weight, dtype=np.float64)
    if weight.ndim != 4:
        raise ValueError(f"the weight must have shape (c_out, c_in, kh, kw), got {weight.shape}")
    vectors = [np.asarray(vector, dtype=np.float64) for vector in (bias, gamma, beta, mean, var)]
    for vector in vectors:
        if vector.shape != weight.shape[:1]:
            raise ValueError(f"one number per filter is wanted, shape {weight.shape[:1]}, got {vector.shape}")
    bias, gamma, beta, mean, var = vectors
    scale = gamma / np.sqrt(var + eps)
    return weight * scale[:, None, None, None], (bias - mean) * scale + beta
    ### END SOLUTION


# %% name="fold_batch_norm" role="examples"
folded_weight, folded_bias = fold_batch_norm(
    np.full((1, 1, 1, 2), 3), [1.0], [4.0], [5.0], [6.0], [3.0], eps=1.0
)
compare("weight", folded_weight, [[[[6, 6]]]])
compare("bias", folded_bias, [-5])

# %% name="fold_batch_norm" role="graded" points=3

# %% [markdown]
# ## Exercise 6: dropout
#
# {{points_and_minutes}}


# %% name="Dropout" role="answer" minutes=25 difficulty=2
class Dropout:
    """Inverted dropout: in training some elements are dropped at random, and the others are scaled up.

    Args:
        p: the probability of DROPPING an element, a number of at least 0 and less than 1.
        rng: NumPy's generator of random numbers, as np.random.default_rng(0) makes it.

    Attributes:
        training: True in a new layer. Whoever uses the layer sets it to False for evaluation.

    Raises:
        ValueError: p is negative, or p is 1 or more (the constructor raises it).

    Two layers must not share anything.
    """

    def __init__(self, p, rng):
        ### BEGIN SOLUTION
        if p < 0 or p >= 1:
            raise ValueError(f"p must be at least 0 and less than 1, got {p}")
        self.p, self.rng, self.training = p, rng, True
        ### END SOLUTION

    def forward(self, x):
        """Drop and scale in training; pass on in evaluation.

        Args:
            x: array of any shape, of any integer or floating-point dtype.

        Returns:
            A new array of the shape of x, in evaluation too.
            The result has dtype float64, whatever the dtype of x.

        In training one random number must be drawn for each element of x, by rng.random(x.shape), anew in each call.
        An element whose number is smaller than p must become 0, and every other one must be divided by 1 - p.
        In evaluation the result must equal x, and no random number may be drawn.
        The array x must not be modified. The result must not depend on how x lies in memory.

        Example:
            >>> layer = Dropout(0.5, np.random.default_rng(0))
            >>> layer.forward(np.array([1, 2, 3, 4]))
            array([2., 0., 0., 0.])
        """
        ### BEGIN SOLUTION
        x = np.asarray(x, dtype=np.float64)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.mask = np.ones(x.shape)
        return x * self.mask
        ### END SOLUTION

    def backward(self, dy):
        """Carry the gradient of a loss back through the last forward pass.

        Args:
            dy: the gradient with respect to the result of forward, an array of its shape, of any integer or
                floating-point dtype.

        Returns:
            A new array of the shape of dy, the gradient with respect to x.
            The gradient has dtype float64, whatever the dtype of dy.

        The elements that the last call of forward dropped must get 0, and the others must get dy / (1 - p).
        After a forward pass in evaluation the gradient must equal dy. What counts is the mode of the forward pass.
        The array dy must not be modified.
        """
        ### BEGIN SOLUTION
        return dy * self.mask
        ### END SOLUTION


# %% name="two_dropouts" role="given" hidden=true
def two_dropouts(make, first, second):
    """Make two layers, send a batch through each, then its gradient back through each, and return all results."""
    one, other = make(0.5, np.random.default_rng(1)), make(0.25, np.random.default_rng(2))
    results = one.forward(first), other.forward(second)
    return *results, one.backward(first), other.backward(second)


# %% name="Dropout" role="examples"
dropout = Dropout(0.5, np.random.default_rng(0))
compare("four elements", dropout.forward(np.array([1, 2, 3, 4])), [2, 0, 0, 0])

# %% name="Dropout" role="graded" points=4

# %% [markdown]
# ## Exercise 7: the way back through batch normalisation
#
# {{points_and_minutes}}


# %% name="batch_norm_backward" role="answer" minutes=45 difficulty=3
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    """Carry the gradient of a loss back through batch normalisation in training.

    Args:
        dy: the gradient with respect to the result y, an array of the shape of x.
        x: the batch, an array of shape (n, d) or of shape (n, c, h, w). No side is 0.
        gamma: the scale, an array of shape (d,) or (c,).
        eps: a positive number, added to the variance under the root.

    The arrays may be of any integer or floating-point dtype.

    Returns:
        A tuple of three new arrays (dx, dgamma, dbeta), of the shapes of x, of gamma and of gamma.
        They are the gradients with respect to the batch, to the scale and to the shift.
        Their dtype is float64, whatever the dtypes of the arguments.

    Raises:
        ValueError: x has neither two nor four axes.
        ValueError: dy has another shape than x, or gamma is not one number per feature or channel.

    The mean and the variance must count as functions of x: every value of a channel moves them.
    The arguments must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.

    Example:
        >>> dx, dgamma, dbeta = batch_norm_backward(np.array([[1], [0], [0]]), np.array([[1], [3], [5]]), np.array([2]))
        >>> dgamma.round(3), dbeta
        (array([-1.225]), array([1.]))
    """
    ### BEGIN SOLUTION
    dy, x, gamma = (np.asarray(array, dtype=np.float64) for array in (dy, x, gamma))
    mean, var = batch_statistics(x)
    if dy.shape != x.shape or gamma.shape != mean.shape:
        raise ValueError(f"dy {dy.shape} and gamma {gamma.shape} do not belong to a batch of shape {x.shape}")
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    shape = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    deviation = np.sqrt(var + eps).reshape(shape)
    x_hat = (x - mean.reshape(shape)) / deviation
    dbeta, dgamma = dy.sum(axis=axes), (dy * x_hat).sum(axis=axes)
    m = x.size // x.shape[1]
    apart = dy - dbeta.reshape(shape) / m - x_hat * dgamma.reshape(shape) / m
    return gamma.reshape(shape) / deviation * apart, dgamma, dbeta
    ### END SOLUTION


# %% name="batch_norm_backward" role="examples"
dx, dgamma, dbeta = batch_norm_backward(np.array([[1], [0], [0]]), np.array([[1], [3], [5]]), np.array([2]))
compare("shift", dbeta, [1])

# %% name="batch_norm_backward" role="graded" points=5
