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
# # 2. Channels: many maps, many filters, and what they cost
#
# In `01_correlation` one kernel slid over one grey picture. A colour picture has three numbers per pixel, and a layer of
# a network has many kernels. In this notebook you add both, and you get the layer that networks are made of. Then you
# look at it from two sides. What is a fully connected layer, seen as a convolution? And what does a layer cost?
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded}}
#
# **What the docstrings mean.** Arrays come as NumPy arrays, and no axis of them is empty. Integer dtypes are the signed
# and the unsigned ones. `bool` is not one of them. A **new** array has no memory in common with an argument, or with an
# earlier result. Nothing else is asked of its memory. Sums are wanted as `float64` has them. It holds 15 to 16 digits,
# and what does not fit is rounded. No sum is too large for it. The ints in the arguments are Python's. An **int** that
# you return may be Python's or NumPy's. What must not be modified stays as it is where an error is raised, too.
#
# {{numpy_only}}

# %% [markdown]
# ## Setup
#
# {{setup}}

# %% name="setup" role="given" hidden=true
import numpy as np

from notebook_parts.channels import show_channels
from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.costs import show_costs
from notebook_parts.grids import show_grids
from notebook_parts.layers import show_layer
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.pictures import show_pictures

say_which_exercise_is_open()

# %% [markdown]
# From the first notebook you have two functions. Here they are once more, so that you can use them. Run the cell, and
# read it: it is the answer to two exercises of `01_correlation`, in a few lines.


# %% name="from_notebook_1" role="given"
def corr2d(image, kernel):
    """Cross-correlate a grey image (h, w) with a kernel (kh, kw), in float64."""
    image, kernel = (
        np.asarray(image, dtype=np.float64),
        np.asarray(kernel, dtype=np.float64),
    )
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window of k pixels on an axis of n, padded at EACH end."""
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + 2 * padding:
        raise ValueError(
            f"a window of {k} does not fit into {n + 2 * padding} padded pixels"
        )
    return (n + 2 * padding - k) // stride + 1


# %% [markdown]
# ## Exercise 1: one kernel for all channels
#
# {{points_and_minutes}}
#
# A colour picture holds three grey pictures: how much red, how much green, how much blue. We call each of them a
# **channel**. As an array the picture has three axes: channels, rows, columns. The channels come **first**, here and in
# PyTorch. (Files and Matplotlib keep them last.)
#
# What should a kernel do with three channels? A red traffic light is bright in red **and** dark in green. To find it, a
# kernel must look at all channels at once, and treat each in its own way. So the kernel has channels, too: as many as
# the picture. Each of them slides over its own channel. At each position all products, from all channels, are added up
# to **one** number:
#
# $$
# Y[i, j] \;=\; \sum_{c} \sum_{u=0}^{k_h-1} \sum_{v=0}^{k_w-1} X[c,\; i+u,\; j+v]\; K[c, u, v]
# $$
#
# Look at where the sum over $c$ stands. Many channels come in, and one map comes out. The kernel moves down and to the
# right. It does not move along the channels: it is as deep as the picture, so there is nowhere to go.

# %% name="corr2d_channels_picture" role="given" hidden=true
two_channels = np.array([np.arange(9).reshape(3, 3), np.arange(1, 10).reshape(3, 3)])
two_kernels = np.array([[[0, 1], [2, 3]], [[1, 2], [3, 4]]])
show_channels(
    two_channels,
    two_kernels,
    np.array([[[19, 25], [37, 43]], [[37, 47], [67, 77]]]),
    np.array([[56, 72], [104, 120]]),
    names=("channel 0", "channel 1"),
    caption="each channel of the kernel sees one channel of the image; their maps are added up",
)

# %% [markdown]
# The map of channel 0 is one that you know from the first notebook: 19, 25, 37, 43. Channel 1 gives a map of its own,
# and $19 + 37 = 56$.
#
# So a picture of 6 × 6 pixels and 3 channels, seen by **one** kernel of 3 × 3 pixels and 3 channels, gives one map of
# 4 × 4. Not three.
#
# <details><summary><b>Hint 1: the short way</b></summary>
#
# You have `corr2d` for one channel. Call it for each channel, and add the maps up. `image[c]` is channel `c`.
# </details>
#
# <details><summary><b>Hint 2: it works, but one test of errors does not</b></summary>
#
# `zip(image, kernel)` stops at the shorter of the two and says nothing. And NumPy stretches an axis of length 1 to any
# length, also without a word. So compare the numbers of channels yourself, before anything else.
# </details>


# %% name="corr2d_channels" role="answer" minutes=15 difficulty=1
def corr2d_channels(image, kernel):
    """Cross-correlate an image of several channels with one kernel that has as many.

    Args:
        image: array of shape (c, h, w), of any integer or floating-point dtype.
        kernel: array of shape (c, kh, kw), with kh <= h and kw <= w, of any integer or
            floating-point dtype.

    Returns:
        A new array of shape (h - kh + 1, w - kw + 1). It is the sum of the maps of all
        channels, channel c of the image being seen by channel c of the kernel alone.
        Its dtype is float64, whatever the dtypes of the image and the kernel.

    Raises:
        ValueError: the image and the kernel have different numbers of channels.
        ValueError: the kernel has more rows or more columns than the image.

    The image and the kernel must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> corr2d_channels(np.arange(18).reshape(2, 3, 3), np.ones((2, 2, 2)))
        array([[52., 60.],
               [76., 84.]])
    """
    ### BEGIN SOLUTION
    image, kernel = (
        np.asarray(image, dtype=np.float64),
        np.asarray(kernel, dtype=np.float64),
    )
    (channels, h, w), (kernel_channels, kh, kw) = image.shape, kernel.shape
    if channels != kernel_channels:
        raise ValueError(
            f"the image has {channels} channels, the kernel {kernel_channels}"
        )
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            result[i, j] = np.sum(image[:, i : i + kh, j : j + kw] * kernel)
    return result
    ### END SOLUTION


# %% name="corr2d_channels" role="graded" points=3
compare(
    "the two channels of the picture",
    corr2d_channels(two_channels, two_kernels),
    [[56, 72], [104, 120]],
)
compare(
    "one channel is corr2d",
    corr2d_channels(two_channels[:1], two_kernels[:1]),
    [[19, 25], [37, 43]],
)
compare(
    "6 × 6 pixels of 3 channels, one kernel of 3 × 3: a map of 4 × 4",
    corr2d_channels(np.ones((3, 6, 6)), np.ones((3, 3, 3))),
    np.full((4, 4), 27),
)
compare(
    "one pixel of three channels: 1 · 4 + 2 · 5 + 3 · 6",
    corr2d_channels(np.array([[[1]], [[2]], [[3]]]), np.array([[[4]], [[5]], [[6]]])),
    [[32]],
)
compare(
    "red minus green: a red light, and a yellow one",
    corr2d_channels(np.array([[[9, 9]], [[0, 8]]]), np.array([[[1]], [[-1]]])),
    [[9, 1]],
)
compare(
    "uint8 pixels do not wrap around",
    corr2d_channels(np.full((2, 1, 1), 200, np.uint8), np.full((2, 1, 1), 3, np.uint8)),
    [[1200]],
)
compare_dtype(
    "the result is float64", corr2d_channels(two_channels, two_kernels), np.float64
)
raises_value_error(
    "a kernel of one channel for two is refused",
    lambda: corr2d_channels(two_channels, two_kernels[:1]),
)
raises_value_error(
    "a kernel that does not fit is refused",
    lambda: corr2d_channels(two_kernels, two_channels),
)

# %% [markdown]
# ## Exercise 2: the convolution layer
#
# {{points_and_minutes}}
#
# One kernel finds one thing. A layer wants to find many: edges of all directions, spots, colours. So it has many
# kernels. From here on we call a kernel with all its channels a **filter**. Each filter looks at all channels, and makes
# one map. The maps of all filters lie one behind the other, and they are the **channels** of the result.

# %% name="layer_picture" role="given" hidden=true
show_layer(
    (3, 6, 6),
    (2, 3, 3, 3),
    (2, 4, 4),
    caption="each filter looks at all three maps, and makes the map of its colour",
)

# %% [markdown]
# So 6 × 6 pixels of 3 channels and **two** filters give 4 × 4 pixels of 2 channels. Two numbers are easily mixed up:
#
# * $C_{in}$, the channels that come in. The filters are as **deep** as that.
# * $C_{out}$, the channels that go out. There are as **many** filters as that.
#
# One more axis: networks see many pictures at a time, a **batch**. That saves time, and nothing else. Each picture is
# called a **sample**, and no sample knows of the others. Now all arrays have four axes, always in this order:
#
# | array | axes |
# | --- | --- |
# | `x`, what comes in | $N \times C_{in} \times H \times W$ |
# | `weight`, the filters | $C_{out} \times C_{in} \times k_h \times k_w$ |
# | `bias`, one number for each filter | $C_{out}$ |
# | the result | $N \times C_{out} \times O_h \times O_w$ |
#
# $$
# Y[n, o, i, j] \;=\; b[o] \;+\; \sum_{c, u, v} X[n,\; c,\; i\, s_h + u - p_h,\; j\, s_w + v - p_w]\; K[o, c, u, v]
# $$
#
# Padding $p$ and stride $s$ are as in the first notebook, with zeros outside the maps, and every channel is padded in
# the same way. Here is the lecture's example: a small colour picture, padding 1, stride 2, and its filter 0 with
# bias 1. The picture shows the padded channels.

# %% name="rgb_picture" role="given" hidden=true
rgb = np.array(
    [
        [
            [0, 1, 1, 2, 2],
            [0, 1, 1, 0, 0],
            [1, 1, 0, 1, 0],
            [1, 0, 1, 1, 1],
            [0, 2, 0, 1, 0],
        ],
        [
            [1, 1, 1, 2, 0],
            [0, 2, 1, 1, 2],
            [1, 2, 0, 0, 2],
            [0, 2, 1, 2, 1],
            [2, 0, 1, 2, 0],
        ],
        [
            [2, 0, 2, 0, 2],
            [0, 0, 1, 2, 1],
            [1, 0, 2, 2, 2],
            [2, 0, 2, 0, 0],
            [0, 0, 1, 1, 2],
        ],
    ]
)
filter_0 = np.array(
    [
        [[1, 1, -1], [-1, 0, 1], [-1, -1, 0]],
        [[-1, 0, -1], [0, 0, -1], [1, -1, 0]],
        [[0, 1, 0], [1, 0, 1], [0, -1, 1]],
    ]
)
filter_1 = np.array(
    [
        [[-1, -1, 0], [-1, 1, 0], [-1, 1, 0]],
        [[1, -1, 0], [-1, 0, -1], [-1, 0, 0]],
        [[-1, 0, 1], [1, 0, 1], [0, -1, 0]],
    ]
)
show_channels(
    np.pad(rgb, ((0, 0), (1, 1), (1, 1))),
    filter_0,
    np.array(
        [
            [[1, -1, -2], [-1, 1, -3], [3, -1, 1]],
            [[-1, -1, -1], [-4, -2, 0], [-2, -6, -2]],
            [[0, 1, -1], [-2, 1, 3], [2, 3, 1]],
        ]
    ),
    np.array([[1, 0, -3], [-6, 1, 1], [4, -3, 1]]),
    names=("red", "green", "blue"),
    caption="the three maps are added up, and then the bias, once: 1 − 1 + 0 + 1 = 1",
)

# %% [markdown]
# *If you read the lecture beside this notebook:* its second filter does not give the result that is printed beside it.
# The filter as printed begins with $[[-1, 1, 0], [-1, 0, 1], [-1, -1, 0]]$ in the red channel, and gives a first row of
# 0, −7, −6. With $[[-1, -1, 0], [-1, 1, 0], [-1, 1, 0]]$ it gives what is printed: −1, −6, −4. The array `filter_1`
# of the examples is the corrected one.
#
# <details><summary><b>Hint 1: a plan</b></summary>
#
# Take it apart. For one sample and one filter, `corr2d_channels` gives the map at stride 1. So:
#
# 1. check what must be refused,
# 2. pad `x`. `np.pad` wants a pair of numbers for each axis, and the first two axes get `(0, 0)`,
# 3. loop over the samples and over the filters, and fill `result[n, o]`,
# 4. a stride keeps every `sh`-th row and every `sw`-th column of a map,
# 5. add `bias[o]` once to each map.
# </details>
#
# <details><summary><b>Hint 2: my numbers are almost right</b></summary>
#
# * Every map is too large by a multiple of its bias: you add it once for each channel.
# * `out + bias` adds the bias along the LAST axis, the columns. NumPy fits axes from the right. `bias[:, None, None]`
#   has the shape that fits.
# * Sample 1 contains sample 0: something is not set back to zero.
# * It works for as many filters as channels, and for no others: the first two axes of `weight` are swapped.
# </details>
#
# <details><summary><b>Hint 3: an error is not raised</b></summary>
#
# There are five of them in the docstring. A bias of one number is stretched by NumPy to all filters: compare shapes. The
# shape has to be `(c_out,)`, so `(c_out, 1)` is refused, and so is `()` for a single filter.
# A negative stride makes a slice run backwards: look at each of the two numbers.
# </details>


# %% name="conv2d" role="answer" minutes=35 difficulty=2
def conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Cross-correlate every sample of a batch with every filter: what networks call a
    convolution.

    Args:
        x: array of shape (n, c_in, h, w), of any integer or floating-point dtype: n
            samples of c_in maps.
        weight: array of shape (c_out, c_in, kh, kw), of any integer or floating-point
            dtype: c_out filters that fit into the padded maps.
        bias: array of shape (c_out,), of any integer or floating-point dtype, or None
            for no bias: bias[o] is added once to every pixel of map o.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below each map, pw columns of
            zeros left AND right, each at least 0.

    Returns:
        A new array of shape (n, c_out, oh, ow), with oh = (h + 2 ph - kh) // sh + 1 and
        ow = (w + 2 pw - kw) // sw + 1. Map o of a sample is made of all channels of
        that sample, of filter o and of its bias, and of nothing else. Its dtype is
        float64, whatever the dtypes of x, weight and bias.

    Raises:
        ValueError: the maps and the filters have different numbers of channels.
        ValueError: the shape of the bias is not (c_out,).
        ValueError: the filters have more rows or more columns than the padded maps.
        ValueError: one of the two strides is smaller than 1.
        ValueError: one of the two paddings is negative.

    x, weight and bias must not be modified. The result must depend on the numbers in
    the arguments alone: not on earlier calls, nor on how an array lies in memory. The
    sums must come out as in float64, whatever dtypes are given: nothing wraps around,
    no digit is lost.

    Example:
        >>> x = np.arange(18).reshape(1, 2, 3, 3)
        >>> weight = np.stack([np.ones((2, 2, 2)), np.zeros((2, 2, 2))])
        >>> y = conv2d(x, weight, bias=np.array([0, 7]))
        >>> y.shape
        (1, 2, 2, 2)
        >>> y[0, 0]
        array([[52., 60.],
               [76., 84.]])
    """
    ### BEGIN SOLUTION
    (n, c_in, h, w), (c_out, channels, kh, kw) = np.shape(x), np.shape(weight)
    (sh, sw), (ph, pw) = stride, padding
    if channels != c_in:
        raise ValueError(f"the maps have {c_in} channels, the filters {channels}")
    if bias is not None and np.shape(bias) != (c_out,):
        raise ValueError(
            f"{c_out} filters want {c_out} biases, got shape {np.shape(bias)}"
        )
    if sh < 1 or sw < 1:
        raise ValueError(f"each stride must be at least 1, got {stride}")
    if ph < 0 or pw < 0:
        raise ValueError(f"each padding must be at least 0, got {padding}")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(
            f"filters of {kh} x {kw} do not fit into padded maps of {h + 2 * ph} x {w + 2 * pw}"
        )
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    result = np.zeros(
        (n, c_out, (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1)
    )
    for sample in range(n):
        for o in range(c_out):
            result[sample, o] = corr2d_channels(padded[sample], weight[o])[::sh, ::sw]
            if bias is not None:
                result[sample, o] += bias[o]
    return result
    ### END SOLUTION


# %% name="conv2d" role="graded" points=5
both_filters = np.array([filter_0, filter_1])
map_0, map_1 = (
    [[1, 0, -3], [-6, 1, 1], [4, -3, 1]],
    [[-1, -6, -4], [-2, -3, -4], [-1, -3, -3]],
)
compare(
    "the lecture's picture and its filter 0, bias 1",
    conv2d(rgb[None], filter_0[None], np.array([1]), stride=(2, 2), padding=(1, 1)),
    [[map_0]],
)
compare(
    "both filters, with biases 1 and 0",
    conv2d(rgb[None], both_filters, np.array([1, 0]), stride=(2, 2), padding=(1, 1)),
    [[map_0, map_1]],
)
compare(
    "the shape of 6 × 6 × 3 seen by two filters of 3 × 3",
    conv2d(np.ones((1, 3, 6, 6)), np.ones((2, 3, 3, 3))).shape,
    (1, 2, 4, 4),
)
compare(
    "a batch of two: the second sample is twice the first, its map is, too",
    conv2d(np.stack([rgb, 2 * rgb]), filter_1[None], None, (2, 2), (1, 1)),
    [[map_1], 2 * np.array([map_1])],
)
compare(
    "a stride for each axis: all rows, every second column",
    conv2d(two_channels[None], two_kernels[None], stride=(1, 2)),
    [[[[56], [104]]]],
)
compare(
    "padding on the left and right only",
    conv2d(np.array([[[[1, 2, 3]]]]), np.array([[[[1, 1]]]]), padding=(0, 1)),
    [[[[1, 3, 5, 3]]]],
)
compare_dtype("the result is float64", conv2d(rgb[None], filter_0[None]), np.float64)
raises_value_error(
    "filters for 3 channels and maps of 2",
    lambda: conv2d(two_channels[None], filter_0[None, :, :2, :2]),
)
raises_value_error(
    "one bias for two filters", lambda: conv2d(rgb[None], both_filters, np.array([1]))
)
raises_value_error(
    "filters that do not fit", lambda: conv2d(two_channels[None], np.ones((1, 2, 4, 1)))
)
raises_value_error(
    "two biases in an array of two axes",
    lambda: conv2d(rgb[None], both_filters, np.array([[1], [0]])),
)
raises_value_error("stride 0", lambda: conv2d(rgb[None], both_filters, stride=(1, 0)))
raises_value_error(
    "padding −1", lambda: conv2d(rgb[None], both_filters, padding=(-1, 0))
)

# %% [markdown]
# ## Exercise 3: a window of one pixel
#
# {{points_and_minutes}}
#
# What is a kernel of 1 × 1 good for? On a grey picture it multiplies every pixel by one number, which is dull. On many
# channels it is not. It takes the $C_{in}$ numbers of a pixel and makes $C_{out}$ new ones from them, each a weighted
# sum:
#
# $$
# Y[n, o, i, j] \;=\; b[o] \;+\; \sum_{c} W[o, c]\; X[n, c, i, j]
# $$
#
# That is a matrix times a vector: $y = W x + b$. It is a **fully connected layer**, applied to each pixel on its own, with
# the same weights everywhere. It mixes the channels, and leaves the pixels apart. Networks use it to change the number
# of channels, because it is cheap: from 256 channels to 64 in front of an expensive layer, and back to 256 behind it.

# %% name="conv1x1_picture" role="given" hidden=true
three_channels = np.array([[[1, 2]], [[3, 0]], [[0, 4]]])
mixing = np.array([[1, 1, 1], [2, 0, -1]])
show_grids(
    ("channel 0", three_channels[0], (0, 1, 1, 1)),
    ("channel 1", three_channels[1], (0, 1, 1, 1)),
    ("channel 2", three_channels[2], (0, 1, 1, 1)),
    "→",
    ("weight", mixing),
    "→",
    ("map 0", np.array([[4, 6]]), (0, 1, 1, 1)),
    ("map 1", np.array([[2, 0]]), (0, 1, 1, 1)),
    caption="the framed pixel is (2, 0, 4): row 0 of the weight makes 2 + 0 + 4 = 6 of it, row 1 makes 4 + 0 − 4 = 0",
)

# %% [markdown]
# Two such layers, one behind the other and with nothing in between, are no more than one: $W_2 (W_1 x)$ is
# $(W_2 W_1) x$. *If you read the lecture beside this notebook:* it puts fully connected layers behind each other without
# an activation function between them. They would collapse into a single one. What goes between is the subject of
# notebook 4.
#
# <details><summary><b>Hint 1: many ways</b></summary>
#
# You can call `conv2d` with the weight reshaped to four axes. Or loop over the pixels, and write `weight @ pixel`. Or
# use `np.einsum("oc,nchw->nohw", weight, x)`, which says what the formula says.
# </details>
#
# <details><summary><b>Hint 2: the sums are right, but in the wrong places</b></summary>
#
# `reshape` never moves a number: it only writes new lines around the same sequence. To bring the channels to the end
# you need `transpose(0, 2, 3, 1)`, and `transpose(0, 3, 1, 2)` for the way back. Try a map that is not square.
# </details>


# %% name="conv1x1" role="answer" minutes=15 difficulty=2
def conv1x1(x, weight, bias=None):
    """Apply one fully connected layer to the channels of every pixel: a convolution
    with a window of one pixel.

    Args:
        x: array of shape (n, c_in, h, w), of any integer or floating-point dtype.
        weight: array of shape (c_out, c_in), of any integer or floating-point dtype.
        bias: array of shape (c_out,), of any integer or floating-point dtype, or None
            for no bias: bias[o] is added once to every pixel of map o.

    Returns:
        A new array of shape (n, c_out, h, w). The c_out numbers of a pixel are those
        that a fully connected layer makes of its c_in numbers. No pixel has a part in
        another pixel's numbers, and no sample in another sample's. Its dtype is
        float64, whatever the dtypes of x, weight and bias.

    Raises:
        ValueError: x has not as many channels as the weight has columns.
        ValueError: the shape of the bias is not (c_out,).

    x, weight and bias must not be modified. The result must depend on the numbers in
    the arguments alone: not on earlier calls, nor on how an array lies in memory. The
    sums must come out as in float64, whatever dtypes are given: nothing wraps around,
    no digit is lost.

    Example:
        >>> x = np.array([[[[1, 2]], [[10, 20]]]])
        >>> conv1x1(x, np.array([[1, 1], [0, 2], [3, 0]]))[0, :, 0]
        array([[11., 22.],
               [20., 40.],
               [ 3.,  6.]])
    """
    ### BEGIN SOLUTION
    x, weight = np.asarray(x, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    if x.shape[1] != weight.shape[1]:
        raise ValueError(
            f"the maps have {x.shape[1]} channels, the weight is for {weight.shape[1]}"
        )
    if bias is not None and np.shape(bias) != (len(weight),):
        raise ValueError(
            f"{len(weight)} maps want {len(weight)} biases, got shape {np.shape(bias)}"
        )
    result = np.einsum("oc,nchw->nohw", weight, x)
    if bias is not None:
        result = result + bias[:, None, None]
    return result
    ### END SOLUTION


# %% name="conv1x1" role="graded" points=3
compare(
    "the pixels of the picture",
    conv1x1(three_channels[None], mixing),
    [[[[4, 6]], [[2, 0]]]],
)
compare(
    "the same with biases",
    conv1x1(three_channels[None], mixing, np.array([10, -1])),
    [[[[14, 16]], [[1, -1]]]],
)
compare(
    "three channels to grey: a third of each",
    conv1x1(np.full((1, 3, 2, 4), 30), np.full((1, 3), 1 / 3)),
    np.full((1, 1, 2, 4), 30),
)
compare(
    "a shape that is not square: (2, 3, 4, 5) becomes (2, 6, 4, 5)",
    conv1x1(np.ones((2, 3, 4, 5)), np.ones((6, 3))),
    np.full((2, 6, 4, 5), 3),
)
compare(
    "pixels stay apart: only the one that is not 0 gives something",
    conv1x1(np.array([[[[0, 5], [0, 0]]]]), np.array([[2]])),
    [[[[0, 10], [0, 0]]]],
)
compare_dtype(
    "the result is float64", conv1x1(three_channels[None], mixing), np.float64
)
raises_value_error(
    "a weight for 2 channels and maps of 3",
    lambda: conv1x1(three_channels[None], mixing[:, :2]),
)
raises_value_error(
    "one bias for two maps",
    lambda: conv1x1(three_channels[None], mixing, np.array([1])),
)

# %% [markdown]
# **Look at your work.** The next cell paints a small landscape in three channels. Your layer mixes them. *Grey* takes a
# little of each, most of green, because our eyes do. *How yellow* is red and green without blue. Change the numbers:
# how do you find the sky? And the meadow?

# %%
y, x = np.mgrid[0:48, 0:48]
sky, sun, meadow = (90, 150, 230), (250, 220, 40), (60, 160, 50)
landscape = np.array(
    [
        np.where(y > 34 - 4 * np.sin(x / 9), m, s)
        for s, m in zip(sky, meadow, strict=True)
    ],
    dtype=float,
)
landscape[:, np.hypot(x - 34, y - 12) < 8] = np.array(sun)[:, None]
show_pictures({"red": landscape[0], "green": landscape[1], "blue": landscape[2]})

weights = np.array([[0.3, 0.6, 0.1], [0.5, 0.5, -1.0]])
grey, yellow = np.clip(conv1x1(landscape[None], weights)[0], 0, 255)
show_pictures({"grey": grey, "how yellow": yellow})

# %% [markdown]
# ## Exercise 4: a fully connected layer is a convolution
#
# {{points_and_minutes}}
#
# At its end a network wants no maps, but a decision. Classical networks **flatten** the last maps into one long vector
# and put a **fully connected** layer behind it: every unit has a weight for every number. This layer has no window. Or
# does it?
#
# Take a filter that is as large as the map. It fits in one position only. It multiplies every number of the map by a
# weight of its own, and adds the products up. That is what a unit of a fully connected layer does. So **one unit is one
# filter as large as the maps**, and the result has 1 × 1 pixels.
#
# The lecture's example: 28 × 28 pixels go through a convolution of 5 × 5 (24 × 24 remain) and a pooling (12 × 12). With
# 20 filters that is 20 maps of 12 × 12. A layer of 100 units behind them is a convolution with 100 filters of
# 20 × 12 × 12. Both have 288,000 weights. They are the same numbers, only sorted in another way.
#
# What is this good for? A fully connected layer wants maps of one size. A convolution does not care. Give the network a
# larger picture, and the filters slide: you get a decision for every place.
#
# Sorted in *which* way? Flattening goes through the array as NumPy keeps it. The last axis counts fastest: along the
# columns, then row by row, then channel by channel.

# %% name="flatten_picture" role="given" hidden=true
counted = np.arange(12).reshape(2, 2, 3)
show_grids(
    ("channel 0", counted[0], (0, 0, 2, 3)),
    ("channel 1", counted[1]),
    "→",
    ("flattened", counted.reshape(1, 12), (0, 0, 1, 6)),
    caption="first all of channel 0, row by row, then all of channel 1",
)

# %% [markdown]
# So a weight that belongs to channel $c$, row $i$, column $j$ stands in column $(c \cdot h + i) \cdot w + j$. Whoever
# sorts otherwise gets a network that runs without an error and knows nothing. It happens often: TensorFlow keeps the
# channels last and flattens in another order, so weights that are carried over must be sorted anew.
#
# <details><summary><b>Hint</b></summary>
#
# It is one `reshape`, if you get the order of the axes right. A `reshape` may give a **view**: another array on the same
# memory. Whoever changes the filters would change the layer. So make a copy. And `reshape(-1, c, h, w)` makes as many
# filters as fit, whatever the columns were: compare before.
# </details>


# %% name="linear_as_conv" role="answer" minutes=10 difficulty=2
def linear_as_conv(weight, shape):
    """Turn the weights of a fully connected layer on flattened maps into filters as
    large as the maps.

    Args:
        weight: array of shape (units, c * h * w), of any integer or floating-point
            dtype: a row for each unit, its numbers in the order of maps.reshape(-1).
        shape: (c, h, w): channels, rows and columns of the maps that the layer reads,
            each at least 1.

    Returns:
        A new array of shape (units, c, h, w) that holds the numbers of the weight. Used
        as filters on maps of shape (c, h, w), it gives what the layer gives on the
        flattened maps. Its dtype is float64, whatever the dtype of the weight.

    Raises:
        ValueError: the weight does not have c * h * w columns.

    The weight must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. Every
    number must come out as float64 holds it, whatever dtype is given: no digit is lost.

    Example:
        >>> kernel = linear_as_conv(np.array([[1, 2, 3, 4]]), (2, 1, 2))
        >>> kernel.shape
        (1, 2, 1, 2)
        >>> kernel[0, :, 0]
        array([[1., 2.],
               [3., 4.]])
    """
    ### BEGIN SOLUTION
    c, h, w = shape
    units, columns = np.shape(weight)
    if columns != c * h * w:
        raise ValueError(
            f"maps of {c} x {h} x {w} want {c * h * w} columns, got {columns}"
        )
    return np.array(weight, dtype=np.float64).reshape(units, c, h, w)
    ### END SOLUTION


# %% name="linear_as_conv" role="graded" points=2
compare(
    "one unit, weights 0, 1, ..., 11",
    linear_as_conv(np.arange(12).reshape(1, 12), (2, 2, 3)),
    counted[None],
)
compare(
    "two units, two channels of one row",
    linear_as_conv(np.array([[1, 2, 3, 4], [5, 6, 7, 8]]), (2, 1, 2)),
    [[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]],
)
lecture = linear_as_conv(np.arange(288_000).reshape(100, -1), (20, 12, 12))
compare(
    "the lecture's 100 units on 20 maps of 12 × 12", lecture.shape, (100, 20, 12, 12)
)
compare("that is 288,000 weights", lecture.size, 288_000)
compare(
    "unit 99, channel 19, row 11: the last twelve of them",
    lecture[99, 19, 11],
    np.arange(288_000 - 12, 288_000),
)
compare_dtype(
    "the result is float64", linear_as_conv(np.ones((1, 2), int), (1, 1, 2)), np.float64
)
raises_value_error(
    "13 columns for 12 numbers", lambda: linear_as_conv(np.ones((2, 13)), (2, 2, 3))
)
raises_value_error(
    "6 columns for 12 numbers", lambda: linear_as_conv(np.ones((2, 6)), (2, 2, 3))
)

# %% [markdown]
# ## Exercise 5: and back
#
# {{points_and_minutes}}
#
# The way back: filters as large as the maps become the rows of a weight. With it you can check the claim of the last
# exercise. The examples below do: your `conv2d` and one product of matrices give the same numbers. So they need your
# answers to Exercises 2 and 4.


# %% name="conv_as_linear" role="answer" minutes=5 difficulty=1 task="the way back"
def conv_as_linear(kernel):
    """Turn filters as large as the maps they read into the weights of a fully connected
    layer on flattened maps.

    Args:
        kernel: array of shape (units, c, h, w), of any integer or floating-point dtype:
            one filter for each unit.

    Returns:
        A new array of shape (units, c * h * w) that holds the numbers of the kernel.
        Used as a fully connected layer on flattened maps, it gives what the filters
        give on the maps. Its dtype is float64, whatever the dtype of the kernel.

    The kernel must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. Every
    number must come out as float64 holds it, whatever dtype is given: no digit is lost.

    Example:
        >>> conv_as_linear(np.array([[[[1, 2]], [[3, 4]]]]))
        array([[1., 2., 3., 4.]])
    """
    ### BEGIN SOLUTION
    units, c, h, w = np.shape(kernel)
    return np.array(kernel, dtype=np.float64).reshape(units, c * h * w)
    ### END SOLUTION


# %% name="conv_as_linear" role="graded" points=1
compare(
    "one filter",
    conv_as_linear(counted[None]),
    [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
)
compare(
    "two filters give two rows",
    conv_as_linear(np.arange(8).reshape(2, 2, 1, 2)),
    [[0, 1, 2, 3], [4, 5, 6, 7]],
)
compare(
    "there and back",
    conv_as_linear(linear_as_conv(np.arange(24).reshape(2, 12), (3, 2, 2))),
    np.arange(24).reshape(2, 12),
)
maps, filters = np.arange(24).reshape(2, 2, 2, 3), np.arange(36).reshape(3, 2, 2, 3) % 7
by_convolution = conv2d(maps, filters)
compare(
    "as large as the map, a filter has one position", by_convolution.shape, (2, 3, 1, 1)
)
compare(
    "the layer does the same",
    maps.reshape(2, -1) @ conv_as_linear(filters).T,
    by_convolution[:, :, 0, 0],
)

# %% [markdown]
# ## Exercise 6: what does a layer cost?
#
# {{points_and_minutes}}
#
# Two things cost: what a layer **stores**, and what it **computes**. They are not the same, and they are not in the same
# layers.
#
# **Parameters** are the numbers that are learned. A filter has $k_h \cdot k_w$ weights for each channel that comes in, and
# one bias. There are $C_{out}$ filters:
#
# $$
# \text{parameters} \;=\; (k_h \cdot k_w \cdot C_{in} + 1) \cdot C_{out}
# $$
#
# The lecture writes $(F \cdot F \cdot D + 1) \cdot K$. Without biases the $+ 1$ goes. The height and the width of the
# picture are not in the formula: the same filter is used at every place.
#
# **Bytes.** Networks keep a parameter as a `float32`. That is 32 bits, and 8 bits are a byte. So a parameter takes
# 4 bytes.
#
# **Multiply-adds** are the work for one picture. One multiply-add is one product, and the addition that takes it in.
# Every weight is used once at every position of the window, and there are as many positions as pixels that come **out**:
#
# $$
# \text{multiply-adds} \;=\; O_h \cdot O_w \cdot C_{out} \cdot k_h \cdot k_w \cdot C_{in}
# $$
#
# A product with a zero of the padding counts like any other. The addition of a bias is not counted. Some people count
# the product and the addition as two **FLOPs** (floating-point operations), so their number is twice as large. And many
# tables say FLOPs and mean multiply-adds. When you compare two tables, ask which.
#
# The first layer of LeNet, for example: one channel in, 6 filters of 5 × 5, 28 × 28 pixels, padding 2. That is
# $(25 + 1) \cdot 6 = 156$ parameters, and $28 \cdot 28 \cdot 6 \cdot 25 = 117{,}600$ multiply-adds.

# %% name="layer_costs_picture" role="given" hidden=true
show_costs(
    {
        "64 × 64 pixels": {"parameters": 36_928, "multiply-adds": 150_994_944},
        "32 × 32 pixels": {"parameters": 36_928, "multiply-adds": 37_748_736},
        "32 × 32, channels × 2": {"parameters": 147_584, "multiply-adds": 150_994_944},
    },
    caption="a 3 × 3 convolution of 64 channels with padding 1; in the last row of 128",
)

# %% [markdown]
# Read the picture: half the height and width change nothing for the parameters, and save three quarters of the work.
# Twice the channels, in and out, make **four** times the parameters.
#
# *If you read the lectures beside this notebook:* one says that the parameters of a layer grow with the height and width
# of its input. Only the multiply-adds do. It says, too, that halving the size and doubling the channels leaves most
# layers with equal parameters. They become four times as many; what stays equal is the work. The convolutions of VGG-11
# range from 1,792 to 2,359,808 parameters. And one lecture counts a photograph: 36 million numbers, fully connected with
# 100 units, are 3.6 billion weights. It stores each in "4 bits", and gets 14 GB. It is 4 **bytes**, and 14.4 GB; 4 bits
# would make 1.8 GB.
#
# That photograph is why convolutions were invented: a unit that looks at a small window, and shares its weights with all
# other places, needs next to nothing. But do not expect it of every network. The lecture says that sharing brings
# AlexNet from 100 million parameters to 60 million. Without sharing, its convolutions alone would hold 666 million
# weights instead of 2.3 million. Nearly all of the 60 million lie in its fully connected layers, which share nothing.
#
# <details><summary><b>Hint</b></summary>
#
# `output_size` from the top of the notebook gives the rows and the columns of what comes out, and raises the two errors
# for you. Divide with `//` and never with `/`, so that everything stays an `int`. A dict is written
# `{"parameters": 156, "bytes": 624}`.
# </details>


# %% name="layer_costs" role="answer" minutes=20 difficulty=2
def layer_costs(c_in, c_out, kernel, size, stride=(1, 1), padding=(0, 0), bias=True):
    """Count the parameters of a convolution, the bytes that they take, and its
    multiply-adds for one image.

    Args:
        c_in, c_out: channels that come in and channels that go out, ints of at least 1.
        kernel: (kh, kw): rows and columns of the window, ints of at least 1.
        size: (h, w): rows and columns of the maps that come IN, ints from 1 to a
            million.
        stride: (sh, sw): the step down and the step to the right, ints of at least 1.
        padding: (ph, pw): rows of zeros above AND below, columns of zeros left AND
            right, ints of at least 0.
        bias: a bool, True if each filter has a bias, False if none has.

    Returns:
        A dict of ints with the keys "parameters", "bytes" and "multiply_adds". The
        parameters are all weights and all biases of the layer, whatever the size of the
        maps. The bytes are those that the parameters take as float32. The multiply_adds
        count, for one image, every product of a weight with a pixel or a padded zero,
        together with the addition that takes it in, as one; biases are left out.

    Raises:
        ValueError: the kernel has more rows or more columns than the padded maps.
        ValueError: one of the two strides is smaller than 1.

    The result must depend on the arguments alone: not on earlier calls, nor on what was
    done with their results. No count reaches 2**63.

    Example:
        >>> layer_costs(1, 6, (5, 5), (28, 28), padding=(2, 2))
        {'parameters': 156, 'bytes': 624, 'multiply_adds': 117600}
    """
    ### BEGIN SOLUTION
    (kh, kw), (h, w), (sh, sw), (ph, pw) = kernel, size, stride, padding
    if sh < 1 or sw < 1:
        raise ValueError(f"each stride must be at least 1, got {stride}")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(
            f"a kernel of {kh} x {kw} does not fit into padded maps of {h + 2 * ph} x {w + 2 * pw}"
        )
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    weights = kh * kw * c_in * c_out
    parameters = weights + c_out if bias else weights
    return {
        "parameters": parameters,
        "bytes": 4 * parameters,
        "multiply_adds": oh * ow * weights,
    }
    ### END SOLUTION


# %% name="layer_costs" role="graded" points=3
def compare_costs(what, costs, **wanted):
    """Compare the counts that are named."""
    for name, number in wanted.items():
        compare(f"{what}: {number:,} {name.replace('_', '-')}", costs[name], number)


lenet_c1 = layer_costs(1, 6, (5, 5), (28, 28), padding=(2, 2))
lenet_c3 = layer_costs(6, 16, (5, 5), (14, 14))
compare_costs(
    "LeNet's first convolution",
    lenet_c1,
    parameters=156,
    bytes=624,
    multiply_adds=117_600,
)
compare_costs(
    "LeNet's second convolution",
    lenet_c3,
    parameters=2_416,
    bytes=9_664,
    multiply_adds=240_000,
)
compare_costs(
    "without biases",
    layer_costs(6, 16, (5, 5), (14, 14), bias=False),
    parameters=2_400,
    multiply_adds=240_000,
)
compare_costs(
    "100 units on 20 maps of 12 × 12",
    layer_costs(20, 100, (12, 12), (12, 12), bias=False),
    parameters=288_000,
)
photograph = layer_costs(36_000_000, 100, (1, 1), (1, 1), bias=False)
compare_costs(
    "36 million numbers and 100 units",
    photograph,
    parameters=3_600_000_000,
    bytes=14_400_000_000,
)
vgg_first = layer_costs(3, 64, (3, 3), (224, 224), padding=(1, 1))
compare_costs(
    "the first layer of VGG", vgg_first, parameters=1_792, multiply_adds=86_704_128
)
compare_costs(
    "3 × 3, stride 2 on 7 × 9",
    layer_costs(2, 5, (3, 3), (7, 9), stride=(2, 2)),
    parameters=95,
    multiply_adds=1_080,
)
compare_costs(
    "3 × 2, a stride and a padding for each axis",
    layer_costs(2, 5, (3, 2), (7, 9), stride=(2, 3), padding=(1, 2)),
    parameters=65,
    multiply_adds=960,
)
compare_costs(
    "1 × 1 with padding 1: the maps grow by a frame",
    layer_costs(1, 1, (1, 1), (3, 4), padding=(1, 1)),
    parameters=2,
    multiply_adds=30,
)
raises_value_error(
    "a kernel that does not fit", lambda: layer_costs(1, 1, (4, 1), (3, 9))
)
raises_value_error(
    "a kernel that does not fit on either axis",
    lambda: layer_costs(1, 1, (5, 5), (3, 3)),
)
raises_value_error("stride 0", lambda: layer_costs(1, 1, (2, 2), (3, 9), stride=(1, 0)))
raises_value_error(
    "stride −1 on both axes",
    lambda: layer_costs(1, 1, (2, 2), (3, 9), stride=(-1, -1)),
)

# %% [markdown]
# *If you read the lectures beside this notebook:* they say that LeNet's two convolutions have similar numbers of
# parameters. You have just counted them: 156 and 2,416.
#
# ## Exercise 7: what does a network cost?
#
# {{points_and_minutes}}
#
# A network is a stack of layers. What comes out of one goes into the next. So follow the shape $(c, h, w)$ of the maps
# from layer to layer, and add up what each layer costs. There are three kinds of layers here:
#
# | a layer | what it does to $(c, h, w)$ | what it costs |
# | --- | --- | --- |
# | `("conv", 6, (5, 5), (1, 1), (2, 2))`: filters, kernel, stride, padding | as many channels as filters, and a new size | as in Exercise 6, with biases |
# | `("pool", (2, 2), (2, 2))`: window, stride | the channels stay, the size shrinks | nothing |
# | `("linear", 120)`: units | 120 channels of 1 × 1 | a weight for each of the $c \cdot h \cdot w$ numbers and each unit, and a bias for each unit |
#
# A **pooling** puts one number, such as the largest, in the place of each window. You will write it in notebook 4. It
# works on each channel alone and has nothing to learn. Its size follows the rule that you know.
#
# This is **LeNet**, which read digits on cheques in the nineties. In the picture you see its shapes. Look where the
# parameters are, and where the work is.

# %% name="lenet_picture" role="given" hidden=true
show_costs(
    {
        "conv 6 @ 28 × 28": {"parameters": 156, "multiply-adds": 117_600},
        "pool → 6 @ 14 × 14": {"parameters": 0, "multiply-adds": 0},
        "conv 16 @ 10 × 10": {"parameters": 2_416, "multiply-adds": 240_000},
        "pool → 16 @ 5 × 5": {"parameters": 0, "multiply-adds": 0},
        "linear 120": {"parameters": 48_120, "multiply-adds": 48_000},
        "linear 84": {"parameters": 10_164, "multiply-adds": 10_080},
        "linear 10": {"parameters": 850, "multiply-adds": 840},
    },
    caption="LeNet on 28 × 28 pixels: the convolutions do the work, the fully connected layers hold the parameters",
)

# %% [markdown]
# Nearly four fifths of the parameters lie in a single layer: the fully connected one behind the last maps. The work is in the
# convolutions, because there each weight is used at every place. It is like this in most networks.
#
# <details><summary><b>Hint 1: less code than you think</b></summary>
#
# By Exercise 4 a fully connected layer is a convolution with a kernel as large as the map. So `layer_costs` counts two of
# the three kinds, and `output_size` gives every size.
# </details>
#
# <details><summary><b>Hint 2: reading a layer</b></summary>
#
# `kind, *numbers = layer` takes the first entry apart from the others. Decide by `kind`, with a branch for each of the
# three, and a last `else` that raises. A misspelt name must not slip into one of the others.
# </details>


# %% name="stack_costs" role="answer" minutes=30 difficulty=3
def stack_costs(layers, shape):
    """Follow the shape of one image through a stack of layers, and count what the stack
    costs.

    Args:
        layers: a list of 1 to 100 layers, from the first to the last. Each is one of
            these tuples: ("conv", c_out, (kh, kw), (sh, sw), (ph, pw)), a convolution
            with biases; ("pool", (kh, kw), (sh, sw)), a pooling without padding;
            ("linear", units), a fully connected layer with biases, on the flattened
            maps. The numbers are ints: paddings of at least 0, all others of at least
            1. Behind one of the three words there are as many entries as here. Any
            layer may follow any other.
        shape: (c, h, w): channels, rows and columns of the image, ints of at least 1.

    Returns:
        A dict with the keys "shapes", "parameters" and "multiply_adds". The shapes are
        a list with a tuple (c, h, w) of ints for each layer, the shape of what comes
        OUT of it, and (units, 1, 1) for a fully connected one. The parameters are an
        int, all weights and biases of all layers together, a pooling having none. The
        multiply_adds are an int, those of all convolutions and fully connected layers
        together, for one image, counted as in layer_costs.

    Raises:
        ValueError: a layer begins with a string that is none of the three words.
        ValueError: a window has more rows or more columns than the padded maps that it
            meets.

    The list of layers must not be modified. The result must depend on the arguments
    alone: not on earlier calls, nor on what was done with their results. No count
    reaches 2**63.

    Example:
        >>> stack_costs([("pool", (2, 2), (2, 2)), ("linear", 10)], (3, 4, 4))
        {'shapes': [(3, 2, 2), (10, 1, 1)], 'parameters': 130, 'multiply_adds': 120}
    """
    ### BEGIN SOLUTION
    shapes, parameters, multiply_adds = [], 0, 0
    for kind, *numbers in layers:
        c, h, w = shape
        if kind == "conv":
            c_out, kernel, stride, padding = numbers
        elif kind == "pool":
            c_out, (kernel, stride), padding = c, numbers, (0, 0)
        elif kind == "linear":
            c_out, kernel, stride, padding = numbers[0], (h, w), (1, 1), (0, 0)
        else:
            raise ValueError(f"a layer is a conv, a pool or a linear, got {kind!r}")
        if kind == "pool":
            layer_costs(
                1, 1, kernel, (h, w), stride
            )  # refuses a window that does not fit
        else:
            costs = layer_costs(c, c_out, kernel, (h, w), stride, padding)
            parameters += costs["parameters"]
            multiply_adds += costs["multiply_adds"]
        oh = (h + 2 * padding[0] - kernel[0]) // stride[0] + 1
        ow = (w + 2 * padding[1] - kernel[1]) // stride[1] + 1
        shape = (c_out, oh, ow)
        shapes.append(shape)
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}
    ### END SOLUTION


# %% name="stack_costs" role="graded" points=4
lenet = [
    ("conv", 6, (5, 5), (1, 1), (2, 2)),
    ("pool", (2, 2), (2, 2)),
    ("conv", 16, (5, 5), (1, 1), (0, 0)),
    ("pool", (2, 2), (2, 2)),
    ("linear", 120),
    ("linear", 84),
    ("linear", 10),
]
costs = stack_costs(lenet, (1, 28, 28))
shapes = [
    (6, 28, 28),
    (6, 14, 14),
    (16, 10, 10),
    (16, 5, 5),
    (120, 1, 1),
    (84, 1, 1),
    (10, 1, 1),
]
compare("the shapes of LeNet", costs["shapes"], shapes)
compare("LeNet has 61,706 parameters", costs["parameters"], 61_706)
compare(
    "LeNet needs 416,520 multiply-adds for a digit", costs["multiply_adds"], 416_520
)
compare(
    "a tuple for each layer",
    [type(each) for each in costs["shapes"]] == [tuple] * 7,
    True,
)
lecture = stack_costs(
    [("conv", 20, (5, 5), (1, 1), (0, 0)), ("pool", (2, 2), (2, 2)), ("linear", 100)],
    (1, 28, 28),
)
compare(
    "the lecture's stack of Exercise 4",
    lecture["shapes"],
    [(20, 24, 24), (20, 12, 12), (100, 1, 1)],
)
compare(
    "its fully connected layer: 288,000 weights, 100 biases",
    lecture["parameters"] - (25 + 1) * 20,
    288_100,
)
pooled = stack_costs([("pool", (3, 2), (2, 3))], (5, 10, 9))
compare(
    "a pooling changes the size only; a row and a column are left over",
    pooled["shapes"],
    [(5, 4, 3)],
)
compare(
    "a pooling costs nothing", (pooled["parameters"], pooled["multiply_adds"]), (0, 0)
)
twice = stack_costs([("conv", 4, (3, 3), (1, 1), (1, 1))] * 2, (3, 5, 5))
compare("equal layers count as often as they come", twice["parameters"], 112 + 148)
raises_value_error(
    "a layer that is misspelt",
    lambda: stack_costs([("conv2d", 6, (5, 5), (1, 1), (2, 2))], (1, 28, 28)),
)
raises_value_error(
    "a layer in upper case", lambda: stack_costs([("Linear", 120)], (1, 28, 28))
)
raises_value_error(
    "a convolution that does not fit any more",
    lambda: stack_costs(lenet[:4] * 2, (1, 28, 28)),
)
raises_value_error(
    "a pooling that does not fit",
    lambda: stack_costs([("pool", (3, 1), (1, 1))], (1, 2, 2)),
)

# %% [markdown]
# ## Exercise 8: filters in groups
#
# {{points_and_minutes}}
#
# In 2012 AlexNet did not fit on one graphics card. So its authors cut most layers in two halves, one for each card. The
# filters on the first card saw the maps of the first card, and no others. Such a layer has two **groups**.
#
# With $g$ groups, the input channels fall into $g$ equal parts, in order: the first $C_{in} / g$ of them, the next
# $C_{in} / g$, and so on. The filters fall into $g$ equal parts as well. The filters of a part see the channels of that
# part. So a filter is only $C_{in} / g$ deep, and the layer has $g$ times fewer weights and multiply-adds. AlexNet's second
# convolution, from 96 to 256 channels with 5 × 5, has 307,200 weights in two groups. In one it would have 614,400. The
# whole network comes to 60,965,224 parameters.
#
# The other extreme has as many groups as channels: each filter sees a single channel. It is called a **depthwise**
# convolution. Followed by a 1 × 1 convolution, which mixes the channels, it makes the networks of mobile phones.
#
# One of the examples compares with your `conv2d`, so their cell needs your answer to Exercise 2.

# %% name="groups_picture" role="given" hidden=true
show_grids(
    ("1 group", np.ones((6, 6), int)),
    (
        "2 groups",
        np.kron(np.eye(2, dtype=int), np.ones((3, 3), int)),
        (0, 0, 3, 3),
        (3, 3, 3, 3),
    ),
    (
        "3 groups",
        np.kron(np.eye(3, dtype=int), np.ones((2, 2), int)),
        (0, 0, 2, 2),
        (2, 2, 2, 2),
        (4, 4, 2, 2),
    ),
    ("6 groups", np.eye(6, dtype=int)),
    caption="rows: filters, columns: channels; 1 where a filter sees a channel",
)

# %% [markdown]
# <details><summary><b>Hint 1: the short way</b></summary>
#
# Each group is a convolution of its own. Cut out its channels and its filters, call your `conv2d`, and join the maps
# of all groups along axis 1. Group `i` has the channels from `i * each` to `(i + 1) * each`, where `each` is `c_in // groups`.
# The filters have a number of their own: `c_out // groups`.
# </details>
#
# <details><summary><b>Hint 2: the right maps in the wrong order</b></summary>
#
# Groups are neighbours, not dealt out like cards: `x[:, i::groups]` is another division. Filter `o` makes map `o`, and
# belongs to group `o // (c_out // groups)`. You see the difference only where a group has at least two channels or two
# filters.
# </details>


# %% name="grouped_conv2d" role="answer" minutes=25 difficulty=3
def grouped_conv2d(x, weight, groups):
    """Cross-correlate a batch with filters in groups, each of which sees the channels
    of its own group.

    There is no bias and no padding, and the stride is 1.

    Args:
        x: array of shape (n, c_in, h, w), of any integer or floating-point dtype.
        weight: array of shape (c_out, c_in // groups, kh, kw), with kh <= h and kw <=
            w, of any integer or floating-point dtype.
        groups: the number of groups, an int of at least 1 that divides c_in and c_out.

    Returns:
        A new array of shape (n, c_out, h - kh + 1, w - kw + 1). The channels of x and
        the filters fall into as many equal groups, each of neighbours, in order, and
        the filters of a group see its channels and no others. Its dtype is float64,
        whatever the dtypes of x and weight.

    Raises:
        ValueError: groups is smaller than 1.
        ValueError: c_in or c_out is no multiple of groups.
        ValueError: the filters do not have c_in // groups channels.
        ValueError: the filters have more rows or more columns than the maps.

    x and weight must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The sums
    must come out as in float64, whatever dtypes are given: nothing wraps around, no
    digit is lost.

    Example:
        >>> x = np.array([[[[1]], [[10]]]])
        >>> grouped_conv2d(x, np.array([[[[2]]], [[[3]]]]), groups=2)[0, :, 0, 0]
        array([ 2., 30.])
    """
    ### BEGIN SOLUTION
    c_in, c_out = x.shape[1], len(weight)
    if groups < 1:
        raise ValueError(f"there must be at least one group, got {groups}")
    if c_in % groups or c_out % groups:
        raise ValueError(
            f"{groups} groups do not divide {c_in} channels and {c_out} filters"
        )
    channels, filters = c_in // groups, c_out // groups
    maps = []
    for g in range(groups):
        seen = x[:, g * channels : (g + 1) * channels]
        maps.append(conv2d(seen, weight[g * filters : (g + 1) * filters]))
    return np.concatenate(maps, axis=1)
    ### END SOLUTION


# %% name="grouped_conv2d" role="graded" points=3
four = np.array([1, 10, 100, 1000]).reshape(1, 4, 1, 1)
ones = np.ones((4, 2, 1, 1))
compare(
    "one group: every filter sees all",
    grouped_conv2d(four, np.ones((2, 4, 1, 1)), 1)[0, :, 0, 0],
    [1111, 1111],
)
compare(
    "two groups of two filters",
    grouped_conv2d(four, ones, 2)[0, :, 0, 0],
    [11, 11, 1100, 1100],
)
compare(
    "four groups: depthwise",
    grouped_conv2d(four, ones[:, :1], 4)[0, :, 0, 0],
    [1, 10, 100, 1000],
)
compare(
    "two groups of one filter each",
    grouped_conv2d(four, ones[:2], 2)[0, :, 0, 0],
    [11, 1100],
)
compare(
    "one group is conv2d",
    grouped_conv2d(rgb[None], both_filters, 1),
    conv2d(rgb[None], both_filters),
)
alexnet = np.zeros((256, 96 // 2, 5, 5))
compare("AlexNet's second convolution: 307,200 weights", alexnet.size, 307_200)
compare(
    "what comes out of it",
    grouped_conv2d(np.zeros((1, 96, 5, 5)), alexnet, 2).shape,
    (1, 256, 1, 1),
)
raises_value_error("no groups", lambda: grouped_conv2d(four, ones, 0))
raises_value_error("−2 groups", lambda: grouped_conv2d(four, ones, -2))
raises_value_error(
    "three groups of four channels",
    lambda: grouped_conv2d(four, np.ones((3, 1, 1, 1)), 3),
)
raises_value_error(
    "two groups of three filters", lambda: grouped_conv2d(four, ones[:3], 2)
)
raises_value_error(
    "filters for all four channels",
    lambda: grouped_conv2d(four, np.ones((4, 4, 1, 1)), 2),
)

# %% [markdown]
# ## What you have now
#
# You have the layer of which networks are made, and you can say what it costs. Check yourself. Can you
#
# * say why 3 channels and one filter give one map, and not three?
# * tell $C_{in}$ from $C_{out}$ in the shape of a weight?
# * say what a window of 1 × 1 does, and what it does not do?
# * turn a fully connected layer into a convolution, and say what changes for a larger picture?
# * count the parameters of a 3 × 3 convolution from 64 to 128 channels? What if the picture is twice as large?
# * say in which layers of a network the parameters are, and in which the work is?
#
# <details><summary><b>Answers to the fifth question</b></summary>
#
# $(9 \cdot 64 + 1) \cdot 128 = 73{,}856$. On a larger picture there are as many: the size is not in the formula.
# </details>
#
# {{hand_in}}
#
# **What comes next.** A convolution is a sum of products, so it can be written as a matrix. In `03_matrix_and_gradients`
# you build that matrix, make the layer fast, and let a kernel learn its own numbers.
