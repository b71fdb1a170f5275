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
# So far every layer was a function: numbers in, numbers out, nothing kept. In this notebook you write two layers that
# **remember** something. *Batch normalisation* keeps the numbers of a network in a comfortable range, and remembers what
# is usual. *Dropout* switches parts of a network off at random, and remembers which. Both behave in one way while a
# network is trained, and in another way while it is used. Confusing the two is one of the most common bugs in deep
# learning. So you will write both ways, and the way back for the gradient.
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

from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.distributions import show_distributions
from notebook_parts.grids import show_grids
from notebook_parts.maps import show_maps
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.series import show_series

say_which_exercise_is_open()

# %% [markdown]
# ## Exercise 1: the mean and the variance of a batch
#
# {{points_and_minutes}}
#
# A network learns from many samples, but it does not look at all of them at once. It looks at a **batch**, a handful of
# samples, changes its weights a little, and takes the next batch. One batch is one **iteration**. When every sample was
# used once, that is one **epoch**. With 5000 samples and batches of 500, one epoch has 10 iterations.
#
# What does a layer see of a batch? Say it sees 3 samples, and 2 numbers of each. We call the numbers **features**. The
# lecture's three samples are $(1, 2)$, $(3, 6)$ and $(5, 10)$. We write them as rows of an array of shape $(n, d)$, here
# $(3, 2)$. Then a feature is a column.
#
# Two numbers tell us where the values of a feature are. The **mean** is their centre. The **variance** says how far they
# lie from it: it is the mean of the squared differences. For a feature $j$, with $n$ samples:
#
# $$
# \mu_j \;=\; \frac{1}{n} \sum_{i=1}^{n} x_{ij}
# \qquad\qquad
# \sigma_j^2 \;=\; \frac{1}{n} \sum_{i=1}^{n} \left( x_{ij} - \mu_j \right)^2
# $$
#
# The first feature is 1, 3, 5. Its mean is 3. The differences are −2, 0, 2, their squares 4, 0, 4. So the variance is
# $8/3$. The second feature is twice the first. Its mean is 6, and its variance is four times as large, $32/3$.

# %% name="samples_picture" role="given" hidden=true
samples = np.array([[1, 2], [3, 6], [5, 10]])
show_grids(
    ("samples", samples, (0, 0, 3, 1), (0, 1, 3, 1)),
    "→",
    ("means", np.array([[3, 6]]), (0, 0, 1, 1), (0, 1, 1, 1)),
    "→",
    ("squares", np.array([[4, 16], [0, 0], [4, 16]]), (0, 0, 3, 1), (0, 1, 3, 1)),
    caption="the squares have the means 8/3 and 32/3",
)

# %% [markdown]
# Maps have more axes: $n$ samples, $c$ channels, $h$ rows and $w$ columns. Which values belong together now? One kernel
# made all the values of a channel, at every pixel of every sample. So they are all of one kind, and they share **one**
# mean and **one** variance. A channel has $m = n \cdot h \cdot w$ values. (The lecture writes $m \times p \times q$, for
# $m$ samples of $p \times q$ pixels.)

# %% name="maps_picture" role="given" hidden=true
small_maps = np.array([[[[1, 3, 5]], [[0, 0, 2]]], [[[7, 9, 11]], [[4, 4, 2]]]])
show_maps(small_maps, caption="six values share a mean: it is 6 here, and 2 there")

# %% [markdown]
# <details><summary><b>Hint 1: which axes?</b></summary>
#
# Keep the axis of the features or channels, and reduce all others. It is axis 1 in both cases. For features that leaves
# axis 0, for maps the axes 0, 2 and 3. NumPy takes several axes at once: `axis=(0, 2, 3)`.
# </details>
#
# <details><summary><b>Hint 2: my numbers are almost right</b></summary>
#
# * The variance is too large by a factor such as 3/2: it was divided by $n - 1$. Here it divides by $n$.
# * Right for features, wrong for maps: the mean of the maps' variances is not the variance of all the values.
# * Right for small numbers, wrong for a `float16` or `float32`: convert to `float64` first. All sums are taken there.
# * Right near 0, wrong near 100000000: the mean of the squares minus the square of the mean is the variance on paper. In
#   a computer it is the difference of two huge numbers, and its digits are lost. Subtract the mean first, then square.
# * No number comes whose square is too large for a `float64`. So there is nothing to scale down.
# </details>


# %% name="batch_statistics" role="answer" minutes=10 difficulty=1
def batch_statistics(x):
    """Compute the mean and the variance of each feature, or channel, over a batch.

    Args:
        x: array of shape (n, d), n samples of d features, or of shape (n, c, h, w), n
            samples of c maps, of any integer or floating-point dtype. No side is 0.

    Returns:
        A tuple of two new arrays (mean, var), each of shape (d,) or (c,): one number
        per feature or channel. The variance is the mean of the squared differences
        from the mean, so it divides by the number of values. Their dtype is float64,
        whatever the dtype of x.

    Raises:
        ValueError: x has neither two nor four axes.

    The array x must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The sums
    must come out as in float64, whatever dtype is given: nothing wraps around, no digit
    is lost. The variance must be right for large numbers that differ little, too, such
    as 100000000 and 100000001.

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


# %% name="batch_statistics" role="graded" points=2
mean, var = batch_statistics(samples)
compare("the lecture's means", mean, [3, 6])
compare("the lecture's variances", var, [8 / 3, 32 / 3])
mean, var = batch_statistics(small_maps)
compare("maps: one mean for each channel", mean, [6, 2])
compare("maps: one variance for each channel", var, [35 / 3, 8 / 3])
compare(
    "a single sample has no spread",
    batch_statistics(np.array([[4, 7, 1]]))[1],
    [0, 0, 0],
)
compare(
    "large numbers that differ little",
    batch_statistics(np.array([[1e8], [1e8 + 1], [1e8 + 2]]))[1],
    [2 / 3],
)
compare_dtype(
    "the result is float64",
    batch_statistics(np.ones((2, 3), dtype=np.float16))[0],
    np.float64,
)
raises_value_error(
    "one image, three axes, is refused", lambda: batch_statistics(np.ones((3, 4, 5)))
)
raises_value_error(
    "six axes are refused, too",
    lambda: batch_statistics(np.ones((2, 1, 3, 1, 2, 2))),
)

# %% [markdown]
# ## Exercise 2: batch normalisation, a layer with a memory
#
# {{points_and_minutes}}
#
# While a network learns, all its layers change at once. So a layer in the middle never knows what numbers to expect: today
# they lie around 0, tomorrow around 50. It is better off if they always lie in the same range. So we put a layer in
# between that brings them there. For each feature it subtracts the mean and divides by the **standard deviation**, the
# root of the variance:
#
# $$
# \hat x_{ij} \;=\; \frac{x_{ij} - \mu_j}{\sqrt{\sigma_j^2 + \varepsilon}}
# \qquad\qquad
# y_{ij} \;=\; \gamma_j \, \hat x_{ij} + \beta_j
# $$
#
# * Now $\hat x$ has mean 0 and variance 1, in every feature. For the lecture's samples it is $-\sqrt{1.5}$, 0 and
#   $\sqrt{1.5}$, in both features.
# * The small number $\varepsilon$ (epsilon) keeps us from dividing by zero where all values of a feature are equal.
# * Perhaps mean 0 and variance 1 is not what the next layer likes best. So the layer has two parameters for each feature,
#   a **scale** $\gamma$ (gamma) and a **shift** $\beta$ (beta). They start with 1 and 0, and they are learned.
#
# This is **batch normalisation**. It lets a network learn faster, with larger steps, and it forgives a bad start.

# %% name="before_and_after_picture" role="given" hidden=true
skewed = 4 + 2 * np.random.default_rng(5).exponential(size=4000)
show_distributions(
    {"before": skewed, "after": (skewed - skewed.mean()) / skewed.std()},
    caption="orange: the mean; blue: one standard deviation to either side. The shape of the heap stays the same",
)

# %% [markdown]
# *If you read the lecture beside this notebook:* it says in words "divide by the variance". Its formula divides by the
# root, and that is right. It also says that afterwards the data are normally distributed. Look at the picture: the heap
# was lopsided before, and it is lopsided after. Only its place and its width have changed. And for $\varepsilon$ one
# lecture takes $10^{-7}$, another one $10^{-8}$. We take $10^{-5}$, as PyTorch does. The difference is large only
# where a variance is itself that small.
#
# **The memory.** Later the network is used. Then there is perhaps only one sample, and a single sample has no variance.
# And a prediction must not depend on which other samples happen to come along. So in training the layer keeps **running
# statistics**: how large mean and variance usually are. After each batch they move a little towards the new value:
#
# $$
# \text{running} \;\leftarrow\; (1 - \text{momentum}) \cdot \text{running} \;+\; \text{momentum} \cdot \text{new}
# $$
#
# With a momentum of 0.1 the running mean is nine tenths old and one tenth new. It starts at 0, the running variance at 1.
# In **evaluation** the layer normalises with the running statistics, and does not change them.
#
# One more thing. A batch underestimates the variance of all the data, because its values are close to their own mean. To
# make up for that, the running variance takes the variance with the divisor $n - 1$ instead of $n$. So there are two
# variances: with $n$ to normalise the batch, with $n - 1$ to remember. PyTorch does the same.

# %% name="running_picture" role="given" hidden=true
rng = np.random.default_rng(8)
batch_means = [rng.normal(5, 3, size=8).mean() for _ in range(60)]
running_means, running = [], 0.0
for batch_mean in batch_means:
    running = 0.9 * running + 0.1 * batch_mean
    running_means.append(running)
show_series(
    {"mean of a batch": batch_means},
    {"running mean": running_means, "mean of all the data": [5] * 60},
    counted="batch",
    measured="mean",
    caption="the running mean starts at 0, needs some 30 batches to arrive, and then stays close",
)

# %% [markdown]
# How fast does it forget its start? After one epoch of 10 iterations, $0.9^{10} \approx 35\,\%$ of it is still there. So a
# network that was trained for a few batches only is bad in evaluation, whatever its weights are.
#
# **Take care** with the word *momentum*. In PyTorch, and here, it is the weight of the *new* value. In some other
# libraries it is the weight of the *old* one, and 0.9 there means 0.1 here.
#
# You write a **class** now. `__init__` makes what a new layer holds, and `forward` normalises a batch. Keep everything in
# `self`. Five things are listed under *Attributes*: keep them under these names, because whoever uses the layer reads them
# and sets them, at any time. An optimiser changes gamma and beta after every batch. A saved network brings its own running
# statistics. So compute with what the attributes hold *now*, and do not keep anything that was computed from them. For the
# rest, such as momentum and eps, the names are yours.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# In `__init__`: four arrays, `self.training = True`, and keep the two numbers. In `forward`: convert `x`, check its shape,
# then choose mean and variance (those of the batch in training, the running ones in evaluation), and write the formula
# once, at the end, for both modes. In training move the running statistics before you return.
# </details>
#
# <details><summary><b>Hint 2: the first batch is right, and later things are wrong</b></summary>
#
# * Compare your update with the formula: which of the two numbers has the weight `momentum`?
# * `self.running_var` takes `var * n / (n - 1)`, and the normaliser takes `var`.
# * In evaluation nothing may change. Is the update inside `if self.training`?
# * Did you give two attributes the same array, as in `self.gamma = self.running_var = np.ones(features)`? Then they change
#   together.
# * Check the shape of `x` first. A batch that is refused must leave the running statistics as they were.
# * Large numbers that differ little: subtract the mean first, as in Exercise 1. The mean is rounded there, so a thousandth
#   is forgiven.
# </details>


# %% name="BatchNorm" role="answer" minutes=30 difficulty=2
class BatchNorm:
    """Batch normalisation of features: a layer with parameters, with a memory, and with
    two modes.

    Args:
        features: the number d of features, an int of at least 1.
        momentum: the weight of the new batch in the running statistics, an int or float
            from 0 to 1.
        eps: a positive int or float, added to the variance under the root.

    Attributes:
        gamma: the scale, a float64 array of shape (d,), all ones in a new layer.
        beta: the shift, a float64 array of shape (d,), all zeros in a new layer.
        running_mean: a float64 array of shape (d,), all zeros in a new layer.
        running_var: a float64 array of shape (d,), all ones in a new layer.
        training: a bool, True in a new layer. Whoever uses the layer sets it to False
            for evaluation, and to True for training.

    What gamma, beta, running_mean and running_var hold when a batch comes must count,
    also where they were set, or filled with other numbers, since the last one. They are
    only ever set to float64 arrays of the same shape. In training, the layer may move
    the running statistics in these very arrays. Two layers must not share anything, and
    no two attributes may share an array.
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
            x: array of shape (n, d), of any integer or floating-point dtype. No side
                is 0. In training n is at least 2, and every batch may have another n.

        Returns:
            A new array of shape (n, d), which is gamma * (x - mean) / sqrt(var + eps) +
            beta. Its dtype is float64, whatever the dtype of x.

        Raises:
            ValueError: x does not have two axes, or does not have d columns.
            ValueError: the layer is in training and x has a single row.

        In training, mean and var must be those of the batch, where var divides by n.
        In training, running_mean must become (1 - momentum) * running_mean + momentum *
        mean, and running_var likewise. The variance of the batch must enter running_var
        with the divisor n - 1. In evaluation, mean and var must be the running ones,
        and no attribute may change. The array x must not be modified, and gamma and
        beta must not be modified either. A batch that is refused must not change any
        attribute. The result must not depend on how x lies in memory. The sums must
        come out as in float64, whatever dtype is given: nothing wraps around, no digit
        is lost. Large numbers that differ little must be normalised, too, such as
        100000000 and 100000001.

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
                raise ValueError(
                    "one sample has no variance: training needs at least two"
                )
            mean, var = batch_statistics(x)
            self.running_mean = (
                1 - self.momentum
            ) * self.running_mean + self.momentum * mean
            self.running_var = (
                1 - self.momentum
            ) * self.running_var + self.momentum * var * n / (n - 1)
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
        ### END SOLUTION


# %% name="two_layers" role="given" hidden=true
def two_layers(make, first, second):
    """Make two layers, train each as an optimiser would, on a batch of its own, and return what they give and hold."""
    one, other = make(first.shape[1], 0.5, 2.0), make(second.shape[1])
    one.gamma += 1
    one.beta += 2
    results = one.forward(first), other.forward(second)
    held = [
        (each.gamma, each.beta, each.running_mean, each.running_var)
        for each in (one, other)
    ]
    return (*results, *held[0], *held[1])


# %% name="BatchNorm" role="graded" points=5
layer = BatchNorm(2)
y = layer.forward(samples)
root = np.sqrt(1.5)
compare("the lecture's three samples", y, [[-root, -root], [0, 0], [root, root]])
compare(
    "the running mean moves a tenth of the way from 0 to (3, 6)",
    layer.running_mean,
    [0.3, 0.6],
)
compare("the running variance: 0.9 · 1 + 0.1 · (4, 16)", layer.running_var, [1.3, 2.5])
layer.gamma, layer.beta = np.array([2.0, 1.0]), np.array([0.0, 5.0])
compare(
    "a scale and a shift",
    layer.forward(samples),
    [[-2 * root, 5 - root], [0, 5], [2 * root, 5 + root]],
)

layer = BatchNorm(2)
layer.training = False
layer.running_mean, layer.running_var = np.array([3.0, 6.0]), np.array([4.0, 16.0])
compare("evaluation of a single sample", layer.forward(np.array([[5, 2]])), [[1, -1]])
compare("evaluation changes nothing", layer.running_mean, [3, 6])
steep = BatchNorm(1, momentum=0.5, eps=1.0)
compare(
    "epsilon lies under the root",
    steep.forward(np.array([[0.0], [2.0]])),
    np.array([[-1], [1]]) / np.sqrt(2),
)
compare("momentum 0.5", steep.running_mean, [0.5])
_, _, _, _, mean_of_one, _, _, _, mean_of_other, _ = two_layers(
    BatchNorm, samples, samples
)
compare(
    "two layers, momentum 0.5 and 0.1, have means of their own",
    [mean_of_one, mean_of_other],
    [[1.5, 3], [0.3, 0.6]],
)
raises_value_error(
    "a single sample in training is refused",
    lambda: BatchNorm(2).forward(np.array([[1, 2]])),
)
raises_value_error(
    "three features where two are wanted", lambda: BatchNorm(2).forward(np.ones((4, 3)))
)
raises_value_error(
    "one axis is refused", lambda: BatchNorm(2).forward(np.array([1, 2]))
)

layer = BatchNorm(2)
layer.training = False
layer.forward(samples)
layer.running_var = np.array([4.0, 16.0])
compare(
    "a running variance that is set counts for the next batch",
    layer.forward(samples).round(3),
    (samples / np.array([2, 4])).round(3),
)
compare(
    "large numbers that differ little",
    BatchNorm(1).forward(np.array([[1e8], [1e8 + 1], [1e8 + 2]])).round(3),
    [[-1.225], [0], [1.225]],
)

# %% [markdown]
# ### Try it: the weights before the layer
#
# A lecture says: whether the weights before batch normalisation are $w$ or $k\,w$, the result is the same, because the $k$
# cancels. That is why the layer forgives a bad start. The cell below tries it with your layer. Look at the last line: for
# a negative $k$ the sign is turned. The lecture's formula holds for $k > 0$ only.

# %%
rng = np.random.default_rng(0)
x, w = rng.normal(size=(6, 4)), rng.normal(size=(4, 3))
as_it_is = BatchNorm(3).forward(x @ w)
for k in (1, 10, 1000, -10):
    scaled = BatchNorm(3).forward(x @ (k * w))
    print(f"k = {k:5}: largest difference {np.abs(scaled - as_it_is).max():.5f}")

# %% [markdown]
# The same cell explains another habit. A bias before batch normalisation is useless: the mean takes it away again. That is
# why a convolution before it mostly has no bias. The usual order is: convolution, batch normalisation, activation.
#
# And here is the difference between the modes, with your layer. One sample is shown in 40 batches, each time among other
# companions. In training its result depends on them. In evaluation it does not.

# %%
rng = np.random.default_rng(1)
layer = BatchNorm(1)
for _ in range(100):
    layer.forward(rng.normal(5, 3, size=(8, 1)))  # the layer learns what is usual
layer.training = False
in_training, in_evaluation = [], []
for _ in range(40):
    companions = rng.normal(5, 3, size=(7, 1))
    batch = np.concatenate([[[8.0]], companions])  # our sample is 8
    in_training.append(BatchNorm(1).forward(batch)[0, 0])
    in_evaluation.append(layer.forward(batch)[0, 0])
show_series(
    {"in training": in_training},
    {"in evaluation": in_evaluation},
    counted="batch",
    measured="result for 8",
)

# %% [markdown]
# ## Exercise 3: the same for maps
#
# {{points_and_minutes}}
#
# After a convolution there is one scale, one shift and two running statistics for each **channel**, however large the maps
# are. All $m = n \cdot h \cdot w$ values of a channel are normalised together, as in the second picture of Exercise 1.
#
# So the work is about axes, not about new ideas. There are two ways to get them right:
#
# * reduce over the axes 0, 2 and 3, and give the numbers per channel two more axes, so that NumPy lays them along axis 1:
#   `gamma[:, None, None]` has the shape $(c, 1, 1)$;
# * or take every pixel for a sample: move the channels to the end, reshape to $(n\,h\,w, c)$, do what you did for features,
#   and go the way back.

# %% name="channel_picture" role="given" hidden=true
line = np.array([[[[1, 3], [5, 7]]]])
show_grids(
    ("one map", line[0, 0]),
    "−",
    ("mean", np.array([[4]])),
    "→",
    ("differences", line[0, 0] - 4),
    caption="the variance is 5: divide by its root, 2.236",
)

# %% [markdown]
# <details><summary><b>Hint: shapes that do not fit</b></summary>
#
# * `gamma * x` lays gamma along the **last** axis, the columns. With as many columns as channels there is not even an
#   error. So test maps where $n$, $c$, $h$ and $w$ are all different.
# * `x.reshape(-1, c)` alone does not bring the channels to the end, it cuts the rows of the maps into pieces. First
#   `x.transpose(0, 2, 3, 1)`.
# * A batch of **one** image is fine in training: it has many values in each channel. Only $m = 1$ has no variance.
# * `running_mean` has the shape $(c,)$, not $(1, c, 1, 1)$.
# </details>


# %% name="BatchNorm2d" role="answer" minutes=20 difficulty=2
class BatchNorm2d:
    """Batch normalisation of maps: each channel over all its values, by a layer with a
    memory and two modes.

    Args:
        channels: the number c of channels, an int of at least 1.
        momentum: the weight of the new batch in the running statistics, an int or float
            from 0 to 1.
        eps: a positive int or float, added to the variance under the root.

    Attributes:
        gamma: the scale, a float64 array of shape (c,), all ones in a new layer.
        beta: the shift, a float64 array of shape (c,), all zeros in a new layer.
        running_mean: a float64 array of shape (c,), all zeros in a new layer.
        running_var: a float64 array of shape (c,), all ones in a new layer.
        training: a bool, True in a new layer. Whoever uses the layer sets it to False
            for evaluation, and to True for training.

    What gamma, beta, running_mean and running_var hold when a batch comes must count,
    also where they were set, or filled with other numbers, since the last one. They are
    only ever set to float64 arrays of the same shape. In training, the layer may move
    the running statistics in these very arrays. Two layers must not share anything, and
    no two attributes may share an array.
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
            x: array of shape (n, c, h, w), of any integer or floating-point dtype. No
                side is 0. In training a channel has at least 2 values: n * h * w is at
                least 2. Every batch may have another n, h and w.

        Returns:
            A new array of shape (n, c, h, w), which is gamma * (x - mean) / sqrt(var +
            eps) + beta, channel by channel. Its dtype is float64, whatever the dtype of
            x.

        Raises:
            ValueError: x does not have four axes, or does not have c channels.
            ValueError: the layer is in training and each channel has a single value.

        In training, mean and var must be those of the m = n * h * w values of a
        channel, where var divides by m. In training, running_mean must become (1 -
        momentum) * running_mean + momentum * mean, and running_var likewise. The
        variance of the batch must enter running_var with the divisor m - 1. In
        evaluation, mean and var must be the running ones, and no attribute may change.
        The array x must not be modified, and gamma and beta must not be modified
        either. A batch that is refused must not change any attribute. The result must
        not depend on how x lies in memory. The sums must come out as in float64,
        whatever dtype is given: nothing wraps around, no digit is lost. Large numbers
        that differ little must be normalised, too, such as 100000000 and 100000001.

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
            raise ValueError(
                f"x must have shape (n, {len(self.gamma)}, h, w), got {x.shape}"
            )
        mean, var = self.running_mean, self.running_var
        if self.training:
            m = x.size // x.shape[1]
            if m < 2:
                raise ValueError(
                    "one value has no variance: training needs at least two in each channel"
                )
            mean, var = batch_statistics(x)
            self.running_mean = (
                1 - self.momentum
            ) * self.running_mean + self.momentum * mean
            self.running_var = (
                1 - self.momentum
            ) * self.running_var + self.momentum * var * m / (m - 1)
        gamma, beta, mean, var = (
            each[:, None, None] for each in (self.gamma, self.beta, mean, var)
        )
        return gamma * (x - mean) / np.sqrt(var + self.eps) + beta
        ### END SOLUTION


# %% name="BatchNorm2d" role="graded" points=3
layer = BatchNorm2d(1)
compare(
    "1, 3, 5, 7", layer.forward(line).round(3), [[[[-1.342, -0.447], [0.447, 1.342]]]]
)
compare("the running mean", layer.running_mean, [0.4])
compare("the running variance: 0.9 + 0.1 · 20/3", layer.running_var, [0.9 + 2 / 3])
layer = BatchNorm2d(2)
y = layer.forward(small_maps)
compare(
    "the two samples and two channels of Exercise 1",
    y[0, 1],
    (np.array([[0, 0, 2]]) - 2) / np.sqrt(8 / 3),
)
compare("a channel has mean 0 over the whole batch", y.mean(axis=(0, 2, 3)), [0, 0])
compare(
    "the running variances take the divisor 5",
    layer.running_var,
    [0.9 + 0.1 * 14, 0.9 + 0.1 * 3.2],
)
layer.training = False
compare("evaluation keeps the shape", layer.forward(small_maps[:1]).shape, (1, 2, 1, 3))
layer.running_mean, layer.running_var = np.array([1.0, 0.0]), np.array([4.0, 1.0])
compare(
    "evaluation: minus 1, divided by 2; the other channel stays",
    layer.forward(small_maps[:1]).round(3),
    [[[[0, 1, 2]], [[0, 0, 2]]]],
)
compare("one scale for each channel", BatchNorm2d(3).gamma.shape, (3,))
raises_value_error(
    "one value in each channel is refused in training",
    lambda: BatchNorm2d(3).forward(np.ones((1, 3, 1, 1))),
)
raises_value_error("features are refused", lambda: BatchNorm2d(2).forward(samples))

# %% [markdown]
# ## Exercise 4: the way out
#
# {{points_and_minutes}}
#
# Is something lost when we force mean 0 and variance 1 on every channel? No, and that is what gamma and beta are for: with
# the right ones the layer does *nothing*. If that is best, the network can learn it.
#
# Which ones? The layer subtracts a number, then divides by a number. To undo that, multiply by the one and add the other:
#
# $$
# \gamma \, \hat x + \beta \;=\; \gamma \, \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta \;=\; x
# $$
#
# *If you read the lecture beside this notebook:* it says that the layer gives its input back when gamma and beta are the
# variance and the mean of the batch. Try that on the formula. One of the two is wrong.

# %% name="undo_picture" role="given" hidden=true
values = np.array([[1], [3], [5]])
hat = np.sqrt(1.5) * np.array([[-1], [0], [1]])
show_grids(
    ("x", values),
    "→",
    ("x_hat", hat.round(1)),
    "→",
    ("γ = 8/3", np.round(8 / 3 * hat + 3, 1)),
    "≠",
    ("x", values),
    caption="the variance as a scale does not bring x back",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# You have `batch_statistics`. Solve the equation above for $\gamma$: what must cancel against the root? And do not forget
# what else stands under the root.
# </details>


# %% name="undo_batch_norm" role="answer" minutes=10 difficulty=2
def undo_batch_norm(x, eps=1e-5):
    """Find the scale and the shift with which batch normalisation gives this very batch
    back.

    Args:
        x: array of shape (n, d), or of shape (n, c, h, w), of any integer or
            floating-point dtype. No side is 0.
        eps: a positive int or float, the one that batch normalisation adds to the
            variance.

    Returns:
        A tuple of two new arrays (gamma, beta), each of shape (d,) or (c,): one number
        per feature or channel. Here gamma is what each channel was divided by in
        training, and beta is what was subtracted from it. Their dtype is float64,
        whatever the dtype of x.

    Raises:
        ValueError: x has neither two nor four axes.

    The batch must come back: gamma * x_hat + beta must be x, where x_hat is the batch
    normalised in training. A single value per channel is no error here: its variance is
    0, as that of a channel whose values are all equal, and it is divided by the root of
    eps. The array x must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The sums
    must come out as in float64, whatever dtype is given: nothing wraps around, no digit
    is lost. The scale must be right for large numbers that differ little, too, such as
    100000000 and 100000001.

    Example:
        >>> undo_batch_norm(np.array([[1], [3]]), eps=3.0)
        (array([2.]), array([2.]))
    """
    ### BEGIN SOLUTION
    mean, var = batch_statistics(x)
    return np.sqrt(var + eps), mean
    ### END SOLUTION


# %% name="undo_batch_norm" role="graded" points=2
gamma, beta = undo_batch_norm(np.array([[1], [3]]), eps=3.0)
compare("variance 1, eps 3: gamma", gamma, [2])
compare("variance 1, eps 3: beta", beta, [2])
gamma, beta = undo_batch_norm(samples)
compare("the lecture's samples: beta", beta, [3, 6])
compare("the lecture's samples: gamma", gamma.round(3), [1.633, 3.266])
layer = BatchNorm(2)
layer.gamma, layer.beta = gamma, beta
compare("the batch comes back", layer.forward(samples), samples)
gamma, beta = undo_batch_norm(small_maps)
compare("maps: one scale for each channel", gamma.round(3), [3.416, 1.633])
compare(
    "a channel that is constant is divided by the root of eps",
    undo_batch_norm(np.array([[5], [5]]), eps=4.0)[0],
    [2],
)
raises_value_error(
    "three axes are refused", lambda: undo_batch_norm(np.ones((3, 4, 5)))
)
raises_value_error("one axis is refused", lambda: undo_batch_norm(np.ones(4)))

# %% [markdown]
# ## Exercise 5: fold it away
#
# {{points_and_minutes}}
#
# When the training is over, batch normalisation is four fixed numbers for each channel: gamma, beta, the running mean and
# the running variance. So it does the same to every value $z$ of a channel. It multiplies by a number and adds a number:
#
# $$
# y \;=\; \gamma \, \frac{z - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta
# \;=\; s\,z + (\beta - s\,\mu)
# \qquad\text{with}\quad s = \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}
# $$
#
# But $z$ comes from a convolution, $z = \sum x\,w + b$. That multiplies and adds as well. Two such steps in a row are one
# step: put $z$ into the formula, and find a new weight and a new bias with which the convolution does it all. The batch
# normalisation is gone, and the network is faster. Every phone that runs a network does this.
#
# Each **filter**, that is each output channel, has its own $s$. The weight has the shape $(c_{out}, c_{in}, k_h, k_w)$,
# so the filters are along axis 0.

# %% name="fold_picture" role="given" hidden=true
filters = np.array([[1, 2, 3], [4, 5, 6]])
show_grids(
    ("weight", filters, (0, 0, 1, 3), (1, 0, 1, 3)),
    "·",
    ("scale s", np.array([[10], [-1]]), (0, 0, 1, 1), (1, 0, 1, 1)),
    "=",
    ("new weight", filters * np.array([[10], [-1]]), (0, 0, 1, 3), (1, 0, 1, 3)),
    caption="each filter, a row here, has a number of its own",
)

# %% [markdown]
# <details><summary><b>Hint 1: the new bias</b></summary>
#
# Take a pixel where $\sum x\,w$ is 0. There the convolution gives $b$. What does the batch normalisation make of $b$? That
# is the new bias. So the old bias is scaled, too, and beta is not.
# </details>
#
# <details><summary><b>Hint 2: NumPy stretches what it should not</b></summary>
#
# `weight * s` lays `s` along the columns of the kernels. You want axis 0: `s[:, None, None, None]`. And an array of one
# number is stretched over all filters without a word, so compare the shapes and raise a `ValueError`.
# </details>


# %% name="fold_batch_norm" role="answer" minutes=20 difficulty=2
def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """Fold batch normalisation in evaluation into the convolution before it.

    Args:
        weight: the weight of the convolution, an array of shape (c_out, c_in, kh, kw).
            No side is 0.
        bias: the bias of the convolution, an array of shape (c_out,).
        gamma, beta: scale and shift of the batch normalisation, arrays of shape
            (c_out,).
        mean, var: its running mean and variance, arrays of shape (c_out,); no variance
            is negative.
        eps: a positive int or float, added to the variance under the root.

    The arrays may be of any integer or floating-point dtype.

    Returns:
        A tuple of two new arrays: the new weight, of shape (c_out, c_in, kh, kw), and
            the new bias, of shape (c_out,).
        Their dtype is float64, whatever the dtypes of the arguments.

    Raises:
        ValueError: weight does not have four axes.
        ValueError: bias, gamma, beta, mean or var does not have the shape (c_out,).

    The convolution with this weight and bias must give what the old one and the batch
    normalisation give together. The arguments must not be modified. The result must
    depend on the numbers in the arguments alone: not on earlier calls, nor on how an
    array lies in memory. Sums and products must come out as in float64, whatever dtypes
    are given: nothing wraps around, no digit is lost.

    Example:
        >>> one = np.ones(1)
        >>> weight = np.full((1, 1, 1, 2), 3)
        >>> fold_batch_norm(weight, one, 4 * one, 5 * one, 6 * one, 3 * one, eps=1.0)
        (array([[[[6., 6.]]]]), array([-5.]))
    """
    ### BEGIN SOLUTION
    weight = np.asarray(weight, dtype=np.float64)
    if weight.ndim != 4:
        raise ValueError(
            f"the weight must have shape (c_out, c_in, kh, kw), got {weight.shape}"
        )
    vectors = [
        np.asarray(vector, dtype=np.float64)
        for vector in (bias, gamma, beta, mean, var)
    ]
    for vector in vectors:
        if vector.shape != weight.shape[:1]:
            raise ValueError(
                f"one number per filter is wanted, shape {weight.shape[:1]}, got {vector.shape}"
            )
    bias, gamma, beta, mean, var = vectors
    scale = gamma / np.sqrt(var + eps)
    return weight * scale[:, None, None, None], (bias - mean) * scale + beta
    ### END SOLUTION


# %% name="conv2d" role="given"
def conv2d(x, weight, bias):
    """The convolution of 02_channels, with stride 1 and without padding."""
    windows = np.lib.stride_tricks.sliding_window_view(x, weight.shape[2:], axis=(2, 3))
    return np.einsum("nchwuv,ocuv->nohw", windows, weight) + bias[:, None, None]


# %% name="fold_batch_norm" role="graded" points=3
one = np.ones(1)
new_weight, new_bias = fold_batch_norm(
    np.full((1, 1, 1, 2), 3), one, 4 * one, 5 * one, 6 * one, 3 * one, eps=1.0
)
compare("the scale is 4 / 2, so the weight 3 becomes 6", new_weight, [[[[6, 6]]]])
compare("the bias: 2 · (1 − 6) + 5", new_bias, [-5])
new_weight, new_bias = fold_batch_norm(
    np.full((1, 1, 1, 2), 3), one, -4 * one, 5 * one, 6 * one, 3 * one, eps=1.0
)
compare("a negative gamma turns the sign of the weight", new_weight, [[[[-6, -6]]]])
compare("and of the bias, but not of beta: −2 · (1 − 6) + 5", new_bias, [15])

rng = np.random.default_rng(3)
x, weight, bias = (
    rng.normal(size=(2, 3, 5, 6)),
    rng.normal(size=(4, 3, 3, 2)),
    rng.normal(size=4),
)
layer = BatchNorm2d(4)
layer.gamma, layer.beta, layer.running_mean, layer.running_var = rng.uniform(
    0.5, 2, size=(4, 4)
)
layer.training = False
two_steps = layer.forward(conv2d(x, weight, bias))
folded = fold_batch_norm(
    weight, bias, layer.gamma, layer.beta, layer.running_mean, layer.running_var
)
compare("one convolution does what the two layers did", conv2d(x, *folded), two_steps)
raises_value_error(
    "a bias for another number of filters",
    lambda: fold_batch_norm(weight, bias[:1], bias, bias, bias, bias**2),
)
raises_value_error(
    "five arrays for another number of filters",
    lambda: fold_batch_norm(weight, *[np.ones(1)] * 5),
)

# %% [markdown]
# ## Exercise 6: dropout
#
# {{points_and_minutes}}
#
# A large network can learn its training samples by heart. Then it is right on them and wrong on new ones. This is called
# **overfitting**. One cure is odd and works well: in training, switch off some numbers at random. A unit that may be gone
# at any moment cannot be relied on. So the units do not specialise together on a few samples, and each learns something
# that is useful on its own. This is **dropout**.
#
# In training every element of $x$ is **dropped**, that is set to 0, with probability $p$. New elements are chosen in every
# pass, and for each sample. In evaluation nothing is dropped.
#
# There is a catch. With $p = 0.5$ only half of the numbers are left, so a sum over them is half as large on average. In
# evaluation it has its full size, and the next layer has never seen such numbers. So we make up for it in training: what
# is kept is divided by $1 - p$. Then the mean stays the same:
#
# $$
# y \;=\; \frac{\text{mask}}{1 - p} \cdot x
# \qquad\text{mean of } y: \quad p \cdot 0 + (1 - p) \cdot \frac{x}{1 - p} \;=\; x
# $$

# %% name="dropout_picture" role="given" hidden=true
batch = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 8, 7, 6]])
mask = np.array([[1, 0, 1, 1], [0, 1, 0, 1], [1, 0, 0, 1]])
show_grids(
    ("x", batch),
    "·",
    ("mask / ½", mask * 2),
    "=",
    ("y", batch * mask * 2),
    caption="p = 1/2: about half of the elements are 0, and what is left is twice as large",
)

# %% [markdown]
# *If you read the lecture beside this notebook:* none of them mentions the division by $1 - p$. Without it the picture
# above would have half the sum that evaluation has. (Long ago one multiplied by $1 - p$ in evaluation instead. Today's way
# is called *inverted* dropout. It leaves evaluation alone.)
#
# **The way back.** An element that was dropped had no effect on the loss, so its gradient is 0. An element that was kept
# was divided by $1 - p$, so its gradient is divided by $1 - p$ as well. For that, `backward` needs the very mask that
# `forward` used: keep it in `self`.
#
# **Chance that can be repeated.** Your layer gets a generator of random numbers, and must use it as the docstring says:
# one number for each element, from `rng.random(x.shape)`. The numbers reach from 0 to 1: a 0 may come, a 1 never does.
# Where the number is smaller than $p$, the element is dropped. So with $p = 0$ nothing is, and a number that equals $p$
# keeps its element. The same generator gives the same mask, and the exam can follow you.
#
# Use the very generator that you were given, not a copy of it. Two layers of a network often draw from the same one, in
# turns: then each gets other numbers. That is also why every pass in training draws its numbers, even with $p = 0$.
#
# <details><summary><b>Hint 1</b></summary>
#
# `rng.random(x.shape) >= p` is an array of truth values: True where an element is kept. Divided by a number, True counts
# as 1 and False as 0. What should the mask be after a pass in evaluation, so that `backward` needs no case of its own?
# </details>
#
# <details><summary><b>Hint 2: backward is wrong now and then</b></summary>
#
# * Do not look for zeros in the result: an element of $x$ may be 0 and still be kept.
# * Do not draw new numbers in `backward`.
# * Do not ask `self.training` in `backward`. It may have changed since; the mask of the last forward pass counts.
# </details>


# %% name="Dropout" role="answer" minutes=25 difficulty=2
class Dropout:
    """Inverted dropout: in training some elements are dropped at random, and the others
    are scaled up.

    Args:
        p: the probability of DROPPING an element, an int or float of at least 0 and
            less than 1.
        rng: NumPy's generator of random numbers, as np.random.default_rng(0) makes it.

    Attributes:
        training: a bool, True in a new layer. Whoever uses the layer sets it to False
            for evaluation, and to True for training.

    Raises:
        ValueError: p is negative, or p is 1 or more (the constructor raises it).

    Two layers must not share anything but the generator that was given to both.
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
            x: array of one axis or more, of any integer or floating-point dtype. No
                side is 0.

        Returns:
            A new array of the shape of x, in evaluation too.
            The result has dtype float64, whatever the dtype of x.

        In training one random number must be drawn for each element of x, by
        rng.random(x.shape), in each call again, and also where p is 0. An element whose
        number is smaller than p must become 0, and every other one must be divided by
        1 - p. In evaluation the result must equal x, and no random number may be drawn.
        The array x must not be modified. The result must not depend on how x lies in
        memory.

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

        Nobody calls it before the first one.

        Args:
            dy: the gradient with respect to the result of forward, an array of its
                shape, of any integer or floating-point dtype.

        Returns:
            A new array of the shape of dy, the gradient with respect to x.
            The gradient has dtype float64, whatever the dtype of dy.

        The elements that the last call of forward dropped must get 0, and the others
        must get dy / (1 - p). After a forward pass in evaluation the gradient must
        equal dy. What counts is the mode of the forward pass. Each call of backward
        must do the same, however often it is called after one pass. The array dy must
        not be modified. The gradient must not depend on how dy lies in memory.
        """
        ### BEGIN SOLUTION
        return dy * self.mask
        ### END SOLUTION


# %% name="two_dropouts" role="given" hidden=true
def two_dropouts(make, first, second):
    """Make two layers, and three that draw from one generator; return what they give, forth, back, and in turns."""
    one, other = (
        make(0.5, np.random.default_rng(1)),
        make(0.25, np.random.default_rng(2)),
    )
    results = one.forward(first), other.forward(second)
    rng = np.random.default_rng(6)
    none, some, more = make(0, rng), make(0.5, rng), make(0.5, rng)
    in_turns = none.forward(first), some.forward(second), more.forward(second)
    return *results, one.backward(first), other.backward(second), *in_turns


# %% name="Dropout" role="graded" points=4
dropout = Dropout(0.5, np.random.default_rng(0))
compare(
    "one of four is kept, and doubled",
    dropout.forward(np.array([1, 2, 3, 4])),
    [2, 0, 0, 0],
)
compare(
    "its gradient goes back the same way",
    dropout.backward(np.array([5, 6, 7, 8])),
    [10, 0, 0, 0],
)
compare(
    "another pass, another mask", dropout.forward(np.array([1, 2, 3, 4])), [2, 4, 6, 8]
)
compare(
    "the gradient takes the new mask, and is doubled",
    dropout.backward(np.array([5, 6, 7, 8])),
    [10, 12, 14, 16],
)
compare(
    "and so it does when it is sent back once more",
    dropout.backward(np.array([1, 1, 1, 1])),
    [2, 2, 2, 2],
)
dropout.training = False
compare(
    "nothing happens in evaluation",
    dropout.forward(np.array([1, 2, 3, 4])),
    [1, 2, 3, 4],
)
compare(
    "nor on the way back from it",
    dropout.backward(np.array([5, 6, 7, 8])),
    [5, 6, 7, 8],
)
dropout.training = True
compare(
    "nothing was drawn in evaluation: here are the third four numbers",
    dropout.forward(np.array([1, 2, 3, 4])),
    [2, 4, 6, 0],
)
quarter = Dropout(0.25, np.random.default_rng(1))
compare(
    "p = 1/4: divided by 3/4",
    quarter.forward(np.array([[3, 3], [3, 3]])),
    [[4, 4], [0, 4]],
)
many = Dropout(0.2, np.random.default_rng(2)).forward(np.ones((100, 100)))
compare("the mean stays about 1", abs(many.mean() - 1) < 0.02, True)
compare("about a fifth is dropped", abs((many == 0).mean() - 0.2) < 0.02, True)
ones = np.ones((1, 4))
compare(
    "two layers have masks of their own",
    two_dropouts(Dropout, ones, ones)[2],
    two_dropouts(Dropout, ones, ones)[0],
)
compare("p = 0 drops nothing", two_dropouts(Dropout, ones, ones)[4], ones)
compare(
    "but it draws: who shares its generator gets the next four numbers",
    two_dropouts(Dropout, ones, ones)[5],
    [[2, 2, 2, 0]],
)
raises_value_error(
    "p = 1 would leave nothing", lambda: Dropout(1, np.random.default_rng(0))
)
raises_value_error(
    "a negative p is no probability", lambda: Dropout(-0.5, np.random.default_rng(0))
)

# %% [markdown]
# ### Other ways to keep a network from learning by heart
#
# Dropout is one way. Here are others that the lectures name. All of them are used in `09_train_and_report` or in the
# networks that you will meet there.
#
# * **A penalty on large weights.** Add the sum of the squared weights to the loss, times a small number $\lambda$. The
#   lecture writes $L = \frac1N \sum_i L_i + \lambda \sum_j w_j^2$. This is the *L2 penalty*. Its gradient is
#   $2 \lambda w$, so each step makes every weight a little smaller: hence its other name, *weight decay*. The *L1 penalty*
#   adds $\lambda \sum_j |w_j|$. Its gradient has the same size for small and large weights, so it pushes many weights to
#   exactly 0.
# * **Noise on the input.** Show each image in many variants. A classic one: take a random piece of $224 \times 224$ from
#   an image of $256 \times 256$. There are $256 - 224 + 1 = 33$ positions along each axis, so $33 \cdot 33 = 1089$ pieces
#   of one image. Mirror images double that.
# * **Batch normalisation itself.** In training every sample is normalised by its companions of that batch. You saw the
#   dots in Exercise 2. That is a kind of noise, too.
#
# And where do weights **start**? Not all equal: equal units get equal gradients and stay equal for ever. So they start at
# random, small, from a normal or a uniform distribution. How small depends on how many inputs a unit adds up. With $k$
# inputs of variance 1, and weights of variance $v$, the sum has the variance $k\,v$. *LeCun's* rule takes $v = 1/k$, so
# that it stays 1. *He's* takes $2/k$, because a ReLU removes half. *Glorot's* looks at inputs and outputs,
# $2/(k_{in} + k_{out})$; Keras takes it if you say nothing. There are others: constants (for a bias, 0), a normal
# distribution without its tails, orthogonal matrices, the identity. With batch normalisation behind it, a layer's start
# matters less. You saw why: the factor $k$ cancels.

# %% name="initial_weights" role="given"
rng = np.random.default_rng(4)
inputs = rng.normal(size=(2000, 100))
for v, name in ((1, "variance 1"), (1 / 100, "LeCun, 1/100"), (2 / 100, "He, 2/100")):
    sums = inputs @ rng.normal(scale=np.sqrt(v), size=(100, 50))
    print(
        f"weights of {name:12}: the sums have variance {sums.var():7.2f}, "
        f"after ReLU mean square {(np.maximum(sums, 0) ** 2).mean():6.2f}"
    )

# %% [markdown]
# ## Exercise 7: the way back through batch normalisation
#
# {{points_and_minutes}}
#
# The last exercise is the hardest one of this notebook, and a famous one. The network is trained by gradients. So we need
# to know: if a value of the batch changes a little, how does the loss change?
#
# Call the loss $L$. The layer behind us hands us $dy$, the gradient of $L$ with respect to every $y_i$. Look at one
# channel, with values $x_1 \ldots x_m$, and remember $y_i = \gamma \hat x_i + \beta$.
#
# **The parameters first.** The shift adds to every $y_i$, and the scale multiplies every $\hat x_i$. All of them count:
#
# $$
# d\beta \;=\; \sum_{i=1}^m dy_i
# \qquad\qquad
# d\gamma \;=\; \sum_{i=1}^m dy_i \, \hat x_i
# $$
#
# **Now the batch.** It would be easy if mean and variance were fixed: $dx_i = dy_i \, \gamma / \sqrt{\sigma^2 + \varepsilon}$.
# But in training they come from the batch. When $x_i$ grows, the mean grows with it, and *all* results of the channel
# become smaller. When $x_i$ moves away from the mean, the variance grows, and all results shrink towards 0. So there are
# three ways from $x_i$ to the loss:
#
# | way | what happens, up to the factor $1 / \sqrt{\sigma^2 + \varepsilon}$ | what it adds to $dx_i$, up to $\gamma / \sqrt{\sigma^2 + \varepsilon}$ |
# | --- | --- | --- |
# | directly | $\hat x_i$ grows | $dy_i$ |
# | through the mean | every $\hat x_k$ shrinks by the same, $1/m$ | $- \frac1m \, d\beta$ |
# | through the variance | every $\hat x_k$ shrinks in proportion, by $\hat x_i \hat x_k / m$ | $- \frac1m \, \hat x_i \, d\gamma$ |
#
# Together:
#
# $$
# dx_i \;=\; \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}}
# \left( dy_i \;-\; \frac{d\beta}{m} \;-\; \hat x_i \, \frac{d\gamma}{m} \right)
# $$
#
# Two checks follow from what you know. Shifting the batch changes nothing, so the $dx_i$ of a channel sum to 0. Scaling it
# changes nothing, so $\sum dx_i \, \hat x_i$ is 0 (but for $\varepsilon$).
#
# Here are the three ways, for the batch 1, 3, 5, with $\gamma = 2$, when only the first result matters to the loss.

# %% name="ways_picture" role="given" hidden=true
hat = np.sqrt(1.5) * np.array([-1, 0, 1])
factor = 2 / np.sqrt(8 / 3)
ways = [
    factor * np.array([1, 0, 0]),
    factor * -np.ones(3) / 3,
    factor * -hat * hat[0] / 3,
]
show_grids(
    ("dy", np.array([[1], [0], [0]])),
    "→",
    ("directly", ways[0].round(1)[:, None]),
    "+",
    ("mean", ways[1].round(1)[:, None]),
    "+",
    ("variance", ways[2].round(1)[:, None]),
    "=",
    ("dx", sum(ways).round(1)[:, None]),
    caption="a gradient for the first result alone moves all three values; they sum to 0",
)

# %% [markdown]
# <details><summary><b>Hint 1: features and maps at once</b></summary>
#
# Only the axes differ: reduce over `axes = 0` for features and `axes = (0, 2, 3)` for maps, and give a number per channel
# the shape `(1, -1)` or `(1, -1, 1, 1)` before you multiply. $m$ is the number of values in a channel, `x.size // x.shape[1]`.
# </details>
#
# <details><summary><b>Hint 2: how do I know that it is right?</b></summary>
#
# Ask your own forward pass. Change one value of `x` by a tiny step up and down, and look how `(dy * y).sum()` changes. The
# examples below do that. Take a `dy` of different numbers. With a `dy` of ones everywhere, `dx` is 0, and almost every
# mistake goes unseen.
#
# Far from 0, a mean is rounded in its last digits, and so is everything that comes from it. There a thousandth is
# forgiven. A variance that lost all its digits is not.
# </details>


# %% name="batch_norm_backward" role="answer" minutes=45 difficulty=3
def batch_norm_backward(dy, x, gamma, eps=1e-5):
    """Carry the gradient of a loss back through batch normalisation in training.

    Args:
        dy: the gradient with respect to the result y, an array of the shape of x.
        x: the batch, an array of shape (n, d) or of shape (n, c, h, w). No side is 0.
        gamma: the scale, an array of shape (d,) or (c,).
        eps: a positive int or float, added to the variance under the root.

    The arrays may be of any integer or floating-point dtype.

    Returns:
        A tuple of three new arrays (dx, dgamma, dbeta), of the shapes of x, of gamma
        and of gamma. They are the gradients with respect to the batch, to the scale and
        to the shift. Their dtype is float64, whatever the dtypes of the arguments.

    Raises:
        ValueError: x has neither two nor four axes.
        ValueError: dy has another shape than x, or gamma does not have the shape (d,)
            or (c,).

    The mean and the variance must count as functions of x: every value of a channel
    moves them. A single value per channel is no error here: its dx is 0. The arguments
    must not be modified. The result must depend on the numbers in the arguments alone:
    not on earlier calls, nor on how an array lies in memory. The sums must come out as
    in float64, whatever dtypes are given: nothing wraps around, no digit is lost. The
    gradients must be right for large numbers that differ little, too, such as 100000000
    and 100000001.

    Example:
        >>> dy, x = np.array([[1], [0], [0]]), np.array([[1], [3], [5]])
        >>> dx, dgamma, dbeta = batch_norm_backward(dy, x, np.array([2]))
        >>> dgamma.round(3), dbeta
        (array([-1.225]), array([1.]))
    """
    ### BEGIN SOLUTION
    dy, x, gamma = (np.asarray(array, dtype=np.float64) for array in (dy, x, gamma))
    mean, var = batch_statistics(x)
    if dy.shape != x.shape or gamma.shape != mean.shape:
        raise ValueError(
            f"dy {dy.shape} and gamma {gamma.shape} do not belong to a batch of shape {x.shape}"
        )
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    shape = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    deviation = np.sqrt(var + eps).reshape(shape)
    x_hat = (x - mean.reshape(shape)) / deviation
    dbeta, dgamma = dy.sum(axis=axes), (dy * x_hat).sum(axis=axes)
    m = x.size // x.shape[1]
    apart = dy - dbeta.reshape(shape) / m - x_hat * dgamma.reshape(shape) / m
    return gamma.reshape(shape) / deviation * apart, dgamma, dbeta
    ### END SOLUTION


# %% name="batch_norm_backward" role="graded" points=5
def by_differences(dy, x, gamma, step=1e-5):
    """The gradient with respect to x, from the forward pass alone: value by value."""
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        losses = []
        for change in (step, -step):
            moved = x.astype(float)
            moved[place] += change
            layer = BatchNorm(x.shape[1])
            layer.gamma = gamma
            losses.append((dy * layer.forward(moved)).sum())
        slopes[place] = (losses[0] - losses[1]) / (2 * step)
    return slopes


first, three, two = np.array([[1], [0], [0]]), np.array([[1], [3], [5]]), np.array([2])
dx, dgamma, dbeta = batch_norm_backward(first, three, two)
compare("the picture: dx", dx.round(3), [[0.204], [-0.408], [0.204]])
compare("the picture: dgamma", dgamma.round(3), [-1.225])
compare("the picture: dbeta", dbeta, [1])
compare(
    "a gradient of ones everywhere comes to nothing",
    batch_norm_backward(np.ones((3, 1)), three, two)[0],
    [[0]] * 3,
)
rng = np.random.default_rng(6)
dy, x, gamma = (
    rng.normal(size=(5, 3)),
    rng.normal(3, 2, size=(5, 3)),
    np.array([1.0, -2.0, 0.5]),
)
dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma)
compare(
    "dx is what differences say", dx.round(5), by_differences(dy, x, gamma).round(5)
)
compare("dx sums to 0 in every feature", dx.sum(axis=0), [0, 0, 0])
maps, dmaps = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 4, 5))
dx, dgamma, dbeta = batch_norm_backward(dmaps, maps, gamma)
compare(
    "maps: dbeta sums over samples, rows and columns", dbeta, dmaps.sum(axis=(0, 2, 3))
)
pixels = [a.transpose(0, 2, 3, 1).reshape(-1, 3) for a in (dmaps, maps)]
compare(
    "maps: every pixel is a sample",
    dx.transpose(0, 2, 3, 1).reshape(-1, 3),
    batch_norm_backward(*pixels, gamma)[0],
)
compare(
    "a tiny upstream gradient is no zero",
    1e12 * batch_norm_backward(1e-12 * dy, x, gamma)[0],
    batch_norm_backward(dy, x, gamma)[0],
)
raises_value_error(
    "a gradient of another shape is refused",
    lambda: batch_norm_backward(np.ones((1, 3)), x, gamma),
)
five = np.ones((2, 3, 1, 1, 1))
raises_value_error(
    "five axes are refused", lambda: batch_norm_backward(five, five, gamma)
)

# %% [markdown]
# ## What you have now
#
# You built the two layers that remember, forth and back. Check yourself. Can you
#
# * say how many means a batch of shape $(32, 64, 28, 28)$ has, and how many values each is the mean of?
# * name the two variances of batch normalisation, and say where each is used?
# * say what goes wrong when a network is used and somebody forgot to switch it to evaluation? Twice, once for each layer?
# * say which gamma and beta make batch normalisation do nothing?
# * explain why a convolution before it needs no bias?
# * say what dropout divides by, and what would happen without?
# * name the three ways from a value of the batch to the loss?
#
# <details><summary><b>Answers to the first question</b></summary>
#
# 64 means, one for each channel. Each is the mean of $32 \cdot 28 \cdot 28 = 25{,}088$ values.
# </details>
#
# {{hand_in}}
#
# **What comes next.** You can build every layer of a network now. But what does a unit deep inside it see of the picture?
# A window of $3 \times 3$, and through it another one, and another one. In `06_receptive_fields` you find out how far it
# looks.
