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
# # 3. Matrices and gradients: how a network learns its kernels
#
# In this notebook you open the machine. A convolution turns out to be a product of matrices. The way back through it,
# on which a network learns, turns out to be the transpose. At the end you let a kernel find itself: you give a
# picture and the result you want, and gradient descent does the rest. There are eight exercises. In many of them you
# may call a function of an earlier one. Then that one must be right, too.
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded}}
#
# **What is asked.** *Args* and *Raises* of an exercise say what your function is called with. Nothing else is asked
# about. *A new array* shares no memory with an argument, nor with a result that you gave back before. Nothing else is
# asked of its memory.
#
# **As in float64** means: change the arrays to float64 first, then compute. That change may cost digits, because a
# float64 cannot hold every whole number beyond $2^{53}$. *No digit is lost* means that nothing else does. The order in
# which you add is yours. Your numbers may differ from the right ones by a billionth of the largest number in the right
# result. Sums in float32 differ by more.
#
# {{numpy_only}}

# %% [markdown]
# ## Setup
#
# {{setup}}

# %% name="setup" role="given" hidden=true
import numpy as np

from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.curves import show_curves
from notebook_parts.grids import show_grids
from notebook_parts.matrices import show_matrix
from notebook_parts.open_exercises import say_which_exercise_is_open

say_which_exercise_is_open()

# %% [markdown]
# From the earlier notebooks you need two functions. Here they are, in short, so that this notebook stands alone. The
# first one correlates one image with one kernel (notebook 1). The second one is a whole layer: $n$ samples,
# $c_\text{in}$ channels in, $c_\text{out}$ channels out, with stride and padding (notebook 2). Your own functions may
# call both: they are there when your work is graded, too.


# %% name="earlier_notebooks" role="given"
def corr2d(image, kernel):
    """Cross-correlate an image (h, w) with a kernel (kh, kw)."""
    windows = np.lib.stride_tricks.sliding_window_view(
        np.asarray(image, dtype=float), np.shape(kernel)
    )
    return np.einsum("ijuv,uv->ij", windows, kernel)


def conv2d(x, weight, stride=(1, 1), padding=(0, 0)):
    """Correlate each sample of x, (n, c_in, h, w), with each filter, (c_in, kh, kw)."""
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(np.asarray(x, dtype=float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(
        padded, weight.shape[2:], axis=(2, 3)
    )[:, :, ::sh, ::sw]
    return np.einsum("ncijuv,ocuv->noij", windows, weight)


# %% [markdown]
# ## Exercise 1: a convolution is a matrix
#
# {{points_and_minutes}}
#
# Look once more at one pixel of a correlation. It is a sum of products: some pixels of the image, each times a
# weight. No squares, no products of two pixels. Such a function is called **linear**, and each linear function can be
# written as a matrix.
#
# To see the matrix, write the image as one long column, row after row. NumPy does that with `image.ravel()`. A 3 × 3
# image becomes 9 numbers. A 2 × 2 kernel has 4 positions in it, so the result becomes 4 numbers. The matrix $C$
# between them has 4 rows and 9 columns: **a row for each output, a column for each pixel**.
#
# $$
# y \;=\; C\,x \qquad\qquad x = \text{the pixels}, \quad y = \text{the outputs}
# $$
#
# What stands in a row of $C$? The weight with which this output sees each pixel. So each row holds the kernel once,
# spread out to where the window lies. Everywhere else it holds zeros, because the output does not see those pixels at
# all.
#
# The picture shows the window at the first position (orange) and at the last (blue), and the rows of $C$ that belong
# to them. For the first window the second row of the kernel lies three columns further than the first one, because a
# row of the image has three pixels.

# %% name="matrix_picture" role="given" hidden=true
K = np.array([[0, 1], [2, 3]])
image = np.arange(9).reshape(3, 3)
letters = np.array([[1, 2], [3, 4]])
C = np.zeros((4, 9), dtype=int)
for row, start in enumerate((0, 1, 3, 4)):
    C[row, [start, start + 1, start + 3, start + 4]] = [1, 2, 3, 4]
show_grids(
    ("pixels, counted", image, (0, 0, 2, 2), (1, 1, 2, 2)),
    ("kernel", letters),
    "→",
    ("matrix C", C, (0, 0, 1, 9), (3, 0, 1, 9)),
    caption="a row for each of the 4 outputs, a column for each of the 9 pixels",
)

# %% [markdown]
# A larger matrix shows the pattern. Below is $C$ for an image of 8 × 8 pixels and a kernel of 3 × 3. Each coloured
# cell is a weight. The lines part the rows of the result (6 outputs each) and the rows of the image (8 pixels each).
# Each block holds one row of the kernel, moving to the right from line to line. Mathematicians call such matrices
# **Toeplitz** matrices. Most of it is white: only 9 of the 64 numbers in a row are not zero. Such a matrix is called
# **sparse**.

# %% name="large_matrix_picture" role="given" hidden=true
far_and_near = np.array([[1, 2, 1], [2, 4, 2], [-1, -2, -1]])
large = np.zeros((6, 6, 8, 8))
for i, j in np.ndindex(6, 6):
    large[i, j, i : i + 3, j : j + 3] = far_and_near
show_matrix(
    "C for an 8 × 8 image and a 3 × 3 kernel: 36 outputs, 64 pixels",
    large.reshape(36, 64),
    6,
    8,
    caption="downwards the outputs, 6 in a row; to the right the pixels, 8 in a row",
)

# %% [markdown]
# Nobody computes convolutions with this matrix: it is nearly empty. It is worth having because it *explains*. Two
# things can be read from it.
#
# * $C$ says how much each output changes when a pixel changes. That is the **Jacobian**, the matrix of all
#   derivatives.
# * So the way back is known. Let $g$ say how much a loss changes with each output. Each pixel then collects from
#   every output that saw it, with the weight it was seen with. That is a *column* of $C$ times $g$, and for all
#   pixels together it is $C^{\mathsf T} g$. Networks learn on that way back. You will walk it in Exercise 6.
#
# *If you read the lecture beside this notebook:* the text says that $C$ is 4 × 9, but the matrix printed there is 9 ×
# 4. It is the transpose, which cannot stand in front of 9 pixels. And its last three rows, those of the last row of
# pixels, hold $w_{11}$ and $w_{12}$ where $w_{21}$ and $w_{22}$ belong. With the image 0, 1, ..., 8 and the kernel 0,
# 1, 2, 3 the printed matrix gives 19, 25, 11, 13. Right is 19, 25, 37, 43.
#
# <details><summary><b>Hint 1: one row</b></summary>
#
# Make a *picture* of zeros of the image's shape. Write the kernel into it, where the window lies. Then `ravel()` it.
# That is one row of $C$. Do it for each position, row after row.
# </details>
#
# <details><summary><b>Hint 2: it works for square images only</b></summary>
#
# Pixel $(r, s)$ stands in column $r \cdot w + s$, because a row of the *image* has $w$ pixels. Output $(i, j)$ stands
# in row $i \cdot o_w + j$, because a row of the *result* has $o_w = w - k_w + 1$ outputs. The two are easily mixed
# up.
# </details>


# %% name="convolution_matrix" role="answer" minutes=15 difficulty=2 task="convolution as one sparse matrix"
def convolution_matrix(kernel, shape):
    """Write the correlation with a kernel as a matrix C.

    For every image of this shape, C @ image.ravel() must equal corr2d(image,
    kernel).ravel().

    Args:
        kernel: array of shape (kh, kw), of any integer or floating-point dtype. It need
            not be square.
        shape: (h, w), the shape of the images, with kh <= h and kw <= w.

    Returns:
        A new array of shape ((h - kh + 1) * (w - kw + 1), h * w). Its dtype is float64,
        whatever the dtype of the kernel.

    Raises:
        ValueError: the kernel has more rows or more columns than the image.

    The kernel must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The
    numbers must come out as in float64, whatever dtype is given: no digit is lost.

    Example:
        >>> convolution_matrix(np.array([[1, 2]]), (1, 3))
        array([[1., 2., 0.],
               [0., 1., 2.]])
    """
    ### BEGIN SOLUTION
    (kh, kw), (h, w) = np.shape(kernel), shape
    if kh > h or kw > w:
        raise ValueError(f"a {kh} x {kw} kernel does not fit into a {h} x {w} image")
    rows = []
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            picture = np.zeros((h, w))
            picture[i : i + kh, j : j + kw] = kernel
            rows.append(picture.ravel())
    return np.array(rows)
    ### END SOLUTION


# %% name="convolution_matrix" role="graded" points=3
compare("the picture above", convolution_matrix(letters, (3, 3)), C)
compare(
    "the matrix times the pixels 0, 1, ..., 8",
    convolution_matrix(K, (3, 3)) @ image.ravel(),
    [19, 25, 37, 43],
)
compare(
    "that is the correlation",
    convolution_matrix(K, (3, 3)) @ image.ravel(),
    corr2d(image, K).ravel(),
)
compare(
    "the large matrix above",
    convolution_matrix(far_and_near, (8, 8)),
    large.reshape(36, 64),
)
compare(
    "a flat image, a tall kernel",
    convolution_matrix(np.array([[1], [2]]), (2, 3)),
    [[1, 0, 0, 2, 0, 0], [0, 1, 0, 0, 2, 0], [0, 0, 1, 0, 0, 2]],
)
compare(
    "a result of 2 rows and 3 columns",
    convolution_matrix(np.array([[1], [2]]), (3, 3)) @ image.ravel(),
    [6, 9, 12, 15, 18, 21],
)
compare(
    "the transpose gives each pixel its share",
    convolution_matrix(K, (3, 3)).T @ [1, 2, 3, 4],
    [0, 1, 2, 2, 10, 10, 6, 17, 12],
)
compare_dtype("the matrix is float64", convolution_matrix(K, (3, 3)), np.float64)
raises_value_error(
    "a kernel larger than the image is refused",
    lambda: convolution_matrix(np.ones((1, 4)), (5, 3)),
)

# %% [markdown]
# ## Exercise 2: every window is a column
#
# {{points_and_minutes}}
#
# The matrix $C$ is large and nearly empty. There is a better way to make a convolution a product of matrices: leave
# the kernel small, and unroll the *image*. Cut out each window, and write it as one **column**. All columns side by
# side form a matrix without gaps. The kernel, written as one row, times this matrix gives all outputs at once. The
# function is called **im2col**, and many libraries compute convolutions in just this way, because products of
# matrices are what computers do fastest.
#
# The picture shows it for one channel. The orange window becomes the first column, the blue one the last.

# %% name="im2col_picture" role="given" hidden=true
nine = np.arange(1, 10).reshape(3, 3)
two_channels = np.stack([nine, 10 * nine])
show_grids(
    ("image", nine, (0, 0, 2, 2), (1, 1, 2, 2)),
    "→",
    (
        "im2col",
        np.array([[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]]),
        (0, 0, 4, 1),
        (0, 3, 4, 1),
    ),
    caption="4 windows of 2 × 2 pixels: 4 columns of 4 numbers",
)

# %% [markdown]
# The order matters, because the kernel has to meet the right pixels. It is the order of `ravel()`, twice:
#
# * **Within a column**, the window row after row. If there are several channels, the whole window of the first
#   channel comes first, then that of the second. Pixel $(u, v)$ of the window in channel $k$ stands in row $(k\,k_h +
#   u)\,k_w + v$.
# * **From column to column**, the positions as you read: first to the right, then down. Position $(i, j)$ is column
#   $i \cdot o_w + j$.
#
# With stride and padding nothing new happens. First pad each channel with zeros. Then position $(i, j)$ begins at row
# $i\,s_h$, column $j\,s_w$ of the padded image. The numbers of positions are those of notebook 1:
#
# $$
# o_h = \left\lfloor \frac{h + 2p_h - k_h}{s_h} \right\rfloor + 1
# \qquad
# o_w = \left\lfloor \frac{w + 2p_w - k_w}{s_w} \right\rfloor + 1
# $$
#
# A layer with $c_\text{out}$ filters is then `weight.reshape(c_out, -1) @ im2col(x, ...)`: each filter is a row.
#
# <details><summary><b>Hint 1: the shape of the loops</b></summary>
#
# Make an empty matrix of the right shape. Loop over `i` and `j`. The window of *all* channels is one slice of the
# padded image, `padded[:, top : top + kh, left : left + kw]`, and its `ravel()` is already in the order asked for.
# </details>
#
# <details><summary><b>Hint 2: the numbers are right, but in the wrong places</b></summary>
#
# `reshape` never moves a number past another. It only cuts the long row of all numbers in another way. If your array
# has the axes (c, oh, ow, kh, kw), it needs `transpose(0, 3, 4, 1, 2)` before `reshape`.
# </details>


# %% name="im2col" role="answer" minutes=25 difficulty=2 task="every window as a column"
def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Write each window of an image as one column of a matrix.

    Args:
        x: array of shape (c, h, w): an image of c channels, of any integer or
            floating-point dtype.
        kernel_size: (kh, kw), the rows and columns of the window, which fits into the
            padded image.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left
            AND right, each at least 0.

    Returns:
        A new array of shape (c * kh * kw, oh * ow), where oh and ow count the positions
        of the window down and across. Its entry [(k * kh + u) * kw + v, i * ow + j] is
        pixel [k, i * sh + u, j * sw + v] of the padded image. Its dtype is float64,
        whatever the dtype of x.

    Raises:
        ValueError: the window has more rows or more columns than the padded image.

    The image must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The
    numbers must come out as in float64, whatever dtype is given: no digit is lost.

    Example:
        >>> im2col(np.array([[[1, 2, 3], [4, 5, 6]]]), (2, 2))
        array([[1., 2.],
               [2., 3.],
               [4., 5.],
               [5., 6.]])
    """
    ### BEGIN SOLUTION
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(
            f"a {kh} x {kw} window does not fit into {h + 2 * ph} x {w + 2 * pw} padded pixels"
        )
    padded = np.pad(x.astype(np.float64), ((0, 0), (ph, ph), (pw, pw)))
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    columns = np.empty((c * kh * kw, oh * ow))
    for i in range(oh):
        for j in range(ow):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            columns[:, i * ow + j] = window.ravel()
    return columns
    ### END SOLUTION


# %% name="im2col" role="graded" points=3
compare(
    "the picture above",
    im2col(nine[None], (2, 2)),
    [[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]],
)
compare(
    "the kernel as a row times the columns",
    K.ravel() @ im2col(image[None], (2, 2)),
    [19, 25, 37, 43],
)
compare(
    "a second channel stands below the first",
    im2col(two_channels, (2, 2))[4:],
    10 * im2col(nine[None], (2, 2)),
)
compare(
    "stride 2 and padding 1",
    im2col(nine[None], (2, 2), stride=(2, 2), padding=(1, 1)),
    [[0, 0, 0, 5], [0, 0, 4, 6], [0, 2, 0, 8], [1, 3, 7, 9]],
)
compare(
    "zeros left and right only",
    im2col(np.array([[[1, 2]]]), (1, 2), padding=(0, 1)),
    [[0, 1, 2], [1, 2, 0]],
)
compare(
    "a stride only to the right",
    im2col(nine[None], (3, 1), stride=(1, 2)),
    [[1, 3], [4, 6], [7, 9]],
)
compare(
    "a window of one pixel: a row for each channel",
    im2col(two_channels, (1, 1)),
    two_channels.reshape(2, 9),
)
weight = np.arange(16).reshape(2, 2, 2, 2)
compare(
    "two filters: a whole layer in one product",
    weight.reshape(2, 8) @ im2col(two_channels, (2, 2)),
    conv2d(two_channels[None], weight)[0].reshape(2, 4),
)
compare_dtype("the matrix is float64", im2col(nine[None], (2, 2)), np.float64)
raises_value_error(
    "a window larger than the padded image is refused",
    lambda: im2col(nine[None], (2, 6), padding=(1, 1)),
)

# %% [markdown]
# ## Exercise 3: put the columns back
#
# {{points_and_minutes}}
#
# Now the other direction. You have a matrix of columns, and every number goes back to the pixel that it was copied
# from. But windows overlap! The pixel in the middle of the picture above was copied four times. Four numbers come
# back to it.
#
# What should happen to them? Neither the last one nor their mean is kept. They are **added**. Why? Because this
# function will carry gradients. If a pixel has an influence on four windows, its whole influence is the sum of the
# four.
#
# The picture sends columns of ones back. So each pixel shows how often it was seen: the corners by one window, the
# middle by four.

# %% name="col2im_picture" role="given" hidden=true
show_grids(
    ("columns", np.ones((4, 4), dtype=int), (0, 0, 4, 1), (0, 3, 4, 1)),
    "→",
    ("col2im", np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]), (0, 0, 2, 2), (1, 1, 2, 2)),
    caption="overlapping windows add up",
)

# %% [markdown]
# So `col2im(im2col(x))` is *not* x: each pixel comes back multiplied by the number of windows that see it. `col2im`
# is not the inverse of `im2col`. It is its **transpose** (or *adjoint*). Here is what that means: for every image $x$
# and all columns $y$,
#
# $$
# \sum \text{im2col}(x) \cdot y \;=\; \sum x \cdot \text{col2im}(y)
# $$
#
# where the dot multiplies entry by entry. You can test it with random numbers, and this test finds nearly every
# mistake in a way back. Remember it.
#
# What came from the padding goes back into the padding, and is cut off at the end. A pixel that no window saw,
# because the stride left it over, gets nothing and stays 0.
#
# <details><summary><b>Hint</b></summary>
#
# Read your `im2col` from the bottom to the top. Begin with zeros of the *padded* shape. Where `im2col` copied a slice
# into a column, now add the column, reshaped to (c, kh, kw), to the slice, with `+=`. At the end cut the padding off
# with `[:, ph : ph + h, pw : pw + w]`. (`[:, ph:-ph, ...]` goes wrong where ph is 0.)
# </details>


# %% name="col2im" role="answer" minutes=20 difficulty=2 task="the way back: add the columns up"
def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Add the columns of im2col back to where they were taken from.

    Args:
        columns: array of shape (c * kh * kw, oh * ow), ordered as im2col orders it, of
            any integer or floating-point dtype.
        shape: (c, h, w), the shape of the image.
        kernel_size, stride, padding: as for im2col. The window fits into the padded
            image.

    Returns:
        A new array of that shape. Each pixel is the sum of all entries of columns that
        im2col would have copied from it. A pixel that no window sees is 0; what lies in
        the padding is left out. Its dtype is float64, whatever the dtype of columns.

    Raises:
        ValueError: columns has another shape, or another number of axes, than im2col
            gives for an image of this shape.

    The columns must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The sums
    must come out as in float64, whatever dtype is given: nothing wraps around, no digit
    is lost.

    Example:
        >>> col2im(np.array([[1, 20], [10, 300]]), (1, 1, 3), (1, 2))
        array([[[  1.,  30., 300.]]])
    """
    ### BEGIN SOLUTION
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError(
            f"columns must have shape {(c * kh * kw, oh * ow)}, got {columns.shape}"
        )
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window
    return padded[:, ph : ph + h, pw : pw + w].copy()
    ### END SOLUTION


# %% name="col2im" role="graded" points=3
compare(
    "the picture above",
    col2im(np.ones((4, 4)), (1, 3, 3), (2, 2)),
    [[[1, 2, 1], [2, 4, 2], [1, 2, 1]]],
)
compare(
    "there and back: each pixel as often as it was seen",
    col2im(im2col(nine[None], (2, 2)), (1, 3, 3), (2, 2))[0],
    nine * [[1, 2, 1], [2, 4, 2], [1, 2, 1]],
)
compare(
    "windows that do not overlap",
    col2im(np.array([[1, 3], [2, 4]]), (1, 1, 4), (1, 2), stride=(1, 2)),
    [[[1, 2, 3, 4]]],
)
compare(
    "a pixel that no window sees is 0",
    col2im(np.array([[1, 3], [2, 4]]), (1, 1, 5), (1, 2), stride=(1, 2)),
    [[[1, 2, 3, 4, 0]]],
)
compare(
    "a row of pixels that no window sees is 0",
    col2im(np.array([[1, 3], [2, 4]]), (1, 5, 1), (2, 1), stride=(2, 1)),
    [[[1], [2], [3], [4], [0]]],
)
compare(
    "the padding is cut off",
    col2im(np.array([[1, 3, 5], [2, 4, 6]]), (1, 1, 2), (1, 2), padding=(0, 1)),
    [[[5, 9]]],
)
some = np.arange(32).reshape(8, 4) % 7
there, back = im2col(two_channels, (2, 2)), col2im(some, (2, 3, 3), (2, 2))
compare("the test of the transpose", np.sum(there * some), np.sum(two_channels * back))
compare_dtype(
    "the image is float64",
    col2im(np.ones((4, 4), dtype=int), (1, 3, 3), (2, 2)),
    np.float64,
)
raises_value_error(
    "columns of another shape are refused",
    lambda: col2im(np.ones((4, 9)), (1, 3, 3), (2, 2)),
)

# %% [markdown]
# ## Exercise 4: the way back begins
#
# {{points_and_minutes}}
#
# How does a network learn? It makes a guess. A **loss** says with one number how bad the guess is. Then the network
# asks of each of its weights: if I make you a little larger, how does the loss change? The answer is the
# **gradient**. It takes a small step against it, and guesses again.
#
# The gradients travel backwards. A layer hears from the layer behind it, for each of its outputs, how the loss
# changes with that output. We call this array `dy`. It has the shape of the layer's output, $(n, c_\text{out}, o_h,
# o_w)$. From it the layer works out three gradients:
#
# * of the **bias** and of the **weight**, in order to learn,
# * of its **input**, to hand it on to the layer in front. For that layer it is `dy`.
#
# All three come from one rule: *collect from every output that you had a part in, each times its `dy`*. We begin with
# the bias, where it is easiest. Output channel $o$ is
#
# $$
# y[s, o, i, j] \;=\; b[o] + \dots
# $$
#
# for each sample $s$ and each position $(i, j)$. If $b[o]$ grows by a little, *every* output of that channel grows by
# just as much. So all their `dy` add up:
#
# $$
# db[o] \;=\; \sum_{s,\,i,\,j} dy[s, o, i, j]
# $$
#
# The likely mistake is to forget the samples. They all share one bias. And do not take the mean: if the loss is a
# mean over the samples, the $1/n$ is in `dy` already.
#
# <details><summary><b>Hint</b></summary>
#
# `np.sum` takes several axes at once. Which of the four axes stays? And in which dtype are the numbers added? See the
# argument `dtype`.
# </details>


# %% name="conv2d_bias_gradient" role="answer" minutes=5 difficulty=1 task="the gradient of the bias"
def conv2d_bias_gradient(dy):
    """Carry the gradient of a loss from the output of a convolution layer to its bias.

    Args:
        dy: array of shape (n, c_out, oh, ow), of any integer or floating-point dtype:
            the gradient of the loss with respect to the layer's output.

    Returns:
        A new array of shape (c_out,): its entry o is the sum of dy[:, o], over all
        samples and all positions. Its dtype is float64, whatever the dtype of dy.

    The argument dy must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The sums
    must come out as in float64, whatever dtype is given: nothing wraps around, no digit
    is lost.

    Example:
        >>> conv2d_bias_gradient(np.array([[[[1, 2]], [[3, 4]]]]))
        array([3., 7.])
    """
    ### BEGIN SOLUTION
    return np.sum(dy, axis=(0, 2, 3), dtype=np.float64)
    ### END SOLUTION


# %% name="conv2d_bias_gradient" role="graded" points=1
dy = np.array(
    [[[[1, 2], [3, 4]], [[0, 0], [0, 5]]], [[[1, 1], [1, 1]], [[-1, 0], [0, 0]]]]
)
compare(
    "two samples, two channels: 1 + 2 + 3 + 4 + 1 + 1 + 1 + 1 and 5 − 1",
    conv2d_bias_gradient(dy),
    [14, 4],
)
compare("one sample", conv2d_bias_gradient(dy[:1]), [10, 5])
compare(
    "bytes do not wrap around",
    conv2d_bias_gradient(np.full((1, 1, 2, 2), 200, dtype=np.uint8)),
    [800],
)
compare_dtype("the result is float64", conv2d_bias_gradient(dy), np.float64)

# %% [markdown]
# ## Exercise 5: the gradient of the weight
#
# {{points_and_minutes}}
#
# Now the weight. Take one weight, `weight[o, k, u, v]`. Which outputs had it a part in? All of channel $o$: at every
# position $(i, j)$, in every sample $s$. And with which factor? With the pixel that lay under it there. So
#
# $$
# dw[o, k, u, v] \;=\; \sum_{s,\,i,\,j} dy[s, o, i, j] \;\; \tilde x[s, k,\; i\,s_h + u,\; j\,s_w + v]
# $$
#
# where $\tilde x$ is the padded input. Look at it for one sample, one channel and stride 1. Then it is a correlation
# of the input, and the kernel is `dy`! In the picture, the weight in the upper left corner lay over the framed pixels
# 0, 1, 3 and 4, one at each of the four positions. So its gradient is $1 \cdot 0 + 2 \cdot 1 + 3 \cdot 3 + 4 \cdot 4
# = 27$.

# %% name="weight_gradient_picture" role="given" hidden=true
upstream = np.array([[1, 2], [3, 4]])
show_grids(
    ("input x", image, (0, 0, 2, 2)),
    "⋆",
    ("dy", upstream, (0, 0, 2, 2)),
    "=",
    ("dw", np.array([[27, 37], [57, 67]]), (0, 0, 1, 1)),
    caption="the input, correlated with dy, is the gradient of the kernel",
)

# %% [markdown]
# With a stride the numbers of `dy` belong to windows that lie further apart. With several samples, their gradients
# add up, as for the bias.
#
# Why does the function need `kernel_size`? Because it does not follow from the shapes. A row of 5 pixels gives 2
# positions at stride 2 for a kernel of 2, and for a kernel of 3. With the kernel of 2 the last pixel is left over.
#
# **How can you know that a gradient is right?** Ask the definition. Make one weight a little larger, then a little
# smaller, and look how the loss changes. That is called *central differences*. It is slow, but it cannot be wrong in
# the same way as your formula. Take random numbers for `dy`. With ones everywhere, many mistakes do not show. The
# next cell holds this test, and a layer to try it on. You can use it for every gradient that you will ever write.


# %% name="differences" role="given"
def differences(function, array, step=1e-4):
    """The gradient of a function that gives one number, by central differences."""
    slopes = np.zeros(array.shape)
    for place in np.ndindex(*array.shape):
        ahead, behind = array.astype(float), array.astype(float)
        ahead[place] += step
        behind[place] -= step
        slopes[place] = (function(ahead) - function(behind)) / (2 * step)
    return slopes


one = upstream[None, None]  # dy of the picture, for one sample and one channel
rng = np.random.default_rng(3)
x, w = rng.normal(size=(2, 3, 5, 6)), rng.normal(size=(4, 3, 3, 2))
options = {"stride": (2, 3), "padding": (1, 0)}
g = rng.normal(size=conv2d(x, w, **options).shape)  # a random dy

# %% [markdown]
# <details><summary><b>Hint 1: you have done it already</b></summary>
#
# In Exercise 2 a layer was `weight.reshape(c_out, -1) @ columns`. In a product of matrices $Y = W\,X$ the gradient of
# $W$ is $dY\,X^{\mathsf T}$. What are $dY$ and $X$ here, for one sample? Then add over the samples.
# </details>
#
# <details><summary><b>Hint 2: nearly right</b></summary>
#
# * Too small by the number of samples: it is a sum, not a mean.
# * Wrong where the stride leaves pixels over: use `kernel_size`, do not work it out from the shapes.
# * Wrong with two samples only: each sample's `dy` goes with its own `x`.
# </details>


# %% name="conv2d_weight_gradient" role="answer" minutes=25 difficulty=3 task="the gradient of the weight"
def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Carry the gradient of a loss from the output of a convolution layer to its
    weight.

    Args:
        dy: array of shape (n, c_out, oh, ow), of any integer or floating-point dtype:
            the gradient of the loss with respect to the layer's output.
        x: array of shape (n, c_in, h, w), of any integer or floating-point dtype: the
            layer's input.
        kernel_size: (kh, kw), the rows and columns of the weight, which fits into the
            padded x.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left
            AND right, each at least 0.

    Returns:
        A new array of shape (c_out, c_in, kh, kw): its entry [o, k, u, v] is the sum,
        over all samples s and all positions (i, j), of dy[s, o, i, j] times pixel [s,
        k, i * sh + u, j * sw + v] of the padded x. Its dtype is float64, whatever the
        dtypes of dy and x.

    Raises:
        ValueError: dy and x differ in the number of samples, or dy has another number
            of rows or columns than the window has positions down or across.

    The arrays dy and x must not be modified. The result must depend on the numbers in
    the arguments alone: not on earlier calls, nor on how an array lies in memory. The
    sums must come out as in float64, whatever dtypes are given: nothing wraps around,
    no digit is lost.

    Example:
        >>> dy, x = np.array([[[[1, 10]]]]), np.array([[[[1, 2, 3]]]])
        >>> conv2d_weight_gradient(dy, x, (1, 2))
        array([[[[21., 32.]]]])
    """
    ### BEGIN SOLUTION
    (n, c_out, oh, ow), (kh, kw), (sh, sw), (ph, pw) = (
        dy.shape,
        kernel_size,
        stride,
        padding,
    )
    _, c_in, h, w = x.shape
    positions = ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1)
    if len(x) != n or positions != (oh, ow):
        raise ValueError(
            f"dy of shape {dy.shape} does not belong to {len(x)} samples and {positions} positions"
        )
    dw = np.zeros((c_out, c_in * kh * kw))
    for sample in range(n):
        columns = im2col(x[sample], kernel_size, stride, padding)
        dw += dy[sample].reshape(c_out, oh * ow) @ columns.T
    return dw.reshape(c_out, c_in, kh, kw)
    ### END SOLUTION


# %% name="conv2d_weight_gradient" role="graded" points=4
compare(
    "the picture above",
    conv2d_weight_gradient(one, image[None, None], (2, 2))[0, 0],
    [[27, 37], [57, 67]],
)
row = np.arange(1, 6).reshape(1, 1, 1, 5)
compare(
    "stride 2, kernel of 3",
    conv2d_weight_gradient(np.array([[[[1, 10]]]]), row, (1, 3), stride=(1, 2)),
    [[[[31, 42, 53]]]],
)
compare(
    "stride 2, kernel of 2: pixel 5 is left over",
    conv2d_weight_gradient(np.array([[[[1, 10]]]]), row, (1, 2), stride=(1, 2)),
    [[[[31, 42]]]],
)
compare(
    "the same downwards",
    conv2d_weight_gradient(
        np.array([[[[1], [10]]]]), row.reshape(1, 1, 5, 1), (2, 1), stride=(2, 1)
    ),
    [[[[31], [42]]]],
)
compare(
    "by differences: 2 samples, 3 channels, 4 filters, stride and padding",
    conv2d_weight_gradient(g, x, (3, 2), **options),
    differences(lambda each: np.sum(g * conv2d(x, each, **options)), w),
)
compare_dtype(
    "the gradient is float64",
    conv2d_weight_gradient(one, image[None, None], (2, 2)),
    np.float64,
)
raises_value_error(
    "a dy of another layer is refused",
    lambda: conv2d_weight_gradient(one, image[None, None], (3, 3)),
)
raises_value_error(
    "a dy of two samples for an x of one is refused",
    lambda: conv2d_weight_gradient(np.ones((2, 1, 2, 2)), image[None, None], (2, 2)),
)

# %% [markdown]
# ## Exercise 6: the gradient of the input
#
# {{points_and_minutes}}
#
# The third gradient is the one that makes networks deep. It goes on to the layer in front.
#
# Take one pixel. It had a part in every output whose window lay over it, in *all* output channels. Each time it was
# multiplied by another weight. So it collects: each of these outputs' `dy`, times the weight it was seen with.
#
# It is easier from the other side. Each output gives `dy` times its kernel back to the window it came from. Windows
# overlap, so what comes back adds up. The picture shows it in one row, with stride 2. The first window sees pixels 0
# to 2, the second one pixels 2 to 4. Pixel 2 hears from both: $3 + 10 = 13$. Pixel 5 is left over. No window sees it,
# and its gradient is 0. But it is there: the gradient has the shape of the input.

# %% name="input_gradient_picture" role="given" hidden=true
show_grids(
    ("dy", np.array([[1, 10]]), (0, 0, 1, 1), (0, 1, 1, 1)),
    ("kernel", np.array([[1, 2, 3]])),
    "→",
    ("dx, stride 2", np.array([[1, 2, 13, 20, 30, 0]]), (0, 0, 1, 3), (0, 2, 1, 3)),
    caption="each output sends dy times the kernel back to its window",
)

# %% [markdown]
# You know two more ways to say the same.
#
# * With the matrix of Exercise 1: $dx = C^{\mathsf T}\,dy$. Of a large input it does not fit into the memory.
# * As a correlation. Put zeros between the numbers of `dy`: $s_h - 1$ downwards, $s_w - 1$ to the right. Behind them
#   put a zero for each row or column of the *padded* input that the stride left over. Put zeros around it all: $k_h -
#   1$ rows above and below, $k_w - 1$ columns left and right. Correlate with the kernel **turned by 180 degrees**. The
#   result is the gradient of the padded input, so cut the padding off.
#
# In the second one the mathematician's convolution comes back. A network that learns its kernels does not care which
# of the two it computes. But whichever way it goes forth, on the way back the kernel is turned the other way round.
#
# The function needs the `size` of the input, for the reason that you know: 5 pixels and 6 pixels can give the same
# output.
#
# <details><summary><b>Hint 1: with what you have</b></summary>
#
# Forth it was $Y = W\,X$, with the columns $X$ from `im2col`. Back, the gradient of the columns is $W^{\mathsf
# T}\,dY$: one product for each sample. And who brings columns back to an image?
# </details>
#
# <details><summary><b>Hint 2: nearly right</b></summary>
#
# * Right for symmetric kernels only: you correlate with the kernel as it is. Turn it.
# * Right without overlap only: `=` where `+=` belongs.
# * Moved by the padding: cut it off at the front, too.
# * Right for one filter only: add over the filters.
# </details>


# %% name="conv2d_input_gradient" role="answer" minutes=25 difficulty=3 task="the gradient of the input"
def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Carry the gradient of a loss from the output of a convolution layer to its input.

    Args:
        dy: array of shape (n, c_out, oh, ow), of any integer or floating-point dtype:
            the gradient of the loss with respect to the layer's output.
        weight: array of shape (c_out, c_in, kh, kw), of any integer or floating-point
            dtype.
        size: (h, w), the rows and columns of the input. The kernel fits into the padded
            input.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left
            AND right, each at least 0.

    Returns:
        A new array of shape (n, c_in, h, w): each pixel gets, from every output that
        saw it, the product of that output's dy and the weight it was seen with, and
        adds them up. A pixel that no window sees is 0; what lies in the padding is left
        out. Its dtype is float64, whatever the dtypes of dy and weight.

    Raises:
        ValueError: dy has another number of channels than weight has filters, or
            another number of rows or columns than the window has positions down or
            across.

    The arrays dy and weight must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps
    around, no digit is lost.

    Example:
        >>> dy, weight = np.array([[[[1, 10]]]]), np.array([[[[1, 2]]]])
        >>> conv2d_input_gradient(dy, weight, (1, 4), stride=(1, 2))
        array([[[[ 1.,  2., 10., 20.]]]])
    """
    ### BEGIN SOLUTION
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    (h, w), (sh, sw), (ph, pw) = size, stride, padding
    positions = ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1)
    if filters != c_out or positions != (oh, ow):
        raise ValueError(
            f"dy of shape {dy.shape} does not belong to {filters} filters and {positions} positions"
        )
    flat = weight.reshape(c_out, c_in * kh * kw).astype(np.float64)
    dx = np.empty((n, c_in, h, w))
    for sample in range(n):
        columns = flat.T @ dy[sample].reshape(c_out, oh * ow)
        dx[sample] = col2im(columns, (c_in, h, w), (kh, kw), stride, padding)
    return dx
    ### END SOLUTION


# %% name="conv2d_input_gradient" role="graded" points=4
kernel = np.array([[[[1, 2, 3]]]])
compare(
    "the picture above",
    conv2d_input_gradient(np.array([[[[1, 10]]]]), kernel, (1, 6), stride=(1, 2)),
    [[[[1, 2, 13, 20, 30, 0]]]],
)
compare(
    "5 pixels: nothing is left over",
    conv2d_input_gradient(np.array([[[[1, 10]]]]), kernel, (1, 5), stride=(1, 2)),
    [[[[1, 2, 13, 20, 30]]]],
)
compare(
    "the same downwards: a row of pixels is left over",
    conv2d_input_gradient(
        np.array([[[[1], [10]]]]), kernel.reshape(1, 1, 3, 1), (6, 1), stride=(2, 1)
    ),
    [[[[1], [2], [13], [20], [30], [0]]]],
)
compare(
    "the padding is cut off",
    conv2d_input_gradient(
        np.array([[[[1, 10]]]]), kernel, (1, 3), stride=(1, 2), padding=(0, 1)
    ),
    [[[[2, 13, 20]]]],
)
compare(
    "a 3 × 3 input and a 2 × 2 kernel",
    conv2d_input_gradient(one, K[None, None], (3, 3))[0, 0],
    [[0, 1, 2], [2, 10, 10], [6, 17, 12]],
)
compare(
    "that is the transposed matrix",
    conv2d_input_gradient(one, K[None, None], (3, 3)).ravel(),
    convolution_matrix(K, (3, 3)).T @ upstream.ravel(),
)
compare(
    "by differences: 2 samples, 3 channels, 4 filters, stride and padding",
    conv2d_input_gradient(g, w, (5, 6), **options),
    differences(lambda each: np.sum(g * conv2d(each, w, **options)), x),
)
v = rng.normal(size=x.shape)
compare(
    "the test of the transpose",
    np.sum(conv2d_input_gradient(g, w, (5, 6), **options) * v),
    np.sum(g * conv2d(v, w, **options)),
)
compare_dtype(
    "the gradient is float64",
    conv2d_input_gradient(one, K[None, None], (3, 3)),
    np.float64,
)
raises_value_error(
    "a dy of another layer is refused",
    lambda: conv2d_input_gradient(one, K[None, None], (4, 3)),
)
raises_value_error(
    "a dy of two channels for one filter is refused",
    lambda: conv2d_input_gradient(np.ones((1, 2, 2, 2)), K[None, None], (3, 3)),
)

# %% [markdown]
# ## Exercise 7: two kernels are one
#
# {{points_and_minutes}}
#
# Put two correlations one behind the other, with nothing in between. Both are matrices. A matrix times a matrix is a
# matrix. So the two are *one* linear map. It is even one correlation, with one larger kernel. This is why networks
# put something that is not linear between their layers, such as a ReLU. Without it, ten layers could do no more than
# one.
#
# How large is the one kernel? An output of the second kernel sees 3 × 3 outputs of the first. Each of these sees 3 ×
# 3 pixels, one pixel further. Together they see 5 × 5 pixels, not 6 × 6, because the windows overlap. In general $k_1
# + k_2 - 1$.
#
# And its weights? Each weight of the second kernel looks at one output of the first, and so at a whole copy of the
# first kernel, moved to that place. Where copies overlap they add up:
#
# $$
# K[r, t] \;=\; \sum_{p, q} K_2[p, q] \;\, K_1[r - p,\; t - q]
# $$
#
# (Weights outside $K_1$ count as 0.) There is a minus between the indices: this is the mathematician's convolution of
# the two kernels, although both were *correlated* with the image.

# %% name="compose_picture" role="given" hidden=true
show_grids(
    ("first", np.array([[1, 2, 1]]), (0, 0, 1, 3)),
    "→",
    ("second", np.array([[-1, 0, 1]])),
    "=",
    (
        "copies of the first",
        np.array([[-1, -2, -1, 0, 0], [0, 0, 0, 0, 0], [0, 0, 1, 2, 1]]),
        (0, 0, 1, 3),
        (2, 2, 1, 3),
    ),
    "→",
    ("composed: their sum", np.array([[-1, -2, 0, 2, 1]])),
    caption="each weight of the second kernel moves a copy of the first",
)

# %% [markdown]
# **Take care: this holds for valid correlations only.** Pad with zeros in between, and near the border the two ways
# differ. Below, an image of ones is correlated with a 3 × 3 kernel of ones, twice. On the left each step is padded
# with one ring of zeros. In the middle the composed kernel works once, with two rings. In the inner part both agree.
# At the border the first way has cut off what the first step would have put *outside* the image: it sees zeros where
# the second way sees sums.

# %% name="padding_picture" role="given" hidden=true
ones, nines = np.ones((3, 3)), np.outer([1, 2, 3, 2, 1], [1, 2, 3, 2, 1])
two_steps = corr2d(np.pad(corr2d(np.pad(np.ones((5, 5)), 1), ones), 1), ones)
one_step = corr2d(np.pad(np.ones((5, 5)), 2), nines)
show_grids(
    ("padded twice", two_steps),
    ("padded once", one_step),
    ("difference", one_step - two_steps),
    caption="with zero padding two steps are not one, but only near the border",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# Make zeros of the size of the result. For each weight `second[p, q]`, add that number times the whole first kernel
# to the slice that begins at `[p, q]`. Take `first` as float64: a Python number times an array keeps the array's
# dtype.
# </details>


# %% name="compose_kernels" role="answer" minutes=15 difficulty=2 task="two kernels in one"
def compose_kernels(first, second):
    """Find the one kernel that does what two kernels do, one after the other.

    For every image that is large enough, corr2d(image, composed) must equal
    corr2d(corr2d(image, first), second).

    Args:
        first: array of shape (kh1, kw1), of any integer or floating-point dtype: the
            kernel that sees the image.
        second: array of shape (kh2, kw2), of any integer or floating-point dtype: the
            kernel that sees the result.

    Returns:
        A new array of shape (kh1 + kh2 - 1, kw1 + kw2 - 1). Its dtype is float64,
        whatever the dtypes of first and second.

    The two kernels must not be modified. The result must depend on the numbers in the
    arguments alone: not on earlier calls, nor on how an array lies in memory. The sums
    must come out as in float64, whatever dtypes are given: nothing wraps around, no
    digit is lost.

    Example:
        >>> compose_kernels(np.array([[1, 2]]), np.array([[1, 10]]))
        array([[ 1., 12., 20.]])
    """
    ### BEGIN SOLUTION
    (h, w), (kh, kw) = first.shape, second.shape
    composed = np.zeros((h + kh - 1, w + kw - 1))
    copy = first.astype(np.float64)
    for p in range(kh):
        for q in range(kw):
            composed[p : p + h, q : q + w] += second[p, q] * copy
    return composed
    ### END SOLUTION


# %% name="compose_kernels" role="graded" points=3
compare(
    "the picture above",
    compose_kernels(np.array([[1, 2, 1]]), np.array([[-1, 0, 1]])),
    [[-1, -2, 0, 2, 1]],
)
compare(
    "an edge of edges",
    compose_kernels(np.array([[1, -1]]), np.array([[1, -1]])),
    [[1, -2, 1]],
)
compare(
    "a row and a column make a blur",
    compose_kernels(np.array([[1, 2, 1]]), np.array([[1], [2], [1]])),
    [[1, 2, 1], [2, 4, 2], [1, 2, 1]],
)
compare("two 3 × 3 kernels of ones", compose_kernels(ones, ones), nines)
compare(
    "the kernel 0, 1, 2, 3 twice",
    compose_kernels(K, K),
    [[0, 0, 1], [0, 4, 6], [4, 12, 9]],
)
rng = np.random.default_rng(7)
picture = rng.integers(-9, 10, (7, 8))
first, second = rng.integers(-3, 4, (3, 3)), rng.integers(-3, 4, (3, 3))
compare(
    "on a picture: two 3 × 3 are one 5 × 5",
    corr2d(picture, compose_kernels(first, second)),
    corr2d(corr2d(picture, first), second),
)
compare_dtype("the kernel is float64", compose_kernels(K, K), np.float64)

# %% [markdown]
# ## Exercise 8: let the kernel find itself
#
# {{points_and_minutes}}
#
# In notebook 1 we *knew* that $[1, -1]$ finds vertical edges. A network does not know. It has pictures, and the
# results that it should have found. Here is such a pair: the picture with the black band, and its edges.

# %% name="learning_picture" role="given" hidden=true
band = np.ones((6, 8))
band[:, 2:6] = 0
band_edges = np.zeros((6, 7))
band_edges[:, 1], band_edges[:, 5] = 1, -1
show_grids(
    ("image X: band", band),
    "⋆",
    ("start K", np.array([[0, 0]])),
    "=",
    ("target Y: band_edges", band_edges),
    caption="which kernel of 1 × 2 makes the target of the image?",
    greys=("image X: band",),
)

# %% [markdown]
# *If you read the lecture beside this notebook:* the first row of its picture has five zeros. Four are right. With
# five zeros in one row no kernel of 1 × 2 could give the target in that row.
#
# Begin with any kernel $K$, zeros say. Three things are needed.
#
# 1. **The error.** What comes out, minus what should: $E = X \star K - Y$.
# 2. **The loss.** One number for all: the sum of the squares of $E$. Squares, so that an error counts whether it is
#    too large or too small.
# 3. **The gradient of the loss.** The derivative of $E^2$ is $2E$. So $2E$ is the `dy` of our correlation. And the
#    gradient of a weight you know from Exercise 5: correlate the input with `dy`.
#
# $$
# G \;=\; X \star 2E \;=\; 2\,(X \star E)
# $$
#
# Then take a step *against* the gradient, because it points to where the loss grows. How long? The **learning rate**
# $\eta$ says it:
#
# $$
# K \;\leftarrow\; K - \eta\, G
# $$
#
# Compute the error anew, and take the next step. That is all. It is called **gradient descent**, and the largest
# networks learn just so.
#
# Do the first step by hand. With $K = 0$ the error is $-Y$. The gradient comes out as $[-12,\ 12]$. With $\eta =
# 0.03$ the kernel becomes $[0.36,\ -0.36]$. It points the right way already.
#
# <details><summary><b>Hint 1</b></summary>
#
# A loop with `steps` rounds, two calls of `corr2d` in it. Begin with a *copy* of start as float64: `np.array(start,
# dtype=float)`. Compare the shape of the target with that of the result before the loop.
# </details>
#
# <details><summary><b>Hint 2: it does not converge, or to something else</b></summary>
#
# * The numbers explode: the sign of the step, or of the error, is wrong, or the learning rate is too large.
# * Everything is half as fast: the 2 of $2E$ is missing.
# * It stops near the goal: is the error computed inside the loop?
# </details>


# %% name="learn_kernel" role="answer" minutes=25 difficulty=3 task="find the edge kernel"
def learn_kernel(image, target, start, learning_rate, steps):
    """Learn a kernel from an image and the result it should give, by gradient descent
    on the squared error.

    In each step the kernel K must become K - learning_rate * G, where E = corr2d(image,
    K) - target is the error and G = 2 * corr2d(image, E) the gradient of the loss, the
    sum of the squares of E.

    Args:
        image: array of shape (h, w), of any integer or floating-point dtype.
        target: array of the shape of corr2d(image, start), of any integer or
            floating-point dtype.
        start: array of shape (kh, kw), of any integer or floating-point dtype: the
            kernel to begin with. It fits into the image.
        learning_rate: a positive int or float. It may be so large that the numbers grow
            from step to step.
        steps: how many steps to take, an int from 0 to 500.

    Returns:
        A new array of shape (kh, kw): the kernel after exactly that many steps, start
        itself not counted. Its dtype is float64, whatever the dtypes of image, target
        and start.

    Raises:
        ValueError: target has another shape, or another number of axes, than
            corr2d(image, start).

    The arrays image, target and start must not be modified. The result must depend on
    the numbers in the arguments alone: not on earlier calls, nor on how an array lies
    in memory. The sums must come out as in float64, whatever dtypes are given: nothing
    wraps around, no digit is lost.

    Example:
        >>> image, target = np.array([[1, 0, 0]]), np.array([[1, 0]])
        >>> learn_kernel(image, target, np.array([[0, 0]]), learning_rate=0.25, steps=2)
        array([[0.75, 0.  ]])
    """
    ### BEGIN SOLUTION
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError(
            f"the target must have shape {(h - kh + 1, w - kw + 1)}, got {target.shape}"
        )
    windows = im2col(image[np.newaxis], (kh, kw))
    kernel = start.ravel().astype(np.float64)
    for _ in range(steps):
        error = kernel @ windows - target.ravel()
        kernel = kernel - learning_rate * 2 * (windows @ error)
    return kernel.reshape(kh, kw)
    ### END SOLUTION


# %% name="learn_kernel" role="graded" points=3
nothing = np.zeros((1, 2))
compare(
    "one step",
    learn_kernel(band, band_edges, nothing, learning_rate=0.03, steps=1),
    [[0.36, -0.36]],
)
compare(
    "two steps",
    learn_kernel(band, band_edges, nothing, learning_rate=0.03, steps=2),
    [[0.5904, -0.5904]],
)
compare(
    "no step",
    learn_kernel(band, band_edges, nothing, learning_rate=0.03, steps=0),
    [[0, 0]],
)
compare(
    "60 steps: the edge kernel is found",
    learn_kernel(band, band_edges, nothing, 0.03, 60),
    [[1, -1]],
)
compare(
    "from another start",
    learn_kernel(band, band_edges, np.array([[5, 3]]), 0.02, 200),
    [[1, -1]],
)
compare(
    "lying on its side",
    learn_kernel(band.T, band_edges.T, nothing.T, 0.03, 60),
    [[1], [-1]],
)
compare(
    "a kernel that fits already stays",
    learn_kernel(band, band_edges, np.array([[1, -1]]), 0.03, 5),
    [[1, -1]],
)
compare_dtype(
    "the kernel is float64",
    learn_kernel(band, band_edges, np.array([[0, 0]]), 0.03, 1),
    np.float64,
)
raises_value_error(
    "a target of another shape is refused",
    lambda: learn_kernel(band, band, nothing, 0.03, 1),
)
raises_value_error(
    "so is a target of one column, which NumPy would stretch",
    lambda: learn_kernel(band, band_edges[:, :1], nothing, 0.03, 1),
)
raises_value_error(
    "and without a step, too",
    lambda: learn_kernel(band, band, nothing, 0.03, 0),
)

# %% [markdown]
# ## Look at your work
#
# The cell below lets your function learn the edge kernel from the start $[1, 1]$, with four learning rates. It draws
# the loss after each step. Note that the axis counts in powers of ten. Try to explain what you see. Which rate is too
# small? Which is too large? Why does 0.02 do better than 0.03, although its steps are shorter?

# %%
losses = {}
for rate in (0.005, 0.02, 0.03, 0.035):
    kernels = [
        learn_kernel(band, band_edges, np.array([[1, 1]]), rate, steps)
        for steps in range(25)
    ]
    errors = [np.sum((corr2d(band, each) - band_edges) ** 2) for each in kernels]
    losses[f"learning rate {rate}"] = (np.arange(25), errors)
show_curves(
    {"squared error while it learns the edge kernel": losses},
    x_label="step",
    logarithmic=True,
)

# %% [markdown]
# <details><summary><b>An answer</b></summary>
#
# The loss is a valley: steep in one direction, where both weights grow together, and flat in another, where one grows
# and the other shrinks. At 0.03 each step across the steep direction is so long that it lands on the other side,
# nearly as high. At 0.035 it lands higher, and the loss grows from step to step. At 0.005 the steps along the flat
# direction are tiny. A good rate is a bargain between the two.
# </details>
#
# ## What you have now
#
# You wrote the way forth and the way back through a convolution layer. PyTorch's `conv2d` does the same, only faster.
# Check yourself. Can you
#
# * write the first row of the matrix of a 2 × 2 kernel for a 4 × 4 image?
# * say why `col2im` adds, and why it is not the inverse of `im2col`?
# * tell which of the three gradients adds over the samples, and which does not?
# * say where in the way back the kernel is turned, and where the stride puts zeros?
# * say what a network without anything between its layers can do?
# * say what happens when the learning rate is too large?
#
# <details><summary><b>Answers to the first and the third question</b></summary>
#
# The first row is $w_{11}, w_{12}, 0, 0, w_{21}, w_{22}$, and then ten zeros. The gradients of the bias and of the
# weight add over the samples, which share them. The gradient of the input does not: each sample is an input of its
# own.
# </details>
#
# {{hand_in}}
#
# **What comes next.** Between the convolutions stand layers that make maps smaller, and functions that are not
# linear. In `04_pooling_and_activations` you write both, forth and back.
