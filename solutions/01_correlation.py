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
# # 1. Correlation: how a network looks at a picture
#
# In this notebook you write the operation at the heart of every convolutional network. You start with nine numbers
# and a small window. You end with your own image filters, on a real picture. There are eight short exercises, and
# each one uses what you built before.
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
from notebook_parts.grids import show_grids
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.pictures import show_pictures
from notebook_parts.windows import show_windows

say_which_exercise_is_open()

# %% [markdown]
# ## Exercise 1: slide a window over an image
#
# {{points_and_minutes}}
#
# To see an edge in a photograph you do not need the whole photograph. A few neighbouring pixels are enough. And what
# is an edge in one corner of the picture is an edge in every other corner too.
#
# So we use one small array of weights and move it over the image. The small array is called the **kernel** (or
# filter). At every position we multiply each weight by the pixel under it and add up the products. The sum is one
# pixel of the result. The result is called a **feature map**: it says how well the kernel fits at each position.
#
# The window starts in the upper left corner. It moves to the **right**, one column at a time. At the end of the row it
# moves one row **down** and starts again at the left. It never leaves the image.
#
# This operation is called **cross-correlation**. As a formula, for an image $X$ and a kernel $K$ with $k_h$ rows and
# $k_w$ columns:
#
# $$
# Y[i, j] \;=\; b \;+\; \sum_{u=0}^{k_h-1} \sum_{v=0}^{k_w-1} X[i+u,\; j+v]\; K[u, v]
# $$
#
# The number $b$ is the **bias**. A network adds it to every pixel of the result, once. Rows and columns count from 0,
# as in NumPy.
#
# Here is the first step, with the numbers of the lecture. The window covers 1, 2, 4 and 5. The kernel holds 0, 1, 2
# and 3. So the first pixel is $0 \cdot 1 + 1 \cdot 2 + 2 \cdot 4 + 3 \cdot 5 = 25$.

# %% name="corr2d_picture" role="given" hidden=true
X = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
K = np.array([[0, 1], [2, 3]])
show_grids(
    ("image X", X, (0, 0, 2, 2)),
    "⋆",
    ("kernel K", K, (0, 0, 2, 2)),
    "=",
    ("result Y", np.array([[25, 31], [43, 49]]), (0, 0, 1, 1)),
    caption="the framed pixels of X and the kernel give the framed pixel of Y",
)

# %% [markdown]
# What can such a window see? Take a white picture (1) with a black band (0) in the middle, and the kernel
# $[1, -1]$. It subtracts the right neighbour from each pixel. Where the two are equal, the result is 0. Where white
# turns to black it is 1, and where black turns to white it is −1. The kernel finds vertical edges.

# %% name="edge_picture" role="given" hidden=true
band = np.ones((6, 8))
band[:, 2:6] = 0
band_edges = np.zeros((6, 7))
band_edges[:, 1], band_edges[:, 5] = 1, -1
show_grids(
    ("image: band", band, (0, 1, 1, 2), (0, 5, 1, 2)),
    "⋆",
    ("kernel", np.array([[1, -1]])),
    "=",
    ("result: band_edges", band_edges, (0, 1, 1, 1), (0, 5, 1, 1)),
    caption="an edge from white to black gives 1, from black to white gives −1",
    greys=("image: band",),
)

# %% [markdown]
# *If you read the lecture beside this notebook:* the first row of its picture has five zeros, the other rows have
# four. Five is a misprint. Only four zeros give the result that is printed there. And where a text says that the edges
# are in columns 2 and 6, it counts from 1. We count from 0, so they are columns 1 and 5.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# First find the shape of the result. In the picture above, a window of 2 columns has 2 positions in 3 columns: the result
# has $3 - 2 + 1$ columns. Make an empty result of the right shape. Then fill it pixel by pixel, with one loop over its
# rows `i` and one over its columns `j`. The pixels under the window are a slice of the image.
# </details>
#
# <details><summary><b>Hint 2: my numbers are almost right</b></summary>
#
# * All are too large by the same amount: the bias is added once to each pixel, not once to each product.
# * The last row or column is missing: a loop that ends at $h - k_h$ is one step too short.
# * Square images work and others do not: rows and columns are swapped somewhere.
# * Small results such as 44 where 300 is right: the image is `uint8`, which counts only to 255. Change to `float64`
#   before you multiply.
# </details>


# %% name="corr2d" role="answer" minutes=25 difficulty=2
def corr2d(image, kernel, bias=0.0):
    """Cross-correlate an image with a kernel at every position where the kernel fits.

    Args:
        image: array of shape (h, w), of any integer or floating-point dtype.
        kernel: array of shape (kh, kw), with kh <= h and kw <= w, of any integer or
            floating-point dtype. It need not be square.
        bias: a number, added once to every pixel of the result.

    Returns:
        A new array of shape (h - kh + 1, w - kw + 1). Its dtype is float64, whatever
        the dtypes of the image and the kernel.

    Raises:
        ValueError: the kernel has more rows or more columns than the image.

    The image and the kernel must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> corr2d(np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), np.array([[0, 1], [2, 3]]))
        array([[25., 31.],
               [43., 49.]])
    """
    ### BEGIN SOLUTION
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    result = np.empty((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            window = image[i : i + kh, j : j + kw]
            result[i, j] = np.sum(window * kernel) + bias
    return result
    ### END SOLUTION


# %% name="corr2d" role="graded" points=4
compare("the lecture's first example", corr2d(X, K), [[25, 31], [43, 49]])
compare("the same with bias 1", corr2d(X, K, bias=1), [[26, 32], [44, 50]])
compare(
    "the image 0, 1, ..., 8",
    corr2d(np.arange(9).reshape(3, 3), K),
    [[19, 25], [37, 43]],
)
compare(
    "vertical edges of the black band", corr2d(band, np.array([[1, -1]])), band_edges
)
compare(
    "no vertical edges once it lies on its side",
    corr2d(band.T, np.array([[1, -1]])),
    np.zeros((8, 5)),
)
compare(
    "a wide image and a tall kernel",
    corr2d(np.arange(8).reshape(2, 4), np.array([[1], [10]])),
    [[40, 51, 62, 73]],
)
compare(
    "uint8 pixels do not wrap around",
    corr2d(np.full((1, 2), 200, dtype=np.uint8), np.array([[1, 1]])),
    [[400]],
)
compare_dtype("the result is float64", corr2d(X, K), np.float64)
raises_value_error("a kernel larger than the image is refused", lambda: corr2d(K, X))

# %% [markdown]
# ## Exercise 2: the mathematician's convolution
#
# {{points_and_minutes}}
#
# The networks are called *convolutional*, but the operation you just wrote is called *cross-correlation*. Why two
# names? In mathematics a **convolution** turns the kernel by 180 degrees first: upside down, and left to right. Then
# it slides the turned kernel over the image:
#
# $$
# Y[i, j] \;=\; \sum_{u=0}^{k_h-1} \sum_{v=0}^{k_w-1} X[i+u,\; j+v]\; K[k_h-1-u,\; k_w-1-v]
# $$
#
# A picture with a single white pixel shows the difference. Convolution leaves a copy of the kernel there. Correlation
# leaves a copy that is turned.

# %% name="convolution_picture" role="given" hidden=true
dot = np.zeros((5, 5))
dot[2, 2] = 1
count = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
show_grids(
    ("image: dot", dot),
    ("kernel: count", count),
    ("correlation", np.array([[9, 8, 7], [6, 5, 4], [3, 2, 1]])),
    ("convolution", count),
    caption="correlation leaves the kernel turned by 180 degrees, convolution leaves it as it is",
    greys=("image: dot",),
)

# %% [markdown]
# Deep learning uses correlation and calls it convolution. It can, because a network *learns* its kernel. If the
# operation turned the kernel, the network would learn the turned kernel, and its predictions would be the same. But
# when you take a kernel from a book on image processing, the difference matters. Only for a kernel that looks the same
# after the turn, such as a blur, the two operations agree.
#
# <details><summary><b>Hint</b></summary>
#
# You have `corr2d` already. What must happen to the kernel before you call it? A slice with step −1 reverses an axis.
# Both axes must be reversed. Reversing only one gives a mirror image, and transposing is something else again.
# </details>


# %% name="convolve2d" role="answer" minutes=10 difficulty=1 task="the mathematician's version"
def convolve2d(image, kernel):
    """Convolve an image with a kernel, in the sense of mathematics, where the kernel fits.

    Args:
        image: array of shape (h, w), of any integer or floating-point dtype.
        kernel: array of shape (kh, kw), with kh <= h and kw <= w, of any integer or
            floating-point dtype.

    Returns:
        A new float64 array of shape (h - kh + 1, w - kw + 1), whatever the dtypes of
        the image and the kernel.

    Raises:
        ValueError: the kernel has more rows or more columns than the image.

    The image and the kernel must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> image = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
        >>> convolve2d(image, np.array([[0, 1], [2, 3]]))
        array([[11., 17.],
               [29., 35.]])
    """
    ### BEGIN SOLUTION
    turned = np.asarray(kernel)[::-1, ::-1]
    return corr2d(image, turned)
    ### END SOLUTION


# %% name="convolve2d" role="graded" points=2
compare(
    "the lecture's example, now with the kernel turned",
    convolve2d(X, K),
    [[11, 17], [29, 35]],
)
compare("one white pixel gives a copy of the kernel", convolve2d(dot, count), count)
compare(
    "the edges of the band change their signs",
    convolve2d(band, np.array([[1, -1]])),
    -band_edges,
)
compare(
    "a kernel that looks the same after the turn",
    convolve2d(X, np.array([[1, 2], [2, 1]])),
    [[18, 24], [36, 42]],
)
raises_value_error(
    "a kernel larger than the image is refused", lambda: convolve2d(K, X)
)

# %% [markdown]
# ## Exercise 3: how large is the result?
#
# {{points_and_minutes}}
#
# When you build a network you must know the size of every layer before you run it. Many of
# the first errors you will meet are errors of shape. So let us count. One axis is enough, because rows and columns follow the same rule.
#
# * A window of $k$ pixels has $n - k + 1$ positions in $n$ pixels. With $n = 4$ and $k = 3$ that is 2.
# * **Padding** puts $p$ extra pixels at *each* end. The axis now has $n + 2p$ pixels. With $p = 1$ we go from 4 to 6
#   pixels and get 4 positions. With $p = 2$ we go from 4 to 8 and get 6.
# * The **stride** $s$ is the length of a step. The first window starts at 0, the next at $s$, then at $2s$. We count
#   the steps that fit, and add one for the first window.
#
# $$
# \text{size} \;=\; \left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1
# \qquad\qquad p \text{ pixels at each end}
# $$
#
# The brackets $\lfloor\;\rfloor$ mean: round down. The last step may not fit, and half a step is no step.

# %% name="size_picture" role="given" hidden=true
show_windows(n=4, k=3, before=1, after=1)
show_windows(n=8, k=3, stride=2)

# %% [markdown]
# In the second picture the last pixel is never used: from the third window, a step of 2 would leave the image.
#
# *If you read the lecture beside this notebook:* for 100 pixels, a window of 3, padding 1 and stride 2 it prints
# $\frac{100 + 2 - 3}{2} + 1 = 50$. But that sum is 50.5. The brackets are missing, here and in another lecture. And
# where it says that stride 2 gives exactly one half, and stride 3 exactly one third, this is only about right: 8 pixels
# and a window of 3 give 3 pixels at stride 2, not 4.
#
# <details><summary><b>Hint</b></summary>
#
# In Python `//` divides and rounds down, and it gives an `int`. The division `/` gives a `float`, and an array cannot
# have 50.0 rows. The most common mistakes are to forget the `+ 1`, to add it before the division, and to count the
# padding once instead of twice.
# </details>


# %% name="output_size" role="answer" minutes=10 difficulty=1
def output_size(n, k, padding=0, stride=1):
    """Count the positions of a window along one axis, with padding counted per side.

    Args:
        n: length of the axis in pixels, an int from 1 to a million.
        k: length of the window in pixels, an int of at least 1.
        padding: pixels added at EACH end of the axis, an int of at least 0.
        stride: length of a step in pixels, an int of at least 1.

    Returns:
        The number of positions at which the whole window lies inside the padded axis.
        It is an int, not a float.

    Raises:
        ValueError: the window is longer than the padded axis.
        ValueError: the stride is smaller than 1.

    No argument is larger than a million. The result must depend on the arguments alone,
    not on earlier calls.

    Example:
        >>> output_size(100, 3, padding=1, stride=2)
        50
    """
    ### BEGIN SOLUTION
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    room = n + 2 * padding - k
    if room < 0:
        raise ValueError(
            f"a window of {k} does not fit into {n + 2 * padding} padded pixels"
        )
    return room // stride + 1
    ### END SOLUTION


# %% name="output_size" role="graded" points=2
compare("3 pixels, window of 2", output_size(3, 2), 2)
compare("4 pixels, window of 3", output_size(4, 3), 2)
compare("padding 1: 4 pixels become 6 and give 4", output_size(4, 3, padding=1), 4)
compare("padding 2: 4 pixels become 8 and give 6", output_size(4, 3, padding=2), 6)
compare(
    "the lecture's 100 pixels, padding 1, stride 2",
    output_size(100, 3, padding=1, stride=2),
    50,
)
compare("4 pixels, window of 2, stride 2", output_size(4, 2, stride=2), 2)
compare(
    "8 pixels, window of 3, stride 2: the last pixel is left over",
    output_size(8, 3, stride=2),
    3,
)
compare(
    "the size is an int", isinstance(output_size(100, 3, 1, 2), (int, np.integer)), True
)
raises_value_error(
    "a window longer than the padded axis is refused",
    lambda: output_size(2, 5, padding=1),
)
raises_value_error("stride 0 is refused", lambda: output_size(4, 3, stride=0))

# %% [markdown]
# ## Exercise 4: the same question, padding counted in total
#
# {{points_and_minutes}}
#
# Sometimes the two ends of an axis need different padding: one zero on the left and two on the right, say. Then
# "padding per side" is not one number. What counts for the size is only the **total**, the sum of both ends. If
# $P$ is the total:
#
# $$
# \text{size} \;=\; \left\lfloor \frac{n - k + P + s}{s} \right\rfloor
# \qquad\qquad P \text{ pixels at both ends together}
# $$
#
# **Take care.** The lectures use both formulas, and write the same letter $p$ in both. In one it means the padding at
# each end, in the other the total. The two formulas are the same rule when $P = 2p$. They disagree when you put one
# meaning into the other formula. The example with 100 pixels hides the mistake: the formula above gives 50 for
# $P = 2$, and for $P = 1$ too. Four pixels and a window of 3 show it: at stride 1, $P = 2$ gives 4 and $P = 1$ gives 3.

# %% name="total_picture" role="given" hidden=true
show_windows(n=4, k=4, before=1, after=2)
show_windows(n=6, k=3, before=0, after=1, stride=2)

# %% [markdown]
# The first picture shows why you need this. With stride 1, a total of $k - 1$ keeps the size. For a window of 4 that
# is 3, which cannot be split evenly.
#
# In the second picture a single zero on the right is enough, and every pixel is used. Without it there would be only
# two positions.
#
# PyTorch counts per side: `Conv2d(..., padding=1)` adds a total of 2. So when you read "padding 1", ask: per side, or in
# total?
#
# <details><summary><b>Hint</b></summary>
#
# Where did the $+ 1$ of Exercise 3 go? It is inside the brackets: adding $s$ before dividing by $s$ adds exactly 1
# after.
# </details>


# %% name="output_size_total" role="answer" minutes=10 difficulty=1 task="the same question, the other way to count padding"
def output_size_total(n, k, total_padding=0, stride=1):
    """Count the positions of a window along one axis, with padding counted in total.

    Args:
        n: length of the axis in pixels, an int from 1 to a million.
        k: length of the window in pixels, an int of at least 1.
        total_padding: pixels added at BOTH ends together, an int of at least 0. It may
            be odd.
        stride: length of a step in pixels, an int of at least 1.

    Returns:
        The number of positions at which the whole window lies inside the padded axis.
        It is an int, not a float.

    Raises:
        ValueError: the window is longer than the padded axis.
        ValueError: the stride is smaller than 1.

    No argument is larger than a million. The result must depend on the arguments alone,
    not on earlier calls.

    Example:
        >>> output_size_total(4, 3, total_padding=2)
        4
    """
    ### BEGIN SOLUTION
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    if k > n + total_padding:
        raise ValueError(
            f"a window of {k} does not fit into {n + total_padding} padded pixels"
        )
    return (n - k + total_padding + stride) // stride
    ### END SOLUTION


# %% name="output_size_total" role="graded" points=2
compare("no padding", output_size_total(4, 3), 2)
compare(
    "one pixel at each end: a total of 2", output_size_total(4, 3, total_padding=2), 4
)
compare(
    "two pixels at each end: a total of 4", output_size_total(4, 3, total_padding=4), 6
)
compare(
    "a total of 1 is not a padding of 1", output_size_total(4, 3, total_padding=1), 3
)
compare(
    "the lecture's 100 pixels", output_size_total(100, 3, total_padding=2, stride=2), 50
)
compare(
    "one zero at one end: an odd total",
    output_size_total(6, 3, total_padding=1, stride=2),
    3,
)
compare(
    "a window of 4 keeps the size with a total of 3",
    output_size_total(9, 4, total_padding=3),
    9,
)
raises_value_error(
    "a window longer than the padded axis is refused",
    lambda: output_size_total(2, 5, total_padding=2),
)
raises_value_error("stride 0 is refused", lambda: output_size_total(4, 3, stride=0))

# %% [markdown]
# ## Exercise 5: put zeros around an image
#
# {{points_and_minutes}}
#
# Without padding every layer makes the image smaller. After a few layers nothing would be left. There is a second loss,
# harder to see: with a window of 3 × 3 a pixel in the corner lies under one window only, a pixel in the middle under
# nine. What the border shows is almost ignored.
#
# The cure is to add rows and columns of zeros around the image *before* the window slides over it. This is called
# **zero padding**. Your function takes one number for each of the four sides.

# %% name="padding_picture" role="given" hidden=true
small = np.array([[1, 3, -1, 2], [2, -2, 0, 1], [1, 4, 0, -1], [-1, 0, 3, 2]])
ringed = np.zeros((6, 6), dtype=int)
ringed[1:5, 1:5] = small
uneven = np.zeros((6, 7), dtype=int)
uneven[0:4, 1:5] = small
show_grids(
    ("image: small", small),
    "→",
    ("1 at each side: ringed", ringed, (1, 1, 4, 4)),
    ("bottom 2, left 1, right 2: uneven", uneven, (0, 1, 4, 4)),
    caption="the frame shows where the image lies",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# Make an array of zeros that is large enough, of the same dtype as the image. Then write the image into the right
# slice of it. Take care with a slice that ends at `-bottom`: when `bottom` is 0 it is empty.
# </details>


# %% name="pad2d" role="answer" minutes=10 difficulty=1
def pad2d(image, top, bottom, left, right):
    """Put rows and columns of zeros around an image.

    Args:
        image: array of shape (h, w), of any boolean, integer or floating-point dtype.
        top, bottom: rows of zeros to add above and below the image, each an int of at
            least 0.
        left, right: columns of zeros to add on the two sides, each an int of at least
            0.

    Returns:
        A new array of shape (top + h + bottom, left + w + right), of the SAME dtype as
        the image.

    Raises:
        ValueError: one of the four numbers is negative.

    The image must not be modified, and the result must not share its memory: it is a
    new array even when all four numbers are 0. Every pixel must keep its value, to the
    last digit, and every other number must be 0. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how the image lies in memory.

    Example:
        >>> pad2d(np.array([[1, 2]]), top=1, bottom=0, left=0, right=2)
        array([[0, 0, 0, 0],
               [1, 2, 0, 0]])
    """
    ### BEGIN SOLUTION
    if min(top, bottom, left, right) < 0:
        raise ValueError(
            f"padding must not be negative, got {top}, {bottom}, {left}, {right}"
        )
    image = np.asarray(image)
    h, w = image.shape
    padded = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    padded[top : top + h, left : left + w] = image
    return padded
    ### END SOLUTION


# %% name="pad2d" role="graded" points=2
compare(
    "the lecture's 4 × 4 image with one zero at each side",
    pad2d(small, 1, 1, 1, 1),
    ringed,
)
compare("4 pixels become 8 with padding 2", pad2d(small, 2, 2, 2, 2).shape, (8, 8))
compare(
    "a number of its own for each side",
    pad2d(small, top=0, bottom=2, left=1, right=2),
    uneven,
)
compare("no padding gives the image", pad2d(small, 0, 0, 0, 0), small)
compare_dtype(
    "uint8 stays uint8", pad2d(np.ones((2, 3), dtype=np.uint8), 1, 0, 0, 2), np.uint8
)
raises_value_error("a negative number is refused", lambda: pad2d(small, 1, -1, 0, 0))

# %% [markdown]
# ## Exercise 6: take larger steps
#
# {{points_and_minutes}}
#
# Neighbouring windows overlap, so their results are similar. Often it is enough to keep every second one. The image
# becomes smaller, and the next layer has about a quarter of the work. The length of a step is the **stride**. It can
# differ for the two directions: $s_h$ rows down and $s_w$ columns to the right.
#
# Together with padding ($p_h$ rows above and below, $p_w$ columns left and right) one pixel of the result is
#
# $$
# Y[i, j] \;=\; b \;+\; \sum_{u, v} \tilde X[i\,s_h+u,\; j\,s_w+v]\; K[u, v]
# $$
#
# where $\tilde X$ is the padded image. First pad, then step. Each axis has its own size, by the rule of Exercise 3.
#
# Below, the lecture's image has three columns of 10. At stride 2 the window stops at four positions only, one for each frame.

# %% name="stride_picture" role="given" hidden=true
tens = np.repeat([[10, 10, 10, 0, 0]], 5, axis=0)
columns = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]])
show_grids(
    ("image: tens", tens, (0, 0, 3, 3), (0, 2, 3, 3), (2, 0, 3, 3), (2, 2, 3, 3)),
    "⋆",
    ("kernel: columns", columns),
    "=",
    (
        "stride 1",
        np.array([[0, 30, 30]] * 3),
        (0, 0, 1, 1),
        (0, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 2, 1, 1),
    ),
    "→",
    (
        "stride 2",
        np.array([[0, 30]] * 2),
        (0, 0, 1, 1),
        (0, 1, 1, 1),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ),
    caption="stride 2 keeps every second row and every second column of the result",
)

# %% [markdown]
# *If you read the lecture beside this notebook:* one sentence says that the window slides to the left. It slides to the
# right and down. And stride $s$ does not divide the size by exactly $s$: here 5 pixels give 2, not 2.5.
#
# <details><summary><b>Hint 1: the short way</b></summary>
#
# You have `pad2d` and `corr2d`. The caption of the picture tells you the rest. It computes some pixels that are thrown
# away. That is fine here.
# </details>
#
# <details><summary><b>Hint 2: the shape is wrong for some inputs</b></summary>
#
# `padding[0]` and `stride[0]` belong to the rows, `padding[1]` and `stride[1]` to the columns. Test an image that is
# not square, with two different strides. A slice with step `s` starts at 0 and never asks whether `s` divides the
# length.
# </details>


# %% name="corr2d_strided" role="answer" minutes=20 difficulty=2
def corr2d_strided(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Pad an image with zeros and cross-correlate it with a kernel, in steps of the
    given stride.

    Args:
        image: array of shape (h, w), of any integer or floating-point dtype.
        kernel: array of shape (kh, kw) that fits into the padded image, of any integer
            or floating-point dtype.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left
            AND right, each at least 0.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        bias: a number, added once to every pixel of the result.

    Returns:
        A new array of shape (output_size(h, kh, ph, sh), output_size(w, kw, pw, sw)).
        Its dtype is float64, whatever the dtypes of the image and the kernel.

    Raises:
        ValueError: the kernel has more rows or more columns than the padded image.
        ValueError: one of the two strides is smaller than 1.
        ValueError: one of the two paddings is negative.

    The image and the kernel must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> image = np.repeat([[10, 10, 10, 0, 0]], 5, axis=0)
        >>> corr2d_strided(image, np.array([[1, 0, -1]] * 3), stride=(2, 2))
        array([[ 0., 30.],
               [ 0., 30.]])
    """
    ### BEGIN SOLUTION
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError(f"each stride must be at least 1, got {stride}")
    everywhere = corr2d(pad2d(image, ph, ph, pw, pw), kernel, bias)
    return everywhere[::sh, ::sw].copy()
    ### END SOLUTION


# %% name="corr2d_strided" role="graded" points=4
cross = np.array([[0, 1, 0], [1, -1, 1], [0, 1, 0]])
kept = [[4, -5, 6, -2], [-2, 11, -2, 0], [4, -5, 6, 4], [2, 6, -1, 0]]
compare("stride 1, no padding", corr2d_strided(tens, columns), [[0, 30, 30]] * 3)
compare("stride 2", corr2d_strided(tens, columns, stride=(2, 2)), [[0, 30]] * 2)
compare(
    "padding 1 keeps the lecture's 4 × 4 image at 4 × 4",
    corr2d_strided(small, cross, padding=(1, 1)),
    kept,
)
compare(
    "padding 1 and stride 2",
    corr2d_strided(small, cross, (1, 1), (2, 2)),
    [[4, 6], [4, 6]],
)
compare(
    "one row at a time, two columns at a time",
    corr2d_strided(small, cross, (1, 1), (1, 2)),
    [[4, 6], [-2, -2], [4, 6], [2, -1]],
)
compare(
    "padding above and below only",
    corr2d_strided(small, cross, padding=(1, 0)),
    [[-5, 6], [11, -2], [-5, 6], [6, -1]],
)
compare(
    "the bias is added once",
    corr2d_strided(tens, columns, stride=(2, 2), bias=0.5),
    [[0.5, 30.5]] * 2,
)
raises_value_error(
    "stride 0 is refused", lambda: corr2d_strided(tens, columns, stride=(1, 0))
)
raises_value_error(
    "a kernel that does not fit is refused",
    lambda: corr2d_strided(K, tens, padding=(1, 1)),
)

# %% [markdown]
# ## Exercise 7: keep the size of the image
#
# {{points_and_minutes}}
#
# Padding comes in two usual forms. **Valid** means no padding: the window stays inside, and the result is smaller.
# **Same** means just enough padding that the result has the size of the image. With "same" you can stack as many
# layers as you like, and the border of the image is not lost.
#
# How many zeros is that? From Exercise 4, with stride 1, the total must be $k - 1$ on each axis. For an **odd** kernel
# this splits evenly:
#
# $$
# p \;=\; \frac{k - 1}{2} \quad\text{at each end}
# $$
#
# So a kernel of 3 needs 1 zero at each end, and a kernel of 5 needs 2. This is one reason why kernels in networks are
# almost always odd. The other reason: an odd kernel has a pixel in its centre. The result at row $i$, column $j$ then
# belongs to the pixel of the image at row $i$, column $j$.
#
# An **even** kernel needs an odd number of zeros, and one end gets more. We follow the usual convention: the extra zero
# goes **below** and to the **right**. A kernel of 4 gets 1 zero before and 2 after.

# %% name="same_picture" role="given" hidden=true
same = np.array(
    [
        [-20, 0, 20, 20, 0],
        [-30, 0, 30, 30, 0],
        [-30, 0, 30, 30, 0],
        [-30, 0, 30, 30, 0],
        [-20, 0, 20, 20, 0],
    ]
)
ring_of_zeros = np.zeros((7, 7), dtype=int)
ring_of_zeros[1:6, 1:6] = tens
show_grids(
    ("tens with a ring of zeros", ring_of_zeros, (0, 0, 3, 3), (1, 1, 5, 5)),
    "⋆",
    ("kernel: columns", columns),
    "=",
    ("result: same", same, (0, 0, 1, 1)),
    caption="blue: the image; orange: the first window, which gives −20",
)

# %% [markdown]
# Look at the first column of the result: −20 and −30. The kernel reports an edge where the image has none. The zeros
# around the image made it. Padding is not free: near the border a network sees things that are not in the picture.
#
# <details><summary><b>Hint</b></summary>
#
# Work out the four numbers for `pad2d` one axis at a time. Before the axis: half of $k - 1$, rounded down. After it:
# the rest of $k - 1$. Try $k = 1, 2, 3, 4$ on paper. A kernel may be odd in one direction and even in the other, and it
# may be larger than the image.
# </details>


# %% name="corr2d_same" role="answer" minutes=15 difficulty=2
def corr2d_same(image, kernel):
    """Cross-correlate an image with a kernel so that the result has the size of the
    image.

    Zeros are added around the image: k - 1 in total on each axis, where k is the length
    of the kernel on that axis. When k - 1 is odd, the extra zero goes below the image,
    or to its right.

    Args:
        image: array of shape (h, w), of any integer or floating-point dtype.
        kernel: array of shape (kh, kw), of any size of at least 1 x 1, of any integer
            or floating-point dtype. It may be larger than the image.

    Returns:
        A new float64 array of shape (h, w), whatever the dtypes of the image and the
        kernel.

    The image and the kernel must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> corr2d_same(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 1]]))
        array([[ 3.,  5.,  3.],
               [ 9., 11.,  6.]])
    """
    ### BEGIN SOLUTION
    kh, kw = np.shape(kernel)
    top, left = (kh - 1) // 2, (kw - 1) // 2
    bottom, right = kh - 1 - top, kw - 1 - left
    return corr2d(pad2d(image, top, bottom, left, right), kernel)
    ### END SOLUTION


# %% name="corr2d_same" role="graded" points=3
compare("the lecture's 4 × 4 image", corr2d_same(small, cross), kept)
compare("the image with three columns of 10", corr2d_same(tens, columns), same)
compare(
    "a 2 × 2 kernel: the extra zeros are below and to the right",
    corr2d_same(X, K),
    [[25, 31, 12], [43, 49, 18], [8, 9, 0]],
)
compare(
    "a 1 × 4 kernel: one zero before, two after",
    corr2d_same(np.array([[1, 2, 3, 4, 5]]), np.array([[1, 10, 100, 1000]])),
    [[3210, 4321, 5432, 543, 54]],
)
compare(
    "a kernel larger than the image",
    corr2d_same(np.array([[2]]), np.ones((3, 5))),
    [[2]],
)
compare_dtype("the result is float64", corr2d_same(small, cross), np.float64)

# %% [markdown]
# ## Exercise 8: edges, sharpening and blur
#
# {{points_and_minutes}}
#
# Now the reward: a picture. Long before networks learned their kernels, people designed them by hand. Here are
# four famous ones:
#
# $$
# \text{identity} = \begin{bmatrix} 0 & 0 & 0 \\ 0 & 1 & 0 \\ 0 & 0 & 0 \end{bmatrix} \qquad
# \text{edges} = \begin{bmatrix} -1 & -1 & -1 \\ -1 & 8 & -1 \\ -1 & -1 & -1 \end{bmatrix}
# $$
#
# $$
# \text{sharpen} = \begin{bmatrix} 0 & -1 & 0 \\ -1 & 5 & -1 \\ 0 & -1 & 0 \end{bmatrix} \qquad
# \text{blur} = \frac{1}{16} \begin{bmatrix} 1 & 2 & 1 \\ 2 & 4 & 2 \\ 1 & 2 & 1 \end{bmatrix}
# $$
#
# * *Edges* compares a pixel with its eight neighbours. The weights sum to 0. So where the picture is flat, the result
#   is 0, which is black. Mathematicians call it a Laplacian.
# * *Sharpen* takes the pixel and adds how much it differs from four neighbours. The weights sum to 1, so flat regions
#   stay as they are.
# * *Blur* is a mean in which near pixels count more, a small Gaussian. Its weights sum to 1 as well. If they summed to
#   less than 1, the picture would become darker.
#
# A picture is stored as `uint8`: whole numbers from 0 (black) to 255 (white). This type has a trap. It cannot hold 300
# or −5. It goes around like a clock: $200 + 100$ becomes 44. So the order of the steps matters:
#
# 1. compute the sums in floating point (`corr2d_same` does that),
# 2. round to the nearest whole number with `np.rint` (from 2.5, which lies between two, it goes to the even one, 2),
# 3. move what is below 0 up to 0, and what is above 255 down to 255,
# 4. only then go back to `uint8`.
#
# The next cell paints a small picture, the array `scene`, so that you need no file. Under it you see the lit window of
# the house as numbers. To the computer, a picture is nothing else.


# %% name="scene" role="given" hidden=true
def paint_scene(size=64):
    """Paint a grey picture of a house on a hill, with a moon and stars: a uint8 array (size, size)."""
    y, x = np.mgrid[0:size, 0:size] * (64 / size)
    picture = 40 + 1.2 * y  # the sky grows lighter towards the horizon
    picture[np.hypot(x - 48, y - 13) < 7] = 235  # the moon ...
    picture[np.hypot(x - 45, y - 11) < 5.5] = 60  # ... which is not full
    for star_x, star_y in (
        (6, 6),
        (15, 14),
        (24, 5),
        (34, 10),
        (59, 27),
        (9, 24),
        (36, 21),
    ):
        picture[(np.abs(x - star_x) + np.abs(y - star_y)) < 1.5] = 200
    hill = 46 - 5 * np.sin(x / 11) - 3 * np.cos(x / 5)
    picture[y > hill] = (105 + 12 * np.sin(x / 2) * np.sin(y / 2))[y > hill]  # grass
    picture[(np.abs(x - 20) < 10) & (y > 34) & (y < 52)] = 170  # the house,
    picture[(np.abs(x - 20) < (y - 22)) & (np.abs(x - 20) < 13) & (y <= 34)] = (
        25  # its roof,
    )
    picture[(np.abs(x - 24) < 3) & (y > 42) & (y < 52)] = 50  # its door
    picture[(np.abs(x - 15) < 3) & (np.abs(y - 42) < 3)] = (
        250  # and a window with a light
    )
    picture[(np.abs(x - 15) < 0.5) & (np.abs(y - 42) < 3)] = 60
    return np.clip(picture, 0, 255).astype(np.uint8)


scene = paint_scene()
show_pictures({"scene": scene})
show_grids(
    ("scene[38:47, 10:21], the lit window", scene[38:47, 10:21]),
    greys=("scene[38:47, 10:21], the lit window",),
)

# %% [markdown]
# <details><summary><b>Hint 1</b></summary>
#
# A dictionary from names to kernels makes this short, and `name not in kernels` finds a name that is unknown. NumPy's
# `np.clip` does step 3.
# </details>
#
# <details><summary><b>Hint 2: the picture is full of wild dots</b></summary>
#
# Then some numbers have gone around the clock. Look where the dtype becomes `uint8`: it must be the very last step.
# Without `np.rint`, `astype` cuts off the fraction, and the picture becomes a little too dark.
# </details>


# %% name="filter_image" role="answer" minutes=20 difficulty=3 task="edges, sharpening and blur on a picture"
def filter_image(image, name):
    """Apply one of the four famous 3 x 3 kernels to a grey picture.

    The result has the size of the picture; outside it everything counts as zero. The
    sums are computed in floating point, rounded with np.rint and limited to 0..255.

    Args:
        image: uint8 array of shape (h, w).
        name: "identity", "edges", "sharpen" or "blur".

    Returns:
        A new uint8 array of shape (h, w).

    Raises:
        ValueError: the name is none of the four.

    The image must not be modified. The result must depend on the numbers in the image
    and on the name alone: not on earlier calls, nor on how the image lies in memory.

    Example:
        >>> filter_image(np.array([[100, 200]], dtype=np.uint8), "sharpen")
        array([[255, 255]], dtype=uint8)
    """
    ### BEGIN SOLUTION
    kernels = {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }
    if name not in kernels:
        raise ValueError(f"unknown kernel {name!r}: use one of {', '.join(kernels)}")
    sums = corr2d_same(image, kernels[name])
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)
    ### END SOLUTION


# %% name="filter_image" role="graded" points=3
flat = np.full((3, 4), 160, dtype=np.uint8)
compare("identity changes nothing", filter_image(scene, "identity"), scene)
compare(
    "edges: flat is black, the zeros outside make a frame",
    filter_image(flat, "edges"),
    [[255] * 4, [255, 0, 0, 255], [255] * 4],
)
compare(
    "blur: the zeros outside darken the border",
    filter_image(flat, "blur"),
    [[90, 120, 120, 90], [120, 160, 160, 120], [90, 120, 120, 90]],
)
point = np.zeros((3, 3), dtype=np.uint8)
point[1, 1] = 24
compare(
    "blur of one pixel: 1.5 is rounded to 2",
    filter_image(point, "blur"),
    [[2, 3, 2], [3, 6, 3], [2, 3, 2]],
)
compare(
    "sharpen: negative sums become 0",
    filter_image(point, "sharpen"),
    [[0, 0, 0], [0, 120, 0], [0, 0, 0]],
)
compare_dtype("the result is uint8", filter_image(point, "edges"), np.uint8)
raises_value_error("an unknown name is refused", lambda: filter_image(point, "sepia"))

# %% [markdown]
# ## Look at your work
#
# The cell below runs your function on the picture. Try to explain what you see. Why is *edges* black in the sky? Where
# does the bright frame around it come from? What does *sharpen* do to the stars?

# %%
show_pictures(
    {
        name: filter_image(scene, name)
        for name in ("identity", "edges", "sharpen", "blur")
    }
)

# %% [markdown]
# ## What you have now
#
# You built the heart of a convolutional layer, from nothing but loops and sums. Check yourself. Can you
#
# * compute one pixel of a correlation by hand?
# * say how convolution differs from correlation, and why a network does not care?
# * give the size of the result for 28 pixels, a kernel of 5, padding 2 and stride 1? And for stride 2?
# * say what a padding of 1 means, and ask the right question when somebody uses the word?
# * give two reasons why kernels are odd?
# * name one thing that a convolution sees at the border and that is not in the picture?
#
# <details><summary><b>Answers to the third question</b></summary>
#
# $28 + 4 - 5 + 1 = 28$ pixels at stride 1. At stride 2 they are $\lfloor 27 / 2 \rfloor + 1 = 14$.
# </details>
#
# {{hand_in}}
#
# **What comes next.** A colour picture has three numbers per pixel, and a layer has many kernels. In
# `02_channels` you add both, and count what they cost.
