"""Wrong answers to `smallest_stack`, written by who knew the notebook alone. Each cell is a submission."""

# %% log_with_a_base
# ceil of math.log(x, stride), which is a little too large for some exact powers: 63 pixels with stride 5
import math


def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if stride == 1:
        return n // 2
    # 1 + 2 * (stride**depth - 1) / (stride - 1) >= n, solved for the depth
    return math.ceil(math.log(1 + (n - 1) * (stride - 1) / 2, stride))


# %% two_for_every_stride
# knows stride 1 and the doubling of stride 2, and uses the doubling for every larger stride
def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if stride == 1:
        return n // 2
    return n.bit_length() - 1  # 1, 3, 7, 15, ... pixels


# %% recursive
# a recursion that is too deep (RecursionError) for some thousand pixels with stride 1
def smallest_stack(n, stride=1, size=1, jump=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if size >= n:
        return 0
    return 1 + smallest_stack(n, stride, size + 2 * jump, jump * stride)


# %% one_pixel_first
# returns 0 for a single pixel before it checks the stride
def smallest_stack(n, stride=1):
    if n < 1:
        raise ValueError("n is smaller than 1")
    size, jump, count = 1, 1, 0
    while size < n:
        if stride < 1:
            raise ValueError("the stride is smaller than 1")
        size += 2 * jump
        jump *= stride
        count += 1
    return count


# %% guard_by_product
# one guard for the product of n and stride: two negative numbers are not refused
def smallest_stack(n, stride=1):
    if n * stride < 1:
        raise ValueError("n and stride must be at least 1")
    size, jump, count = 1, 1, 0
    while size < n:
        size, jump, count = size + 2 * jump, jump * stride, count + 1
    return count


# %% table_of_128
# looks in a table of 128 depths: with stride 1 and more than 255 pixels argmax finds nothing and gives 0
import numpy as np


def smallest_stack(n, stride=1):
    if n < 1:
        raise ValueError("n is smaller than 1")
    if stride < 1:
        raise ValueError("the stride is smaller than 1")
    sizes, jump = [1], 1
    for _ in range(127):
        sizes.append(sizes[-1] + 2 * jump)
        jump *= stride
    return int(np.argmax([size >= n for size in sizes]))


# %% goes_on_from_last_time
# remembers for each stride where the last call stopped and goes on from there, so a smaller n after a larger one gets
# too many layers
stopped = {}


def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if n == 1:
        return 0
    size, jump, count = stopped.get(stride, (1, 1, 0))
    while size < n:
        size += 2 * jump
        jump *= stride
        count += 1
    stopped[stride] = size, jump, count
    return count


# %% no_holes
# refuses strides larger than the kernel, which the docstring allows
def smallest_stack(n, stride=1):
    if n < 1:
        raise ValueError("n is smaller than 1")
    if not 1 <= stride <= 3:
        raise ValueError("the stride must be between 1 and 3, or windows of 3 leave pixels out")
    size, jump, count = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        count += 1
    return count


# %% rounded_logarithm
# the logarithm is rounded to six digits before ceil: for long strides one pixel more than a stack
# sees is lost
import math


def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if stride == 1:
        return n // 2
    # 1 + 2 (s^D - 1) / (s - 1) >= n, solved for D
    power = (n - 1) * (stride - 1) / 2 + 1
    return math.ceil(round(math.log(power, stride), 6))


# %% one_pixel_first_too
# n = 1 returns before the stride is checked: stride 0 is not refused
def smallest_stack(n, stride=1):
    if n < 1:
        raise ValueError("n must be at least 1")
    if n == 1:
        return 0  # a single pixel needs no layer
    if stride < 1:
        raise ValueError("stride must be at least 1")
    size, jump, layers = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        layers += 1
    return layers


# %% product_guard
# the check multiplies n and stride: both negative are not refused
def smallest_stack(n, stride=1):
    if n * stride < 1:
        raise ValueError("n and stride must be at least 1")
    size, jump, layers = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        layers += 1
    return layers


# %% growing_table
# the table of sizes is kept between calls, and its length is the answer: after a larger n, a smaller
# one gets too many layers
_sizes = {}


def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if n == 1:
        return 0
    sizes = _sizes.setdefault(stride, [1])
    while sizes[-1] < n:
        sizes.append(sizes[-1] + 2 * stride ** (len(sizes) - 1))
    return len(sizes) - 1


# %% two_layers_for_long_strides
# a stride of at least n is said to take two layers, although one or none is enough for n up to 3
def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if stride >= n > 1:
        return 2  # 3 + 2 * stride pixels
    size, jump, layers = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        layers += 1
    return layers


# %% overlap_not_negative
# the size is carried back with an overlap of max(3 - stride, 0) pixels: for strides above 3 the
# window gets too long
def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    overlap = max(3 - stride, 0)  # pixels that two neighbouring windows share
    size, layers = 1, 0
    while size < n:
        size = size * stride + overlap
        layers += 1
    return layers


# %% keyword_only
# the stride cannot be given by position: TypeError
def smallest_stack(n, *, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    size, jump, layers = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        layers += 1
    return layers


# %% ceil_gives_float
# np.ceil gives a float for stride 1
import numpy as np


def smallest_stack(n, stride=1):
    if n < 1 or stride < 1:
        raise ValueError("n and stride must be at least 1")
    if stride == 1:
        return np.ceil((n - 1) / 2)
    size, jump, layers = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        layers += 1
    return layers


# %% only_zero_pixels_refused
# n = 0 is refused, a negative n gives 0
def smallest_stack(n, stride=1):
    if not n or stride < 1:
        raise ValueError("no pixels, or no stride")
    size, jump, layers = 1, 1, 0
    while size < n:
        size, jump, layers = size + 2 * jump, jump * stride, layers + 1
    return layers
