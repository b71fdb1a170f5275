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
# # 4. Pooling and activations: what stands between the convolutions
#
# A convolution is a sum of products. A network needs three more things around it. **Activations** bend its numbers, so
# that two layers can do more than one. **Pooling** makes its maps smaller. And at the end **softmax** and
# **cross-entropy** turn its scores into probabilities and into one number that says how wrong they are. In this
# notebook you write all of them, forward and backward. The exercises are short, and most of them stand on their own.
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded}}
#
# In this notebook that means:
#
# * **Whole numbers** are such as a `float64` holds exactly. So you may convert every array to `float64` first.
# * **No array is empty**, and each has at least one axis. Sizes, strides, paddings and shapes are tuples of `int`.
# * **Sums and differences** of the numbers in one array are no larger than a `float64` can be. For their own dtype they
#   may be too large. In a row with scores beyond a million, no other is close or equal to the largest.
# * **Rounding** is what changes a result by less than a billionth of the result's largest number. What a `float32`
#   loses on the way is more. Where exponentials are taken (sigmoid, tanh, softmax, cross-entropy), each number of the
#   result may be off by a billionth in any case: the sigmoid of −40 is 4e−18, and 0 is as good.
# * **Each map for itself.** Numbers of 1e17 in one map must not take the digits of the next one. So do not add up, or
#   shift, all maps together. Within one map you may add up as you like, for a mean. A maximum is one of the numbers,
#   to the last digit.
#
# {{numpy_only}}

# %% [markdown]
# ## Setup
#
# {{setup}}

# %% name="setup" role="given" hidden=true
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.cbook import get_sample_data

from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.curves import show_curves
from notebook_parts.grids import show_grids
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.pictures import show_pictures

say_which_exercise_is_open()

# %% [markdown]
# ## Exercise 1: one number for each map
#
# {{points_and_minutes}}
#
# Let us warm up. A layer gives **maps**: for each image of a batch, one map for each kernel. They stand in one array
# of four axes,
#
# $$
# n \times c \times h \times w
# $$
#
# for $n$ images of $c$ maps each, $h$ rows high and $w$ columns wide. So `x[1, 0]` is the first map of the second
# image.
#
# At the end of a network the question is no longer *where* something was seen, but *whether*. Then one number for each
# map is enough. The simplest one is its mean. This is called **global mean pooling**:
#
# $$
# Y[i, j] \;=\; \frac{1}{h\,w} \sum_{a=0}^{h-1} \sum_{b=0}^{w-1} X[i, j, a, b]
# $$
#
# It has no weights to learn, and it takes maps of any size. ResNet ends like this: 512 maps of 7 × 7 become 512
# numbers. Without it, a fully connected layer would need 49 times as many weights there.

# %% name="global_picture" role="given" hidden=true
two_maps = np.array([[1, 2, 3], [4, 5, 3]]), np.array([[0, 0, 6], [0, 0, 0]])
show_grids(
    ("map 0", two_maps[0], (0, 0, 2, 3)),
    ("map 1", two_maps[1], (0, 0, 2, 3)),
    "→",
    ("image 0", np.array([[3, 1]]), (0, 0, 1, 1), (0, 1, 1, 1)),
    caption="two maps become a row of two numbers, their means",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# `mean` takes an `axis`, and it may be two axes at once. The pixels are the last two. The mean of a `float16` array is
# a `float16` again, unless you say which dtype you want, or convert the array first.
# </details>


# %% name="global_mean_pool" role="answer" minutes=5 difficulty=1 task="one number for each map"
def global_mean_pool(x):
    """Replace each map by one number, the mean of its pixels.

    Args:
        x: array of shape (n, c, h, w), n images of c maps each, of any integer or
            floating-point dtype.

    Returns:
        A new array of shape (n, c), whose number [i, j] is the mean of map j of image
        i. Its dtype is float64, whatever the dtype of x.

    The array x must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtype is given: nothing wraps around,
    no digit is lost.

    Example:
        >>> maps = [[1, 2, 3], [4, 5, 3]], [[0, 0, 6], [0, 0, 0]]
        >>> global_mean_pool(np.array([maps]))
        array([[3., 1.]])
    """
    ### BEGIN SOLUTION
    return np.asarray(x, dtype=np.float64).mean(axis=(2, 3))
    ### END SOLUTION


# %% name="global_mean_pool" role="graded" points=1
compare("two maps, two numbers", global_mean_pool(np.array([two_maps])), [[3, 1]])
compare(
    "a batch of three images has three rows",
    global_mean_pool(np.arange(12).reshape(3, 2, 1, 2)),
    [[0.5, 2.5], [4.5, 6.5], [8.5, 10.5]],
)
compare(
    "ResNet's 512 maps of 7 × 7 become 512 numbers",
    global_mean_pool(np.ones((1, 512, 7, 7))).shape,
    (1, 512),
)
compare(
    "uint8 pixels do not wrap around",
    global_mean_pool(np.full((1, 1, 2, 2), 200, dtype=np.uint8)),
    [[200]],
)
compare(
    "nor do sums that no int64 holds",
    global_mean_pool(np.full((1, 1, 2, 2), 2**62)) / 2**62,
    [[1]],
)
compare(
    "tiny numbers are numbers",
    global_mean_pool(np.full((1, 1, 2, 2), 2.0**-60)) * 2.0**60,
    [[1]],
)
compare_dtype(
    "the result is float64",
    global_mean_pool(np.ones((1, 1, 2, 2), dtype=np.float32)),
    np.float64,
)

# %% [markdown]
# ## Exercise 2: keep the largest
#
# {{points_and_minutes}}
#
# Further in front a network does want to know where something is, but not to the pixel. If a kernel finds an eye, it
# matters that there is one in this part of the picture. So we cut each map into windows and keep one number of each:
# the largest, the place where the kernel fitted best. This is **max pooling**. With windows of 2 × 2 each map has a
# quarter of its pixels left, and all layers behind it have a quarter of the work.
#
# $$
# Y[n, c, i, j] \;=\; \max_{0 \le u < k_h,\; 0 \le v < k_w} \tilde X[n, c,\; i\,s_h + u,\; j\,s_w + v]
# $$
#
# Here is the picture that most lectures show. Each frame is a window, and gives the number with the frame of the same
# colour.

# %% name="max_pool_picture" role="given" hidden=true
small = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
show_grids(
    ("map: small", small, (0, 0, 2, 2), (0, 2, 2, 2), (2, 0, 2, 2), (2, 2, 2, 2)),
    "→",
    (
        "largest",
        np.array([[6, 8], [3, 4]]),
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ),
    caption="the stride is the size of the window",
)

# %% [markdown]
# Size, stride and padding are as you know them from convolutions, with three things to remember.
#
# * **Each map is pooled on its own.** A convolution adds up all the maps of an image. Pooling does not: as many maps
#   come out as went in. And there is nothing to learn in it, no weights.
# * **The stride is the size of the window, unless you say otherwise.** Then the windows lie side by side. But they may
#   overlap: AlexNet takes 3 × 3 at stride 2. What is left over at the end, because the last step does not fit, is
#   dropped.
# * **Padding must not win.** Convolutions pad with zeros. Here a zero would beat every negative number and put
#   something into the result that is not in the map. So the padding counts as **minus infinity**.

# %% name="padding_picture" role="given" hidden=true
overlap = np.array(
    [
        [1, 3, 2, 0, 4],
        [0, 9, 1, 2, 3],
        [5, 1, 0, 8, 1],
        [2, 4, 7, 1, 0],
        [1, 0, 3, 2, 6],
    ]
)
show_grids(
    ("map: overlap", overlap, (0, 0, 3, 3), (0, 2, 3, 3), (2, 0, 3, 3), (2, 2, 3, 3)),
    "→",
    (
        "3 × 3, stride 2",
        np.array([[9, 8], [7, 8]]),
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ),
    caption="the 8 lies in two windows, and wins both",
)
dark = np.array([[-5, -2, -7], [-3, -9, -4], [-6, -8, -1]])
show_grids(
    ("map: dark", dark),
    "→",
    ("zeros", np.array([[0, 0], [0, -1]])),
    "or",
    ("−∞", np.array([[-5, -2], [-3, -1]])),
    caption="zeros win three windows, though no pixel is 0",
)

# %% [markdown]
# *If you read the lecture beside this notebook:*
#
# * One lecture fills maps of odd size up with zeros before it pools them. For mean pooling that makes the border too
#   small, and for max pooling it makes numbers up, as above.
# * One calls pooling a special convolution. Mean pooling is one, with equal weights. **Max pooling is not**: a
#   convolution of a sum is the sum of the convolutions, and a maximum does not work like that. The largest of
#   $[1, 0] + [0, 1] = [1, 1]$ is 1, but $1 + 1 = 2$.
# * Two say that pooling makes a network invariant to shifts, to rotation and to scale. Of the three, only small shifts
#   are right, and even these only as long as the pixel stays in its window. A face that lies on its side stays on its
#   side.

# %% name="shift_picture" role="given" hidden=true
dots = np.zeros((3, 4, 4), dtype=int)
dots[0, 1, 0] = dots[1, 1, 1] = dots[2, 1, 2] = 9
show_grids(
    ("a dot", dots[0], (0, 0, 2, 2)),
    "→",
    ("pooled", np.array([[9, 0], [0, 0]])),
    ("one to the right", dots[1], (0, 0, 2, 2)),
    "→",
    ("the same", np.array([[9, 0], [0, 0]])),
    ("one more", dots[2], (0, 2, 2, 2)),
    "→",
    ("another", np.array([[0, 9], [0, 0]])),
    caption="inside its window the dot may move; out of the window it may not",
)

# %% [markdown]
# There are more kinds of pooling. **Gaussian pooling** weighs the pixels of a window like a bell, **trainable pooling**
# learns the weights. Both are convolutions with a stride, one kernel for each map, which you can write already. They
# are rarely used.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# First the numbers of windows, one axis at a time: that is `output_size` of the first notebook. Then put the maps into
# an array that is filled with `-np.inf` and is large enough. Then loop over the rows `i` and columns `j` of the result.
# You need no loop over images and maps: `padded[:, :, top:bottom, left:right]` is the window of all maps at once, and
# `max` takes two axes.
# </details>
#
# <details><summary><b>Hint 2: something is wrong and I do not see what</b></summary>
#
# * Results that are 0 where all pixels are negative: a zero came from the padding, or from a result that began with
#   `np.zeros`.
# * `stride=None`: Python does not know that this means the size of the window. Say so in your first line.
# * An array of integers cannot hold `-np.inf`. Convert to `float64` first.
# * Why is a padding of more than half of the window refused? Try a window of 2 and padding 2 on paper: the first window
#   sees no pixel at all, and the largest of nothing is minus infinity.
# </details>


# %% name="max_pool2d" role="answer" minutes=25 difficulty=2
def max_pool2d(x, size, stride=None, padding=(0, 0)):
    """Keep the largest number of each window, map by map.

    Args:
        x: array of shape (n, c, h, w), n images of c maps each, of any integer or
            floating-point dtype.
        size: (kh, kw): rows and columns of the window, each at least 1.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
            None means the size of the window. The stride is never a single number.
        padding: (ph, pw): ph rows above AND below, pw columns left AND right, each at
            most half of the window: 1 for a window of 2 or 3. The padding counts as
            minus infinity: it never wins.

    Returns:
        A new array of shape (n, c, oh, ow), where oh = (h + 2 * ph - kh) // sh + 1 and
        ow = (w + 2 * pw - kw) // sw + 1. Its dtype is float64, whatever the dtype of x.

    Raises:
        ValueError: the window has more rows or more columns than the padded map.
        ValueError: one of the two strides is smaller than 1.
        ValueError: one of the two paddings is negative, or larger than half of the
            window on its axis.

    Each map must be pooled on its own: what is in another map or another image must not
    matter. Every number of the result must be one of x, as a float64 and to the last
    digit.
    The array x must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory.

    Example:
        >>> max_pool2d(np.array([[[[1, 3, 2, 9], [5, 4, 7, 8]]]]), (2, 2))
        array([[[[5., 9.]]]])
    """
    ### BEGIN SOLUTION
    (n, c, h, w), (kh, kw), (ph, pw) = x.shape, size, padding
    sh, sw = size if stride is None else stride
    if sh < 1 or sw < 1:
        raise ValueError(f"each stride must be at least 1, got {stride}")
    if not (0 <= 2 * ph <= kh and 0 <= 2 * pw <= kw):
        raise ValueError(f"padding must be 0 to half of the window, got {padding}")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(f"a window of {size} does not fit into {h} x {w} pixels")
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, :, i, j] = window.max(axis=(2, 3))
    return result
    ### END SOLUTION


# %% name="max_pool2d" role="graded" points=4
x = np.array([[small]])
compare("2 × 2, side by side", max_pool2d(x, (2, 2)), [[[[6, 8], [3, 4]]]])
compare(
    "3 × 3 at stride 2: windows overlap",
    max_pool2d(np.array([[overlap]]), (3, 3), (2, 2)),
    [[[[9, 8], [7, 8]]]],
)
compare(
    "two rows, one column",
    max_pool2d(x, (2, 1)),
    [[[[5, 6, 7, 8], [3, 2, 3, 4]]]],
)
compare(
    "stride (1, 2)",
    max_pool2d(x, (2, 2), stride=(1, 2)),
    [[[[6, 8], [6, 8], [3, 4]]]],
)
compare("what is left over is dropped", max_pool2d(x[..., :3], (2, 2)), [[[[6], [3]]]])
compare(
    "padding never wins",
    max_pool2d(np.array([[dark]]), (2, 2), padding=(1, 1)),
    [[[[-5, -2], [-3, -1]]]],
)
compare(
    "each map on its own",
    max_pool2d(np.array([[small, -small]]), (4, 4)),
    [[[[8]], [[0]]]],
)
compare(
    "ResNet: 3 × 3, stride 2, padding 1 halves 112 pixels",
    max_pool2d(np.zeros((1, 2, 112, 112)), (3, 3), (2, 2), (1, 1)).shape,
    (1, 2, 56, 56),
)
compare(
    "padding does not even win against these",
    max_pool2d(np.array([[dark]]) * 1e300, (2, 2), padding=(1, 1)) / 1e300,
    [[[[-5, -2], [-3, -1]]]],
)
compare(
    "other windows on the same numbers",
    max_pool2d(np.array([[dark]]), (2, 2), (1, 1)),
    [[[[-2, -2], [-3, -1]]]],
)
compare_dtype("the result is float64", max_pool2d(x, (2, 2)), np.float64)
raises_value_error("a window that does not fit", lambda: max_pool2d(x, (1, 5)))
raises_value_error("stride 0", lambda: max_pool2d(x, (2, 2), (0, 1)))
raises_value_error("padding beyond half", lambda: max_pool2d(x, (2, 3), None, (1, 2)))

# %% [markdown]
# ## Exercise 3: take the mean
#
# {{points_and_minutes}}
#
# **Mean pooling** takes the mean of each window instead. All pixels count alike, the background as well as the edge. So
# it blurs, where max pooling keeps what stands out.
#
# What about the padding? Somebody has to decide. If zeros around the map count as pixels, all means at the border are
# too small: a map that is 6 everywhere would get a dark frame. In this course the padding is **no pixel**. The mean is
# that of the pixels of the map which the window sees: at the border there are fewer of them, and we divide by fewer.
#
# $$
# Y[n, c, i, j] \;=\; \frac{\text{sum of the pixels under the window}}{\text{number of the pixels under the window}}
# $$

# %% name="mean_pool_picture" role="given" hidden=true
sixes = np.full((3, 3), 6)
show_grids(
    ("map: small", small, (0, 0, 2, 2)),
    "→",
    ("means", np.array([[3.25, 5.25], [2, 2]]), (0, 0, 1, 1)),
    caption="1 + 1 + 5 + 6 = 13, and 13 / 4 = 3.25",
)
show_grids(
    ("map: sixes", sixes, (0, 0, 1, 1), (1, 1, 2, 2)),
    "→",
    ("zeros counted", np.array([[1.5, 3], [3, 6]]), (0, 0, 1, 1), (1, 1, 1, 1)),
    "or",
    ("not counted", np.array([[6, 6], [6, 6]]), (0, 0, 1, 1), (1, 1, 1, 1)),
    caption="2 × 2, padding 1: the first window sees a single pixel",
)

# %% [markdown]
# PyTorch's `avg_pool2d` counts the zeros unless you say `count_include_pad=False`. So when you meet a mean with
# padding, ask which one it is.
#
# With a window as large as the map, mean pooling is Exercise 1 again.
#
# <details><summary><b>Hint 1</b></summary>
#
# Most of it is Exercise 2: you may copy the checks and the loops from there. You can do without padding the array: let
# the window begin at row `i * sh - ph`, cut it off at 0 and at `h`, and take the mean of what is left. A slice that ends
# beyond the array ends at its end anyway. One that begins at −1 begins at the *last* row, so take `max(..., 0)`.
# </details>
#
# <details><summary><b>Hint 2</b></summary>
#
# Or pad with `np.nan` and use `np.nanmean`, which leaves `nan` out. Or divide two sums: that of the padded map, and
# that of a map of ones with the same padding.
# </details>


# %% name="mean_pool2d" role="answer" minutes=20 difficulty=2
def mean_pool2d(x, size, stride=None, padding=(0, 0)):
    """Take the mean of the pixels under each window, map by map.

    Args:
        x: array of shape (n, c, h, w), n images of c maps each, of any integer or
            floating-point dtype.
        size: (kh, kw): rows and columns of the window, each at least 1.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
            None means the size of the window. The stride is never a single number.
        padding: (ph, pw): ph rows above AND below, pw columns left AND right, each at
            most half of the window: 1 for a window of 2 or 3. It is not counted: each
            mean is that of the pixels of the map under the window.

    Returns:
        A new array of shape (n, c, oh, ow), where oh = (h + 2 * ph - kh) // sh + 1 and
        ow = (w + 2 * pw - kw) // sw + 1. Its dtype is float64, whatever the dtype of x.

    Raises:
        ValueError: the window has more rows or more columns than the padded map.
        ValueError: one of the two strides is smaller than 1.
        ValueError: one of the two paddings is negative, or larger than half of the
            window on its axis.

    Each map must be pooled on its own: what is in another map or another image must not
    matter. The sums must come out as in float64, whatever dtype is given: nothing wraps
    around, no digit is lost.
    The array x must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory.

    Example:
        >>> mean_pool2d(np.array([[[[1, 2, 3, 6]]]]), (1, 2))
        array([[[[1.5, 4.5]]]])
    """
    ### BEGIN SOLUTION
    (n, c, h, w), (kh, kw), (ph, pw) = x.shape, size, padding
    sh, sw = size if stride is None else stride
    if sh < 1 or sw < 1:
        raise ValueError(f"each stride must be at least 1, got {stride}")
    if not (0 <= 2 * ph <= kh and 0 <= 2 * pw <= kw):
        raise ValueError(f"padding must be 0 to half of the window, got {padding}")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(f"a window of {size} does not fit into {h} x {w} pixels")
    x = np.asarray(x, dtype=np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    result = np.empty((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = x[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            result[:, :, i, j] = window.mean(axis=(2, 3))
    return result
    ### END SOLUTION


# %% name="mean_pool2d" role="graded" points=3
x = np.array([[small]])
compare("2 × 2, side by side", mean_pool2d(x, (2, 2)), [[[[3.25, 5.25], [2, 2]]]])
compare(
    "3 × 3 at stride 2: windows overlap",
    mean_pool2d(np.array([[overlap]]) * 9, (3, 3), (2, 2)),
    [[[[22, 21], [23, 28]]]],
)
compare(
    "padding is not counted",
    mean_pool2d(np.array([[sixes]]), (2, 2), padding=(1, 1)),
    [[[[6, 6], [6, 6]]]],
)
compare(
    "padding left and right only",
    mean_pool2d(np.array([[[[1, 2, 3, 6]]]]), (1, 2), padding=(0, 1)),
    [[[[1, 2.5, 6]]]],
)
compare(
    "a window as large as the map",
    mean_pool2d(np.array([two_maps]), (2, 3)),
    [[[[3]], [[1]]]],
)
compare(
    "large numbers in one map take nothing from the next one",
    mean_pool2d(np.array([[sixes * 1e20, sixes]]), (3, 3))[0, 1],
    [[6]],
)
compare(
    "GoogLeNet's last pooling: 1024 maps of 7 × 7",
    mean_pool2d(np.zeros((1, 1024, 7, 7)), (7, 7), (1, 1)).shape,
    (1, 1024, 1, 1),
)
compare_dtype("the result is float64", mean_pool2d(x, (2, 2)), np.float64)
raises_value_error("a window that does not fit", lambda: mean_pool2d(x, (5, 1)))
raises_value_error("stride 0", lambda: mean_pool2d(x, (2, 2), (1, 0)))
raises_value_error("negative padding", lambda: mean_pool2d(x, (2, 2), None, (0, -1)))

# %% [markdown]
# ### Look: pooling a photograph
#
# The next cell loads a photograph that comes with Matplotlib. It shows Grace Hopper, who wrote the first compiler. The
# cell below it pools it with your functions. Windows of 8 × 8 are larger than in any network, so that you see what
# happens. Where do the medals stay bright, and where do they sink into the dark cloth?

# %% name="photo" role="given" hidden=true
photo = plt.imread(get_sample_data("grace_hopper.jpg", asfileobj=False))
photo = photo[20:532, :512].mean(axis=2)[::2, ::2].round().astype(np.uint8)
show_pictures({"photo, 256 × 256": photo})

# %%
pooled = {"max": max_pool2d(photo[None, None], (8, 8))[0, 0]}
pooled["mean"] = mean_pool2d(photo[None, None], (8, 8))[0, 0]
pooled["upper left pixel only"] = photo[::8, ::8]
show_pictures(pooled)

# %% [markdown]
# All three have 32 × 32 pixels. The last one just takes every eighth pixel and looks ragged: what lies between is lost.
# The mean is smooth. The maximum is brighter than the photograph, and small bright things survive in it. If you want
# the dark ones to survive, what would you do?

# %% [markdown]
# ## Exercise 4: bend the line, forth and back
#
# {{points_and_minutes}}
#
# Put two convolutions behind each other, with nothing in between. What you get is one convolution with a larger kernel:
# a sum of sums of products is a sum of products. A hundred such layers can do no more than one. (The same is true of
# fully connected layers. One lecture draws several without anything between them; they would collapse into one.)
#
# So behind each layer we bend its numbers with a function $f$, one by one. It is called the **activation**. Four are in
# use:
#
# $$
# \begin{aligned}
# \text{ReLU}(x) &= \max(x, 0) &
# \text{LeakyReLU}(x) &= \begin{cases} x & x > 0 \\ 0.01\,x & x \le 0 \end{cases} \\[4pt]
# \text{sigmoid}(x) &= \frac{1}{1 + e^{-x}} &
# \tanh(x) &= \frac{e^x - e^{-x}}{e^x + e^{-x}}
# \end{aligned}
# $$
#
# ReLU is the usual one. It costs next to nothing. It is not a normalisation, as one lecture calls it: it does not
# change the scale of what it lets through.
#
# **The way back.** In the last notebook you carried gradients back through a convolution. Here it is simpler. If the
# loss changes by $dy$ per unit of $y$, and $y$ changes by $f'(x)$ per unit of $x$, the loss changes by
#
# $$
# dx \;=\; dy \cdot f'(x)
# $$
#
# per unit of $x$. That is all of it. The slope is taken **at the input x**, where the value was taken. It does not
# matter what sign $dy$ has. The slopes are
#
# $$
# \begin{aligned}
# \text{ReLU}'(x) &= \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases} &
# \text{LeakyReLU}'(x) &= \begin{cases} 1 & x > 0 \\ 0.01 & x \le 0 \end{cases} \\[4pt]
# \text{sigmoid}'(x) &= y\,(1 - y) = \frac{1}{2 + e^x + e^{-x}} &
# \tanh'(x) &= 1 - y^2
# \end{aligned}
# $$

# %% name="activation_picture" role="given" hidden=true
line = np.linspace(-4, 4, 401)
s_shape = 0.5 * (1 + np.tanh(line / 2))
bent = {
    "ReLU": np.maximum(line, 0),
    "LeakyReLU, leak 0.1": np.where(line > 0, line, 0.1 * line),
}
squeezed = {"sigmoid": s_shape, "tanh": np.tanh(line)}


def slope_of(curve):
    """Return how steep a curve is, from the differences of its points."""
    return np.diff(curve) / np.diff(line)


middles = (line[:-1] + line[1:]) / 2
show_curves(
    {
        "ReLU and LeakyReLU": {name: (line, curve) for name, curve in bent.items()},
        "their slopes": {
            name: (middles, slope_of(curve)) for name, curve in bent.items()
        },
    }
)
show_curves(
    {
        "sigmoid and tanh": {name: (line, curve) for name, curve in squeezed.items()},
        "their slopes": {
            name: (middles, slope_of(curve)) for name, curve in squeezed.items()
        },
    }
)

# %% [markdown]
# (The leak in the picture is 0.1, because you could not see 0.01.)
#
# Look at the slope of the sigmoid. It is never more than **1/4**, and far from 0 it is nearly nothing. Remember that
# for later.
#
# *If you read the lecture beside this notebook:* at $x = 0$ ReLU has a corner, and no slope. One lecture says it is 1
# there, another one says 0. Both are conventions. The course takes **0**, as PyTorch does, and 0.01 for LeakyReLU.
#
# **Large numbers.** $e^{1000}$ is too large for a `float64`. NumPy makes it `inf`, and `inf / inf` is `nan`, not a
# number. One `nan` in a network spoils all that comes after it. So look at each formula and ask what it does at 1000
# and at −1000.
#
# <details><summary><b>Hint 1</b></summary>
#
# For each name you need two things: the value y, and the slope. `np.where(condition, a, b)` takes from `a` where the
# condition holds, and from `b` elsewhere. For sigmoid and tanh the slope is easiest from y, which you have already.
# Do not apply the function a second time to y.
# </details>
#
# <details><summary><b>Hint 2: large numbers</b></summary>
#
# `np.tanh` is safe, and $\text{sigmoid}(x) = \frac{1 + \tanh(x / 2)}{2}$. The formula $1 / (1 + e^{-x})$ gives the
# right number as well, since $1 / \infty = 0$, but NumPy warns. The formula $e^x / (1 + e^x)$ does not.
# </details>


# %% name="activation" role="answer" minutes=25 difficulty=2 task="four activations, forth and back"
def activation(x, dy, name):
    """Apply an activation to each number of an array, and carry a gradient back.

    Args:
        x: array of one axis or more, of any integer or floating-point dtype.
        dy: array of the shape of x, of any integer or floating-point dtype: the
            gradient with respect to y.
        name: "relu", "leaky_relu" (with a slope of 0.01 on the negative side),
            "sigmoid" or "tanh".

    Returns:
        (y, dx): two new arrays of the shape of x, both of dtype float64, whatever the
            dtypes of x and dy.
        y: f(x), number by number.
        dx: dy * f'(x), number by number; f' is the derivative of f.

    Raises:
        ValueError: the name is none of the four.
        ValueError: dy has not the shape of x.

    At x = 0 the slope must be 0 for relu and 0.01 for leaky_relu. Numbers far from 0,
    such as 1000 and -1000, must give finite results, and right ones.
    The arrays x and dy must not be modified. The result must depend on the numbers in
    the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The results must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> activation(np.array([-2, 0, 3]), np.array([5, 6, 7]), "leaky_relu")
        (array([-0.02,  0.  ,  3.  ]), array([0.05, 0.06, 7.  ]))
    """
    ### BEGIN SOLUTION
    x, dy = np.asarray(x, dtype=np.float64), np.asarray(dy, dtype=np.float64)
    if dy.shape != x.shape:
        raise ValueError(f"dy must have the shape of x, {x.shape}, got {dy.shape}")
    if name == "relu":
        y, slope = np.maximum(x, 0), x > 0
    elif name == "leaky_relu":
        y, slope = np.where(x > 0, x, 0.01 * x), np.where(x > 0, 1, 0.01)
    elif name == "sigmoid":
        y = 0.5 * (1 + np.tanh(x / 2))
        slope = y * (1 - y)
    elif name == "tanh":
        y = np.tanh(x)
        slope = 1 - y * y
    else:
        raise ValueError(f"unknown activation {name!r}")
    return y, dy * slope
    ### END SOLUTION


# %% name="activation" role="graded" points=4
a, da = np.array([-2, 0, 3]), np.array([5, 6, -7])
compare("relu", activation(a, da, "relu")[0], [0, 0, 3])
compare(
    "relu, back: the input opens the gate", activation(a, da, "relu")[1], [0, 0, -7]
)
compare("leaky_relu", activation(a, da, "leaky_relu")[0], [-0.02, 0, 3])
compare("leaky_relu, back", activation(a, da, "leaky_relu")[1], [0.05, 0.06, -7])
thirds = np.log([[1 / 3, 1, 3]])
fours = np.full((1, 3), 4)
compare("sigmoid", activation(thirds, fours, "sigmoid")[0], [[0.25, 0.5, 0.75]])
compare("sigmoid, back", activation(thirds, fours, "sigmoid")[1], [[0.75, 1, 0.75]])
compare("tanh", activation(thirds, fours, "tanh")[0], [[-0.8, 0, 0.8]])
compare("tanh, back", activation(thirds, fours, "tanh")[1], [[1.44, 4, 1.44]])
lowest = np.array([-128, 127], dtype=np.int8)
compare("the smallest int8", activation(lowest, lowest, "tanh")[0], [-1, 1])
largest = np.array([1.5e308])
compare("a huge number", activation(largest, largest, "relu")[0] / 1.5e308, [1])
far = np.array([-1000.0, 1000.0])
compare("the sigmoid of ±1000", activation(far, far, "sigmoid")[0], [0, 1])
compare("the slope of tanh there", activation(far, far, "tanh")[1], [0, 0])
compare_dtype("y is float64", activation(a, da, "relu")[0], np.float64)
compare_dtype("dx is float64", activation(a, da, "relu")[1], np.float64)
raises_value_error("an unknown name", lambda: activation(a, da, "ReLU"))
raises_value_error("dy of another shape", lambda: activation(a, da[:1], "relu"))

# %% [markdown]
# ### Look: what depth does to a gradient
#
# A gradient that comes back through 20 layers is multiplied by 20 slopes. With sigmoids each of them is at most 1/4,
# and $(1/4)^{20}$ is about $10^{-12}$. Nothing is left for the first layers to learn from. This is the **vanishing
# gradient**. A slope of 1, as ReLU has on its positive side, takes nothing away.
#
# The next cell tries it. It sends numbers through 20 layers of 100 units, and a random gradient back. The weights are
# random, as in a network that has not learned yet. They are scaled so that the numbers keep their size on the way
# forth, which for ReLU needs a factor of 2, because it sets half of them to 0.


# %%
def gradient_through_depth(name, factor, depth=20, units=100):
    """Return the mean size of a gradient, layer by layer, on its way back."""
    random = np.random.default_rng(0)
    scale = np.sqrt(factor / units)
    weights = random.normal(0, scale, (depth, units, units))
    values, inputs = random.normal(size=units), []
    for layer in range(depth):
        inputs.append(weights[layer] @ values)
        values, _ = activation(inputs[-1], np.zeros(units), name)
    gradient = random.normal(size=units)
    sizes = [np.abs(gradient).mean()]
    for layer in reversed(range(depth)):
        _, gradient = activation(inputs[layer], gradient, name)
        gradient = weights[layer].T @ gradient
        sizes.append(np.abs(gradient).mean())
    return sizes


layers_back = np.arange(21)
tried = {"relu": 2, "tanh": 1, "sigmoid": 1}
sizes = {name: gradient_through_depth(name, factor) for name, factor in tried.items()}
show_curves(
    {"size of the gradient": {name: (layers_back, sizes[name]) for name in tried}},
    x_label="layers on the way back",
    logarithmic=True,
)
for name in tried:
    print(
        f"{name:8} after 20 layers: {sizes[name][-1] / sizes[name][0]:.1e} of it left"
    )

# %% [markdown]
# Each step of the scale is a factor of ten. The sigmoid's gradient is gone after a few layers.
#
# ReLU has a weakness of its own. A unit whose input is negative for *every* image has slope 0 for every image. Its
# weights get no gradient, so they never change, and it stays as it is: it is **dead**. This happens when one step of
# the training was too large. LeakyReLU lets a hundredth of the gradient through, so that the unit can come back. Try
# it:

# %%
inputs_of_a_dead_unit = np.array([-3.0, -1.0, -8.0, -2.0])
for name in ("relu", "leaky_relu"):
    _, dx = activation(inputs_of_a_dead_unit, np.ones(4), name)
    print(f"{name:10} passes back", dx)

# %% [markdown]
# ## Exercise 5: the way back through max pooling
#
# {{points_and_minutes}}
#
# A window of max pooling gives its largest pixel. Change that pixel a little, and the output changes by as much. Change
# another one a little, and nothing happens. So the gradient of the window goes to the winner, all of it. All the other
# pixels of the window get 0.
#
# Two questions are left.
#
# * **What if windows overlap?** Then a pixel may win several windows. It gets the **sum** of their gradients, since it
#   changes the loss in several ways.
# * **What if two pixels are equally large?** Then there is a corner, as in ReLU, and a convention: the **first** of
#   them wins, when you read the window like a text, row by row from left to right. PyTorch does the same. Ties are not
#   rare: behind a ReLU many pixels are 0.

# %% name="max_back_picture" role="given" hidden=true
show_grids(
    ("map: overlap", overlap, (1, 1, 1, 1), (2, 3, 1, 1), (3, 2, 1, 1)),
    ("gradient dy", np.array([[1, 2], [3, 4]])),
    "→",
    (
        "gradient dx",
        np.array(
            [
                [0, 0, 0, 0, 0],
                [0, 1, 0, 0, 0],
                [0, 0, 0, 6, 0],
                [0, 0, 3, 0, 0],
                [0] * 5,
            ]
        ),
        (1, 1, 1, 1),
        (2, 3, 1, 1),
        (3, 2, 1, 1),
    ),
    caption="3 × 3, stride 2: the 8 won the windows of 2 and of 4, so it gets 6",
)
tie = np.array([[1, 5, 5], [5, 2, 5]])
show_grids(
    ("map: tie", tie, (0, 1, 1, 1)),
    ("gradient dy", np.array([[7]])),
    "→",
    ("gradient dx", np.array([[0, 7, 0], [0, 0, 0]]), (0, 1, 1, 1)),
    caption="four pixels are 5: the first one gets it all",
)

# %% [markdown]
# <details><summary><b>Hint 1</b></summary>
#
# Begin with zeros of the shape of the *padded* maps, loop over the windows as on the way forth, and cut the padding off
# at the end. In each window of each map `argmax` finds the winner. It counts the pixels of the window in reading order
# and takes the first of equal ones: just what is asked for. `np.unravel_index(number, (kh, kw))` turns that number into
# a row and a column.
# </details>
#
# <details><summary><b>Hint 2: some of the gradient is lost</b></summary>
#
# Add up `dy` and `dx`: they must have the same sum, for every window has exactly one winner. If `dx` has less, look for
# an `=` that should be `+=`, or for a padding that wins. If it has more, several pixels of a window get the gradient:
# `window == window.max()` finds all that tie.
#
# And if you do without loops: `dx[rows, columns] += dy` adds once for each pixel, even if it is named twice.
# `np.add.at` adds each time.
# </details>


# %% name="max_pool2d_backward" role="answer" minutes=30 difficulty=3
def max_pool2d_backward(dy, x, size, stride=None, padding=(0, 0)):
    """Carry a gradient back through max_pool2d: each window's goes to its winner.

    Args:
        dy: array of shape (n, c, oh, ow), of any integer or floating-point dtype: the
            gradient with respect to what max_pool2d returned.
        x, size, stride, padding: as they were given to max_pool2d, which refused none
            of them.

    Returns:
        A new array of shape (n, c, h, w), the gradient with respect to x. Its dtype is
        float64, whatever the dtypes of dy and x.

    Raises:
        ValueError: dy has not the shape of what max_pool2d returns.

    Where windows overlap, what a pixel gets from each of them must be added up. Where
    several pixels of a window are equally large, the first of them in reading order
    must get all of it: row by row, and from left to right.
    The arrays dy and x must not be modified. The result must depend on the numbers in
    the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> x = np.array([[[[1, 2, 3, 3], [0, 2, 3, 3]]]])
        >>> max_pool2d_backward(np.array([[[[5, 7]]]]), x, (2, 2))
        array([[[[0., 5., 7., 0.],
                 [0., 0., 0., 0.]]]])
    """
    ### BEGIN SOLUTION
    (n, c, h, w), (kh, kw), (ph, pw) = x.shape, size, padding
    sh, sw = size if stride is None else stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError(f"dy must have shape {(n, c, oh, ow)}, got {dy.shape}")
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x
    dx = np.zeros(padded.shape)
    images, maps = np.arange(n)[:, None], np.arange(c)
    for i in range(oh):
        for j in range(ow):
            window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            winner = window.reshape(n, c, kh * kw).argmax(axis=2)
            row, column = i * sh + winner // kw, j * sw + winner % kw
            dx[images, maps, row, column] += dy[:, :, i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()
    ### END SOLUTION


# %% name="max_pool2d_backward" role="graded" points=4
x = np.array([[small]])
dy = np.array([[[[1, 2], [3, 4]]]])
compare(
    "side by side: each window has its own winner",
    max_pool2d_backward(dy, x, (2, 2)),
    [[[[0, 0, 0, 0], [0, 1, 0, 2], [3, 0, 0, 0], [0, 0, 0, 4]]]],
)
compare(
    "overlapping: the 8 gets 2 + 4",
    max_pool2d_backward(dy, np.array([[overlap]]), (3, 3), (2, 2)),
    [[[[0] * 5, [0, 1, 0, 0, 0], [0, 0, 0, 6, 0], [0, 0, 3, 0, 0], [0] * 5]]],
)
compare(
    "of equal pixels the first one wins",
    max_pool2d_backward(np.array([[[[7]]]]), np.array([[tie]]), (2, 3)),
    [[[[0, 7, 0], [0, 0, 0]]]],
)
compare(
    "padding never wins, and is cut off again",
    max_pool2d_backward(dy, np.array([[dark]]), (2, 2), padding=(1, 1)),
    [[[[1, 2, 0], [3, 0, 0], [0, 0, 4]]]],
)
compare(
    "what no window sees gets 0",
    max_pool2d_backward(np.array([[[[1], [2]]]]), x[..., :3], (2, 2)),
    [[[[0, 0, 0], [0, 1, 0], [2, 0, 0], [0, 0, 0]]]],
)
compare(
    "padding does not win against uint8 zeros either",
    max_pool2d_backward(dy, np.zeros((1, 1, 2, 2), np.uint8), (2, 2), None, (1, 1)),
    [[[[1, 2], [3, 4]]]],
)
compare_dtype("the result is float64", max_pool2d_backward(dy, x, (2, 2)), np.float64)
raises_value_error(
    "dy of another shape", lambda: max_pool2d_backward(dy[..., :1], x, (2, 2))
)

# %% [markdown]
# ## Exercise 6: the way back through mean pooling
#
# {{points_and_minutes}}
#
# In a mean of $m$ pixels each of them counts $1/m$. So each gets $1/m$ of the gradient of its window. Where windows
# overlap, the shares add up. At a padded border a window sees fewer pixels: $m$ is smaller, and each share is larger.
#
# You need the *shape* of x for this, but not its numbers. Mean pooling is linear, and the slope of a straight line is
# the same everywhere.

# %% name="mean_back_picture" role="given" hidden=true
show_grids(
    ("gradient dy", np.array([[4, 8]]), (0, 0, 1, 1), (0, 1, 1, 1)),
    "→",
    (
        "dx, side by side",
        np.array([[1, 1, 2, 2], [1, 1, 2, 2]]),
        (0, 0, 2, 2),
        (0, 2, 2, 2),
    ),
    "or",
    ("dx, at stride 1", np.array([[1, 3, 2], [1, 3, 2]]), (0, 0, 2, 2), (0, 1, 2, 2)),
    caption="each pixel gets a quarter; the middle column gets two",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# Loop over the windows as in Exercise 3. The window is then a slice of `dx`, and it gets `+=` the share, which is
# `dy[:, :, i, j]` divided by the number of pixels that the slice has. Images and maps are two axes, the pixels two
# more: `dy[:, :, i, j, None, None]` has all four.
# </details>


# %% name="mean_pool2d_backward" role="answer" minutes=15 difficulty=2
def mean_pool2d_backward(dy, shape, size, stride=None, padding=(0, 0)):
    """Carry a gradient back through mean_pool2d: each window's is shared equally.

    Args:
        dy: array of shape (n, c, oh, ow), of any integer or floating-point dtype: the
            gradient with respect to what mean_pool2d returned.
        shape: (n, c, h, w), the shape of x, a tuple.
        size, stride, padding: as they were given to mean_pool2d, which refused none of
            them.

    Returns:
        A new array of shape (n, c, h, w), the gradient with respect to x. Its dtype is
        float64, whatever the dtype of dy.

    Raises:
        ValueError: dy has not the shape of what mean_pool2d returns.

    Where windows overlap, what a pixel gets from each of them must be added up.
    The array dy must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> mean_pool2d_backward(np.array([[[[2, 6]]]]), (1, 1, 1, 5), (1, 2))
        array([[[[1., 1., 3., 3., 0.]]]])
    """
    ### BEGIN SOLUTION
    (n, c, h, w), (kh, kw), (ph, pw) = shape, size, padding
    sh, sw = size if stride is None else stride
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if dy.shape != (n, c, oh, ow):
        raise ValueError(f"dy must have shape {(n, c, oh, ow)}, got {dy.shape}")
    dy = np.asarray(dy, dtype=np.float64)
    dx = np.zeros(shape)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh - ph, j * sw - pw
            window = dx[:, :, max(top, 0) : top + kh, max(left, 0) : left + kw]
            pixels = window.shape[2] * window.shape[3]
            window += dy[:, :, i, j, None, None] / pixels
    return dx
    ### END SOLUTION


# %% name="mean_pool2d_backward" role="graded" points=3
quarters = np.array([[[[4, 8]]]])
compare(
    "side by side",
    mean_pool2d_backward(quarters, (1, 1, 2, 4), (2, 2)),
    [[[[1, 1, 2, 2], [1, 1, 2, 2]]]],
)
compare(
    "at stride 1 the middle gets two shares",
    mean_pool2d_backward(quarters, (1, 1, 2, 3), (2, 2), (1, 1)),
    [[[[1, 3, 2], [1, 3, 2]]]],
)
compare(
    "at the border there are fewer pixels to share",
    mean_pool2d_backward(
        np.array([[[[3, 4, 5]]]]), (1, 1, 1, 4), (1, 2), padding=(0, 1)
    ),
    [[[[3, 2, 2, 5]]]],
)
compare(
    "what no window sees gets 0",
    mean_pool2d_backward(np.array([[[[6]]]]), (1, 1, 2, 3), (2, 1), (2, 3)),
    [[[[3, 0, 0], [3, 0, 0]]]],
)
compare(
    "tiny gradients are gradients",
    mean_pool2d_backward(quarters * 2.0**-60, (1, 1, 2, 4), (2, 2)) * 2.0**60,
    [[[[1, 1, 2, 2], [1, 1, 2, 2]]]],
)
compare_dtype(
    "the result is float64",
    mean_pool2d_backward(quarters, (1, 1, 2, 4), (2, 2)),
    np.float64,
)
raises_value_error(
    "dy of another shape", lambda: mean_pool2d_backward(quarters, (1, 1, 4, 4), (2, 2))
)

# %% [markdown]
# ## Exercise 7: from scores to probabilities
#
# {{points_and_minutes}}
#
# At the end of a classifier each class has a **score**: the last layer multiplies what it gets by weights and adds a
# bias. Here are three classes, with the numbers of the lecture:
#
# $$
# \begin{bmatrix} 0.2 & -0.5 & 0.1 & 2.0 \\ 1.5 & 1.3 & 2.1 & 0.0 \\ 0.0 & 0.25 & 0.2 & -0.3 \end{bmatrix}
# \begin{bmatrix} 56 \\ 231 \\ 24 \\ 2 \end{bmatrix}
# + \begin{bmatrix} 1.1 \\ 3.2 \\ -1.2 \end{bmatrix}
# = \begin{bmatrix} -96.8 \\ 437.9 \\ 60.75 \end{bmatrix}
# $$
#
# *If you read the lecture beside this notebook:* it prints 61.95 as the third score. That is the sum without its bias
# of −1.2. The other two have theirs.
#
# The second class wins. But how sure is the classifier? Scores can be any numbers, also negative ones. **Softmax**
# makes probabilities of them: positive numbers that sum to 1. It takes the exponential of each score, and then the
# share that each has in the sum:
#
# $$
# p_j \;=\; \frac{e^{z_j}}{\sum_{l} e^{z_l}}
# $$
#
# In a batch each row is one sample, and each column is a class. The classes compete with each other, the samples do
# not: every **row** sums to 1.

# %% name="softmax_picture" role="given" hidden=true
logs = np.array([[0, 0.69, 1.61], [5, 5, 5]])
show_grids(
    ("scores z", logs, (0, 0, 1, 3), (1, 0, 1, 3)),
    "→",
    ("exp(z), rounded", np.array([[1, 2, 5], [148, 148, 148]])),
    "→",
    (
        "probabilities",
        np.array([[0.13, 0.25, 0.63], [0.33, 0.33, 0.33]]),
        (0, 0, 1, 3),
        (1, 0, 1, 3),
    ),
    caption="1 of 8, 2 of 8, 5 of 8; and three equal scores are three equal chances",
)

# %% [markdown]
# **Large scores.** $e^{437.9}$ is a number of 191 digits. $e^{1000}$ does not fit into a `float64` at all, and
# `inf / inf` is `nan`. There is a simple way out. Add the same number to all scores of a row: every exponential is
# multiplied by the same factor, and it cancels in the quotient. So **take the largest score of the row off first**.
# Then the largest exponent is 0, and nothing can overflow. What underflows becomes 0. The right number is smaller than
# 1e−300, and nobody can see it beside the 1 of the largest score.
#
# Do this always, and not only when the scores look large. $e^{709}$ still fits into a `float64`, the sum of four of them
# does not.
#
# <details><summary><b>Hint</b></summary>
#
# `z.max(axis=1, keepdims=True)` is a column with the largest score of each row, and NumPy subtracts it from all
# columns. Without `keepdims` it has the shape `(n,)`, which is subtracted from the *rows* where it happens to fit. If z
# is `uint8` then `z - z.max()` wraps around: convert first.
# </details>


# %% name="softmax" role="answer" minutes=10 difficulty=1 task="from scores to probabilities"
def softmax(z):
    """Turn the scores of each sample into probabilities of the classes.

    Args:
        z: array of shape (n, k), n samples with k scores each, of any integer or
            floating-point dtype.

    Returns:
        A new array of shape (n, k), whose number [i, j] is exp(z[i, j]) divided by the
        sum of exp(z[i, l]) over all l. Its dtype is float64, whatever the dtype of z.

    Each row must sum to 1. Scores of any size must do: 1000 and -1000 must give finite
    results, and right ones.
    The array z must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory.
    The result must come out as in float64, whatever dtype z has: nothing wraps around,
    no digit is lost.

    Example:
        >>> softmax(np.array([[3, 3], [1000, 0]]))
        array([[0.5, 0.5],
               [1. , 0. ]])
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% name="softmax" role="graded" points=2
W = np.array([[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]])
b = np.array([1.1, 3.2, -1.2])
features = np.array([56, 231, 24, 2])
scores = (W @ features + b)[None]
compare("the lecture's scores, with every bias", scores, [[-96.8, 437.9, 60.75]])
compare("it is very sure", softmax(scores), [[0, 1, 0]])
compare("1, 2 and 5 of 8", softmax(np.log([[1.0, 2.0, 5.0]])), [[0.125, 0.25, 0.625]])
compare(
    "each row is a sample",
    softmax(np.log([[1.0, 1.0], [3.0, 1.0], [1.0, 4.0]])),
    [[0.5, 0.5], [0.75, 0.25], [0.2, 0.8]],
)
compare(
    "the same number added to a row changes nothing",
    softmax(np.log([[1.0, 2.0, 5.0]]) + 1000),
    [[0.125, 0.25, 0.625]],
)
compare("four equal ones, at the edge", softmax(np.full((1, 4), 709)), [[0.25] * 4])
compare("beyond int64", softmax(np.array([[2**62, -(2**63)]])), [[1, 0]])
compare(
    "uint8 scores do not wrap around",
    softmax(np.array([[200, 210]], dtype=np.uint8)).round(6),
    [[0.000045, 0.999955]],
)
compare_dtype("the result is float64", softmax(np.array([[1, 2]])), np.float64)

# %% [markdown]
# ## Exercise 8: how wrong is that?
#
# {{points_and_minutes}}
#
# To learn, a network needs one number that says how wrong it is: the **loss**. For a classifier we look at the
# probability $p$ that it gave to the class which is true, and take $-\log p$. If it was sure and right, $p$ is 1 and
# the loss is 0. If it guessed among ten classes, $p$ is 0.1 and the loss is 2.3. If it was sure and *wrong*, the loss
# is large without a limit.

# %% name="loss_picture" role="given" hidden=true
probability = np.linspace(0.005, 1, 200)
show_curves(
    {"loss of one sample": {"−log p": (probability, -np.log(probability))}},
    x_label="probability p of the true class",
)

# %% [markdown]
# The loss of a batch of $n$ samples is the mean. With $t_i$ the true class of sample $i$:
#
# $$
# L \;=\; -\frac{1}{n} \sum_{i=0}^{n-1} \log p_{i,\,t_i}, \qquad p = \text{softmax}(z)
# $$
#
# This is called **cross-entropy**. Its gradient with respect to the *scores* is one of the nicest formulas of deep
# learning. All the exponentials and logarithms cancel, and what is left is the probabilities, less 1 at the true class:
#
# $$
# dz_{i,j} \;=\; \frac{1}{n} \bigl( p_{i,j} - [\,j = t_i\,] \bigr)
# $$
#
# Read it: the score of the true class should rise, by what its probability lacks to 1. The others should fall, each by
# its probability. When the classifier is sure and right nothing changes any more. Each row sums to 0.
#
# **Large scores, once more.** If the classifier is sure and wrong, $p$ may be too small for a `float64`. It becomes 0,
# and $\log 0$ is $-\infty$, though the loss is quite an ordinary number. So do not take the logarithm of the finished
# softmax. Take it on paper first:
#
# $$
# \log p_{j} \;=\; z_j - m - \log \sum_l e^{z_l - m}, \qquad m = \max_l z_l
# $$
#
# The sum has a term of 1 in it, where $z_l = m$. Its logarithm is always harmless.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# Compute the whole array of $\log p$ first, row by row as above. `np.exp` of it is softmax, which you need for the
# gradient. The entries at the true classes are `log_p[np.arange(n), labels]`: row 0 with label 0, row 1 with label 1,
# and so on. `log_p[:, labels]` is something else: these columns of *every* row.
# </details>
#
# <details><summary><b>Hint 2: labels</b></summary>
#
# Python takes the label −1 for the last class and says nothing. A label that is too large gives an `IndexError`, one
# label too few something that NumPy may stretch. Compare `labels.shape` with `(n,)`, and the smallest and the largest
# label with 0 and $k - 1$, before you use them.
# </details>


# %% name="cross_entropy" role="answer" minutes=25 difficulty=3 task="the loss of a classifier, and its gradient"
def cross_entropy(z, labels):
    """Say how wrong a classifier is on a batch, and how its scores should change.

    Args:
        z: array of shape (n, k), n samples with k scores each, of any integer or
            floating-point dtype. Scores, not probabilities: softmax is part of the
            loss.
        labels: array of shape (n,), of any integer dtype: the true class of each
            sample, 0 to k - 1.

    Returns:
        (loss, dz): a tuple of the following two.
        loss: a number, of Python or of NumPy (an array of no axes will do): the mean of
            -log p over the n rows, where p is the softmax probability of the row's true
            class.
        dz: the gradient of the loss with respect to z, a new array of shape (n, k),
            whose dtype is float64, whatever the dtype of z.

    Raises:
        ValueError: labels has not the shape (n,), one label for each row of z.
        ValueError: a label is smaller than 0 or larger than k - 1.

    Scores of any size must do: 1000 and -1000 must give finite results, and right ones.
    The arrays z and labels must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The results must come out as in float64, whatever dtype z has: nothing wraps around,
    no digit is lost.

    Example:
        >>> loss, dz = cross_entropy(np.array([[0, 0], [1000, 1000]]), np.array([1, 0]))
        >>> round(float(loss), 4), dz
        (0.6931, array([[ 0.25, -0.25],
               [-0.25,  0.25]]))
    """
    ### BEGIN SOLUTION
    z = np.asarray(z, dtype=np.float64)
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError(f"one label for each of {n} rows, got shape {labels.shape}")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError(f"labels must be 0 to {k - 1}, got {labels}")
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return float(-log_p[np.arange(n), labels].mean()), dz / n
    ### END SOLUTION


# %% name="cross_entropy" role="graded" points=3
guess = np.zeros((2, 4))
loss, dz = cross_entropy(guess, np.array([0, 3]))
compare("a guess among four costs log 4", loss, np.log(4))
compare(
    "its gradient",
    dz,
    [[-0.375, 0.125, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]],
)
loss, dz = cross_entropy(np.log([[1.0, 2.0, 5.0]]), np.array([2]))
compare("5 of 8 for the true class", loss, np.log(8 / 5))
compare("the true class should rise", dz, [[0.125, 0.25, -0.375]])
scores = np.array([[-96.8, 437.9, 60.75]])
loss, dz = cross_entropy(scores, np.array([1]))
compare("the lecture's scores: sure, and right if it is class 1", loss, 0)
loss, dz = cross_entropy(scores, np.array([2]))
compare("sure and wrong: the loss is finite", loss, 437.9 - 60.75)
compare("class 2 should rise, class 1 fall", dz, [[0, 1, -1]])
loss, dz = cross_entropy(np.array([[800, 800, 0]]), np.array([2], dtype=np.uint64))
compare("two classes as sure as each other, both wrong", loss, 800 + np.log(2))
compare_dtype("dz is float64", dz, np.float64)
raises_value_error("a label too large", lambda: cross_entropy(guess, np.array([0, 4])))
raises_value_error("a negative label", lambda: cross_entropy(guess, np.array([0, -1])))
raises_value_error(
    "a label that an int32 does not hold",
    lambda: cross_entropy(guess, np.array([0, 2**32])),
)
raises_value_error(
    "one label for two rows", lambda: cross_entropy(guess, np.array([0]))
)

# %% [markdown]
# ### Look: learn from a loss
#
# With a loss and its gradient you can train. The cell below makes three clouds of points and a linear classifier that
# knows nothing. In each step it computes scores, loss and gradient, and moves its weights a little downhill. The
# gradient of the weights is the one of the fully connected layer in the last notebook.

# %%
random = np.random.default_rng(4)
labels = np.repeat([0, 1, 2], 50)
points = random.normal(size=(150, 2)) + np.array([[2, 0], [-1, 2], [-1, -2]])[labels]
weights, losses = np.zeros((2, 3)), []
for _ in range(60):
    loss, dz = cross_entropy(points @ weights, labels)
    losses.append(loss)
    weights -= 0.5 * points.T @ dz
show_curves({"loss": {"cross-entropy": (np.arange(60), losses)}}, x_label="step")
right = (softmax(points @ weights).argmax(axis=1) == labels).mean()
print(f"the loss began at log 3 = {losses[0]:.3f} and ended at {losses[-1]:.3f}")
print(f"{right:.0%} of the training points are classified right")

# %% [markdown]
# ## What you have now
#
# You have everything between the convolutions, forth and back, and the loss at the end. Check yourself. Can you
#
# * say why padding counts as minus infinity under a maximum, and as nothing in a mean?
# * give the size of 112 pixels after a pooling of 3 × 3 with stride 2 and padding 1?
# * say to which shifts max pooling is indifferent, and why rotation is not among them?
# * explain why two layers without an activation between them are one?
# * say why twenty sigmoids let no gradient through, and what a dead unit is?
# * say which pixel gets the gradient of a max pooling, and how much each gets of a mean?
# * explain why a shift of all scores changes no probability, and what this is good for?
# * give the loss of a guess among ten classes?
#
# <details><summary><b>Answers to the second and the last question</b></summary>
#
# $\lfloor (112 + 2 - 3) / 2 \rfloor + 1 = 56$. And $-\log 0.1 = \log 10 \approx 2.30$. When the first loss of a network
# with ten classes is far from 2.3, look for a mistake before you train it.
# </details>
#
# {{hand_in}}
#
# **What comes next.** Deep networks were hard to train even with ReLU, until somebody kept the numbers between the
# layers in order. In `05_normalisation_and_dropout` you write batch normalisation, forward and backward, and dropout.
