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

# %% name="setup" role="given" hidden=true
import numpy as np

# %% name="from_notebook_1" role="given"
def corr2d(image, kernel):
    image, kernel = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel)


# %% name="convolution_matrix" role="answer" minutes=15 difficulty=2 task="convolution as one sparse matrix"
def convolution_matrix(kernel, shape):
    """Write the correlation with a kernel as a matrix C.

    For every image of this shape, C @ image.ravel() must equal corr2d(image, kernel).ravel().

    Args:
        kernel: array of shape (kh, kw), of any integer or floating-point dtype. It need not be square.
        shape: (h, w), the shape of the images, with kh <= h and kw <= w.

    Returns:
        A new array of shape ((h - kh + 1) * (w - kw + 1), h * w). Its dtype is float64, whatever the dtype of the
        kernel.

    Raises:
        ValueError: the kernel has more rows or more columns than the image.

    The kernel must not be modified. The result must depend on the numbers in the arguments alone: not on earlier calls,
    nor on how an array lies in memory.
    The numbers must come out as in float64, whatever dtype is given: no digit is lost.

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

# %% name="im2col" role="answer" minutes=25 difficulty=2 task="every window as a column"
def im2col(x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Write each window of an image as one column of a matrix.

    Args:
        x: array of shape (c, h, w): an image of c channels, of any integer or floating-point dtype.
        kernel_size: (kh, kw), the rows and columns of the window, which fits into the padded image.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.

    Returns:
        A new array of shape (c * kh * kw, oh * ow), where oh and ow count the positions of the window down and across.
        Its entry [(k * kh + u) * kw + v, i * ow + j] is pixel [k, i * sh + u, j * sw + v] of the padded image. Its dtype
        is float64, whatever the dtype of x.

    Raises:
        ValueError: the window has more rows or more columns than the padded image.

    The image must not be modified. The result must depend on the numbers in the arguments alone: not on earlier calls,
    nor on how an array lies in memory.
    The numbers must come out as in float64, whatever dtype is given: no digit is lost.

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
        raise ValueError(f"a {kh} x {kw} window does not fit into {h + 2 * ph} x {w + 2 * pw} padded pixels")
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

# %% name="col2im" role="answer" minutes=20 difficulty=2 task="the way back: add the columns up"
def col2im(columns, shape, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Add the columns of im2col back to where they were taken from.

    Args:
        columns: array of shape (c * kh * kw, oh * ow), ordered as im2col orders it, of any integer or floating-point
            dtype.
        shape: (c, h, w), the shape of the image.
        kernel_size, stride, padding: as for im2col.

    Returns:
        A new array of that shape: each pixel is the sum of all entries of columns that im2col would have copied from it.
        A pixel that no window sees is 0; what lies in the padding is left out. Its dtype is float64, whatever the dtype
        of columns.

    Raises:
        ValueError: columns does not have the shape that im2col gives for an image of this shape.

    The columns must not be modified. The result must depend on the numbers in the arguments alone: not on earlier calls,
    nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.

    Example:
        >>> col2im(np.array([[1, 20], [10, 300]]), (1, 1, 3), (1, 2))
        array([[[  1.,  30., 300.]]])
    """
    ### BEGIN SOLUTION
    (c, h, w), (kh, kw), (sh, sw), (ph, pw) = shape, kernel_size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    if columns.shape != (c * kh * kw, oh * ow):
        raise ValueError(f"columns must have shape {(c * kh * kw, oh * ow)}, got {columns.shape}")
    padded = np.zeros((c, h + 2 * ph, w + 2 * pw))
    for i in range(oh):
        for j in range(ow):
            window = columns[:, i * ow + j].reshape(c, kh, kw)
            padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += window
    return padded[:, ph : ph + h, pw : pw + w].copy()
    ### END SOLUTION


# %% name="col2im" role="graded" points=3

# %% name="conv2d_bias_gradient" role="answer" minutes=5 difficulty=1 task="the gradient of the bias"
def conv2d_bias_gradient(dy):
    """Carry the gradient of a loss from the output of a convolution layer to its bias.

    Args:
        dy: array of shape (n, c_out, oh, ow), of any integer or floating-point dtype: the gradient of the loss with
            respect to the layer's output.

    Returns:
        A new array of shape (c_out,): its entry o is the sum of dy[:, o], over all samples and all positions. Its dtype
        is float64, whatever the dtype of dy.

    The argument dy must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.

    Example:
        >>> conv2d_bias_gradient(np.array([[[[1, 2]], [[3, 4]]]]))
        array([3., 7.])
    """
    ### BEGIN SOLUTION
    return np.sum(dy, axis=(0, 2, 3), dtype=np.float64)
    ### END SOLUTION


# %% name="conv2d_bias_gradient" role="graded" points=1


# %% name="conv2d_weight_gradient" role="answer" minutes=25 difficulty=3 task="the gradient of the weight"
def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    """Carry the gradient of a loss from the output of a convolution layer to its weight.

    Args:
        dy: array of shape (n, c_out, oh, ow), of any integer or floating-point dtype: the gradient of the loss with
            respect to the layer's output.
        x: array of shape (n, c_in, h, w), of any integer or floating-point dtype: the layer's input.
        kernel_size: (kh, kw), the rows and columns of the weight, which fits into the padded x.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.

    Returns:
        A new array of shape (c_out, c_in, kh, kw): its entry [o, k, u, v] is the sum, over all samples s and all
        positions (i, j), of dy[s, o, i, j] times pixel [s, k, i * sh + u, j * sw + v] of the padded x. Its dtype is
        float64, whatever the dtypes of dy and x.

    Raises:
        ValueError: dy and x differ in the number of samples, or dy has not as many rows and columns as the window has
            positions down and across.

    The arrays dy and x must not be modified. The result must depend on the numbers in the arguments alone: not on
    earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.

    Example:
        >>> conv2d_weight_gradient(np.array([[[[1, 10]]]]), np.array([[[[1, 2, 3]]]]), (1, 2))
        array([[[[21., 32.]]]])
    """
    ### BEGIN SOLUTION
    (n, c_out, oh, ow), (kh, kw), (sh, sw), (ph, pw) = dy.shape, kernel_size, stride, padding
    _, c_in, h, w = x.shape
    positions = ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1)
    if len(x) != n or positions != (oh, ow):
        raise ValueError(f"dy of shape {dy.shape} does not belong to {len(x)} samples and {positions} positions")
    dw = np.zeros((c_out, c_in * kh * kw))
    for sample in range(n):
        columns = im2col(x[sample], kernel_size, stride, padding)
        dw += dy[sample].reshape(c_out, oh * ow) @ columns.T
    return dw.reshape(c_out, c_in, kh, kw)
    ### END SOLUTION


# %% name="conv2d_weight_gradient" role="graded" points=4


# %% name="conv2d_input_gradient" role="answer" minutes=25 difficulty=3 task="the gradient of the input"
def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    """Carry the gradient of a loss from the output of a convolution layer to its input.

    Args:
        dy: array of shape (n, c_out, oh, ow), of any integer or floating-point dtype: the gradient of the loss with
            respect to the layer's output.
        weight: array of shape (c_out, c_in, kh, kw), of any integer or floating-point dtype.
        size: (h, w), the rows and columns of the input. The kernel fits into the padded input.
        stride: (sh, sw): the step down and the step to the right, each at least 1.
        padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.

    Returns:
        A new array of shape (n, c_in, h, w): each pixel gets, from every output that saw it, the product of that
        output's dy and the weight it was seen with, and adds them up. A pixel that no window sees is 0; what lies in the
        padding is left out. Its dtype is float64, whatever the dtypes of dy and weight.

    Raises:
        ValueError: dy has not as many channels as weight has filters, or not as many rows and columns as the window has
            positions down and across.

    The arrays dy and weight must not be modified. The result must depend on the numbers in the arguments alone: not on
    earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.

    Example:
        >>> conv2d_input_gradient(np.array([[[[1, 10]]]]), np.array([[[[1, 2]]]]), (1, 4), stride=(1, 2))
        array([[[[ 1.,  2., 10., 20.]]]])
    """
    ### BEGIN SOLUTION
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    (h, w), (sh, sw), (ph, pw) = size, stride, padding
    positions = ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1)
    if filters != c_out or positions != (oh, ow):
        raise ValueError(f"dy of shape {dy.shape} does not belong to {filters} filters and {positions} positions")
    flat = weight.reshape(c_out, c_in * kh * kw).astype(np.float64)
    dx = np.empty((n, c_in, h, w))
    for sample in range(n):
        columns = flat.T @ dy[sample].reshape(c_out, oh * ow)
        dx[sample] = col2im(columns, (c_in, h, w), (kh, kw), stride, padding)
    return dx
    ### END SOLUTION


# %% name="conv2d_input_gradient" role="graded" points=4


# %% name="compose_kernels" role="answer" minutes=15 difficulty=2 task="two kernels in one"
def compose_kernels(first, second):
    """Find the one kernel that does what two kernels do, one after the other.

    For every image that is large enough, corr2d(image, composed) must equal corr2d(corr2d(image, first), second).

    Args:
        first: array of shape (kh1, kw1), of any integer or floating-point dtype: the kernel that sees the image.
        second: array of shape (kh2, kw2), of any integer or floating-point dtype: the kernel that sees the result.

    Returns:
        A new array of shape (kh1 + kh2 - 1, kw1 + kw2 - 1). Its dtype is float64, whatever the dtypes of first and
        second.

    The two kernels must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.

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


# %% name="learn_kernel" role="answer" minutes=25 difficulty=3 task="find the edge kernel"
def learn_kernel(image, target, start, learning_rate, steps):
    """Learn a kernel from an image and the result it should give, by gradient descent on the squared error.

    In each step the kernel K must become K - learning_rate * G, where E = corr2d(image, K) - target is the error and
    G = 2 * corr2d(image, E) the gradient of the loss, the sum of the squares of E.

    Args:
        image: array of shape (h, w), of any integer or floating-point dtype.
        target: array of the shape of corr2d(image, start), of any integer or floating-point dtype.
        start: array of shape (kh, kw), of any integer or floating-point dtype: the kernel to begin with. It fits into
            the image.
        learning_rate: a positive number.
        steps: how many steps to take, an int of at least 0.

    Returns:
        A new array of shape (kh, kw): the kernel after exactly that many steps, start itself not counted. Its dtype is
        float64, whatever the dtypes of image, target and start.

    Raises:
        ValueError: target does not have the shape of corr2d(image, start).

    The arrays image, target and start must not be modified. The result must depend on the numbers in the arguments
    alone: not on earlier calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.

    Example:
        >>> learn_kernel(np.array([[1, 0, 0]]), np.array([[1, 0]]), np.array([[0, 0]]), learning_rate=0.25, steps=2)
        array([[0.75, 0.  ]])
    """
    ### BEGIN SOLUTION
    (h, w), (kh, kw) = image.shape, start.shape
    if target.shape != (h - kh + 1, w - kw + 1):
        raise ValueError(f"the target must have shape {(h - kh + 1, w - kw + 1)}, got {target.shape}")
    windows = im2col(image[np.newaxis], (kh, kw))
    kernel = start.ravel().astype(np.float64)
    for _ in range(steps):
        error = kernel @ windows - target.ravel()
        kernel = kernel - learning_rate * 2 * (windows @ error)
    return kernel.reshape(kh, kw)
    ### END SOLUTION


# %% name="learn_kernel" role="graded" points=3
