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
# # 6. Receptive fields: what one number of a network has seen
#
# A number deep inside a network says "there is an eye here". Which part of the picture did it look at? In this
# notebook you compute that part, its *receptive field*, in two ways: by a formula, and by changing pixels and
# watching. You find out why networks are made of many small kernels, and when a network moves with its picture.
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

from notebook_parts.bars import show_bars
from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.grids import show_grids
from notebook_parts.networks import network_of, with_network, with_networks
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.pictures import show_pictures
from notebook_parts.refilled_lists import with_one_list
from notebook_parts.stacks import show_stack

say_which_exercise_is_open()

# %% [markdown]
# ## Exercise 1: three, five, seven
#
# {{points_and_minutes}}
#
# A window of 3 × 3 looks at 9 pixels. If one of them changes, the output can change. If any other pixel of the image
# changes, the output stays as it is. The pixels that an output depends on are its **receptive field**.
#
# Now put a second layer on top. Its window looks at 3 × 3 *outputs of the first layer*, and each of these has looked at
# 3 × 3 pixels. Neighbouring windows overlap, so together they cover 5 × 5 pixels. This is why depth helps: every single
# layer looks at little, and the last one sees far.
#
# As in `01_correlation`, one axis is enough, because rows and columns follow the same rule. In the picture, follow the
# orange output down.

# %% name="growing_picture" role="given" hidden=true
show_stack([(3, 1, 0)], 9, 3, "one layer: an output depends on 3 pixels")
show_stack([(3, 1, 0)] * 2, 9, 2, "two layers: 5 pixels")
show_stack([(3, 1, 0)] * 3, 9, 1, "three layers: 7 pixels")

# %% [markdown]
# Count what each layer *adds*. The window of layer 2 has three places, its **taps**. The first tap sees 3 pixels. Each
# further tap lies one pixel to the right, and sees one pixel that was not there before. So a layer with a window of
# $k$ adds $k - 1$ pixels, not $k$.
#
# Begin with no layer at all: then the output is the input, and sees 1 pixel. With $L$ equal layers of stride 1:
#
# $$
# \text{size} \;=\; 1 + L\,(k - 1)
# $$
#
# <details><summary><b>Hint</b></summary>
#
# If your numbers are 3, 6, 9, you add $k$ instead of $k - 1$. If they are 2, 4, 6, you forgot the pixel that is there
# before the first layer.
# </details>


# %% name="receptive_field_of_equal_layers" role="answer" minutes=5 difficulty=1
def receptive_field_of_equal_layers(k, layers):
    """Count the input pixels, along one axis, that one output of a stack of equal
    layers depends on.

    Every layer slides a window of k pixels, with stride 1, over the outputs of the
    layer below it.

    Args:
        k: length of each window in pixels, an int of at least 1. It may be even.
        layers: how many layers there are, an int of at least 0. Without any layer the
            output is the input.

    Returns:
        The number of input pixels that one output depends on. It is an int, not a
        float.

    Raises:
        ValueError: the window is shorter than one pixel.
        ValueError: the number of layers is negative.

    No argument is larger than a million. The result must depend on the arguments alone,
    not on earlier calls.

    Example:
        >>> receptive_field_of_equal_layers(3, 2)
        5
    """
    ### BEGIN SOLUTION
    if k < 1:
        raise ValueError(f"a window has at least 1 pixel, got {k}")
    if layers < 0:
        raise ValueError(f"there cannot be {layers} layers")
    return 1 + layers * (k - 1)
    ### END SOLUTION


# %% name="receptive_field_of_equal_layers" role="graded" points=2
compare("one layer of 3", receptive_field_of_equal_layers(3, 1), 3)
compare(
    "two layers of 3 see as much as one of 5", receptive_field_of_equal_layers(3, 2), 5
)
compare(
    "three layers of 3 see as much as one of 7",
    receptive_field_of_equal_layers(3, 3),
    7,
)
compare(
    "two layers of 2: even windows overlap, too",
    receptive_field_of_equal_layers(2, 2),
    3,
)
compare("layers of one pixel see one pixel", receptive_field_of_equal_layers(1, 10), 1)
compare("no layer at all", receptive_field_of_equal_layers(5, 0), 1)
compare(
    "a thousand layers of 101 are not too many",
    receptive_field_of_equal_layers(101, 1000),
    100_001,
)
compare(
    "the result is an int, Python's or NumPy's",
    isinstance(receptive_field_of_equal_layers(5, 0), (int, np.integer)),
    True,
)
raises_value_error(
    "a window of no pixels is refused", lambda: receptive_field_of_equal_layers(0, 2)
)
raises_value_error(
    "minus one layer is refused", lambda: receptive_field_of_equal_layers(3, -1)
)

# %% [markdown]
# ## Exercise 2: what does a stack cost?
#
# {{points_and_minutes}}
#
# Two layers of 3 × 3 see 5 × 5 pixels. So does one layer of 5 × 5. Which one should you take? Count the weights.
#
# In a real layer there are many **channels**. Let every layer have $C$ channels coming in and $C$ going out. Each of
# the $C$ outputs has a kernel of its own for each of the $C$ inputs: that is $C \cdot C$ kernels of $k \cdot k$
# weights. With $D$ such layers, and without the biases:
#
# $$
# \text{weights} \;=\; D \; k^2 \, C^2
# $$
#
# | sees | as a stack of 3 × 3 | as one kernel |
# | --- | --- | --- |
# | 5 × 5 | $2 \cdot 9\,C^2 = 18\,C^2$ | $25\,C^2$ |
# | 7 × 7 | $3 \cdot 9\,C^2 = 27\,C^2$ | $49\,C^2$ |
#
# The stack is cheaper: the one kernel of 7 × 7 costs $49/27 - 1 = 81\,\%$ more. And between the layers of the stack
# there are activations, so it can compute more than one large kernel can. This is the idea of the VGG networks.

# %% name="cost_picture" role="given" hidden=true
show_bars(
    {"sees 5 × 5": [18, 25], "sees 7 × 7": [27, 49], "sees 11 × 11": [45, 121]},
    names=("stack", "kernel"),
    caption="weights of a 3 × 3 stack and of one kernel, in units of C²",
)

# %% [markdown]
# *If you read the lecture beside this notebook:* it prints $18\,C$ and $25\,C$. It should be $18\,C^2$ and $25\,C^2$:
# with 64 channels, 73,728 weights and not 1,152. Its comparison holds all the same, because the factor is missing on
# both sides. Another lecture says that the number of parameters of a layer grows with the height and width of its
# input. It does not: the same kernels slide over an image of any size. What grows is the work. And if you double the
# channels, the weights become four times as many, not twice.
#
# <details><summary><b>Hint</b></summary>
#
# Multiply the five factors: depth, k, k, channels, channels. A product of two negative numbers is positive, so check
# each argument by itself.
# </details>


# %% name="cost_of_stack" role="answer" minutes=5 difficulty=1
def cost_of_stack(k, depth, channels):
    """Count the weights of a stack of equal convolutions.

    Args:
        k: rows and columns of every kernel, an int of at least 1.
        depth: how many layers there are, an int of at least 1.
        channels: how many channels go into every layer; as many come out of it. An int
            of at least 1.

    Returns:
        The number of weights of all layers together, without biases. It is an int, not
        a float.

    Raises:
        ValueError: one of the three numbers is smaller than 1.

    No argument is larger than a million, and every result fits into an int64. The
    result must depend on the arguments alone, not on earlier calls.

    Example:
        >>> cost_of_stack(3, 2, channels=64)
        73728
    """
    ### BEGIN SOLUTION
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError(
            f"k, depth and channels must be at least 1, got {k}, {depth} and {channels}"
        )
    return depth * k**2 * channels**2
    ### END SOLUTION


# %% name="cost_of_stack" role="graded" points=2
compare("two layers of 3 × 3, one channel: 18", cost_of_stack(3, 2, 1), 18)
compare("one layer of 5 × 5, one channel: 25", cost_of_stack(5, 1, 1), 25)
compare(
    "two layers of 3 × 3, 64 channels: 18 C²", cost_of_stack(3, 2, 64), 18 * 64 * 64
)
compare("one layer of 5 × 5, 64 channels: 25 C²", cost_of_stack(5, 1, 64), 25 * 64 * 64)
compare(
    "twice the channels, four times the weights",
    cost_of_stack(3, 2, 128),
    4 * cost_of_stack(3, 2, 64),
)
compare(
    "more weights than 32 bits can count", cost_of_stack(3, 20, 4096), 3_019_898_880
)
more = round(100 * cost_of_stack(7, 1, 64) / cost_of_stack(3, 3, 64) - 100)
compare("7 × 7 against three 3 × 3: 81 % more", more, 81)
raises_value_error(
    "a stack without channels is refused", lambda: cost_of_stack(3, 2, 0)
)
raises_value_error("two negative numbers are refused", lambda: cost_of_stack(3, -1, -1))

# %% [markdown]
# ## Exercise 3: any stack, with strides and padding
#
# {{points_and_minutes}}
#
# Real networks have windows of different sizes, and strides. A stride changes a lot. After a layer with stride 2, two
# *neighbouring* outputs lie two input pixels apart. So when the next layer looks at its neighbours, it reaches twice as
# far.

# %% name="strided_picture" role="given" hidden=true
show_stack([(3, 1, 0), (3, 1, 0)], 13, 3, "stride 1: layer 2 adds two pixels")
show_stack(
    [(3, 2, 0), (3, 1, 0)], 13, 1, "stride 2 in layer 1: layer 2 adds four pixels"
)

# %% [markdown]
# Three numbers describe what the outputs see, along one axis:
#
# * the **size**: how many pixels, from the first to the last one, holes between them included;
# * the **jump**: how far the windows of neighbouring outputs lie apart;
# * the **start**: the first pixel of the window of output 0. Padding makes it negative: the window begins in the zeros
#   left of the image.
#
# Output $i$ sees `size` pixels, from $\text{start} + i \cdot \text{jump}$ on. Before the first layer they are 1, 1 and
# 0. Then each layer with kernel $k$, stride $s$ and padding $p$ changes them:
#
# $$
# \begin{aligned}
# \text{size}  &\leftarrow \text{size} + (k - 1) \cdot \text{jump} \\
# \text{start} &\leftarrow \text{start} - p \cdot \text{jump} \\
# \text{jump}  &\leftarrow \text{jump} \cdot s
# \end{aligned}
# $$
#
# **The order matters.** The taps of a layer lie side by side on the outputs of the layer *below*. So its size and its
# padding use the jump from *before* the layer. Its own stride counts only for the layers above. In the lower picture
# layer 1 has stride 2, and still sees only 3 pixels.
#
# A **pooling** layer is a window with a stride, like any other. It has no weights, but it sees pixels: do not leave it
# out. Its stride makes the jump larger, as any stride does.
#
# Work out LeNet by hand, up to its last convolution, before you write the loop. Its layers are in the next cell.
#
# | layer | k, s, p | size | jump | start |
# | --- | --- | --- | --- | --- |
# | input | | 1 | 1 | 0 |
# | convolution | 5, 1, 2 | 5 | 1 | −2 |
# | pooling | 2, 2, 0 | 6 | 2 | −2 |
# | convolution | 5, 1, 0 | 14 | 2 | −2 |
# | pooling | 2, 2, 0 | 16 | 4 | −2 |
# | convolution (C5) | 5, 1, 0 | 32 | 4 | −2 |
#
# So one of LeNet's last features sees all 32 pixels of the padded image. The networks below see 195, 212 and 435
# pixels. For an image of 224 that is nearly everything, or more than everything.

# %% name="networks" role="given"
LENET = [(5, 1, 2), (2, 2, 0), (5, 1, 0), (2, 2, 0), (5, 1, 0)]
ALEXNET = [
    (11, 4, 2),
    (3, 2, 0),
    (5, 1, 2),
    (3, 2, 0),
    (3, 1, 1),
    (3, 1, 1),
    (3, 1, 1),
    (3, 2, 0),
]
VGG16 = [
    layer for depth in (2, 2, 3, 3, 3) for layer in [(3, 1, 1)] * depth + [(2, 2, 0)]
]
RESNET18 = (
    [(7, 2, 3), (3, 2, 1)] + [(3, 1, 1)] * 4 + ([(3, 2, 1)] + [(3, 1, 1)] * 3) * 3
)

# %% [markdown]
# The exam asks some questions by `with_one_list(your_function, stacks)`: several stacks, all of them in one and the
# same list, filled again. In Exercise 4 the output is named behind them: `with_one_list(window_of, stacks, 1)`.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# `size, jump, start = 1, 1, 0`, then `for kernel, stride, padding in layers:` and the three lines of the formula. The
# line with the stride comes last.
# </details>
#
# <details><summary><b>Hint 2: my numbers are almost right</b></summary>
#
# * LeNet gives 15: the strides are not used. It gives 35: the jump is multiplied before it is used.
# * LeNet gives 13: the poolings are skipped. It gives 29: they are in the jump, but not in the size.
# * The size is right and the start is not: a pixel of padding in layer 2 is as wide as the jump of layer 1.
# </details>


# %% name="receptive_field" role="answer" minutes=20 difficulty=2
def receptive_field(layers):
    """Compute which input pixels the outputs of a stack of layers depend on, along one
    axis.

    Output i has a window of `size` input pixels, which begins at pixel start + i *
    jump.

    Args:
        layers: a list of (kernel, stride, padding), beginning with the layer that sees
            the input. The kernel is the length of the layer's window in pixels, an int
            of at least 1. The stride is an int of at least 1. The padding is the number
            of zeros at EACH end of the layer's input, an int of at least 0. A pooling
            layer is a layer like any other. The list may be empty: then the output is
            the input.

    Returns:
        A tuple (size, jump, start) of three ints. The size is the number of input
        pixels from the first to the last one that an output depends on. The jump is the
        distance in pixels from the window of an output to that of the next one. The
        start is the first pixel of the window of output 0. Pixel 0 is the first one of
        the input, so a start in the padding is negative.

    Raises:
        ValueError: a kernel is smaller than 1.
        ValueError: a stride is smaller than 1.
        ValueError: a padding is negative.

    There are at most 200 layers, each a tuple of three ints, and every number in a
    result fits into an int64. The list must not be modified. The result must depend on
    the arguments alone, not on earlier calls.

    Example:
        >>> receptive_field([(3, 2, 1), (3, 1, 0)])
        (7, 2, -1)
    """
    ### BEGIN SOLUTION
    size, jump, start = 1, 1, 0
    for kernel, stride, padding in layers:
        if kernel < 1 or stride < 1 or padding < 0:
            raise ValueError(
                f"no such layer: kernel {kernel}, stride {stride}, padding {padding}"
            )
        size += (kernel - 1) * jump
        start -= padding * jump
        jump *= stride
    return size, jump, start
    ### END SOLUTION


# %% name="receptive_field" role="graded" points=4
compare("two layers of 3", receptive_field([(3, 1, 0), (3, 1, 0)]), (5, 1, 0))
compare(
    "stride 2 in the first layer", receptive_field([(3, 2, 0), (3, 1, 0)]), (7, 2, 0)
)
compare(
    "stride 2 in the second layer", receptive_field([(3, 1, 0), (3, 2, 0)]), (5, 2, 0)
)
compare("padding moves the start", receptive_field([(3, 2, 1), (3, 2, 1)]), (7, 4, -3))
compare("LeNet up to C5: 32 pixels", receptive_field(LENET), (32, 4, -2))
compare("AlexNet up to its last pooling: 195 pixels", receptive_field(ALEXNET)[0], 195)
compare("VGG-16 up to its last pooling: 212 pixels", receptive_field(VGG16)[0], 212)
compare("ResNet-18, last block: 435 pixels", receptive_field(RESNET18)[0], 435)
compare(
    "a 1 × 1 layer of stride 1 without padding changes nothing",
    receptive_field([(3, 1, 1), (1, 1, 0)]),
    (3, 1, -1),
)
compare(
    "a 1 × 1 layer of stride 2 makes the jump larger",
    receptive_field([(1, 2, 0), (3, 1, 1)]),
    (5, 2, -2),
)
compare("no layers: the output is the input", receptive_field([]), (1, 1, 0))
compare(
    "forty layers of stride 2", receptive_field([(2, 2, 0)] * 40), (2**40, 2**40, 0)
)
compare(
    "one list, filled again, is a new question",
    with_one_list(receptive_field, [[(3, 2, 1)], [(3, 2, 1), (5, 1, 0)]]),
    [(3, 2, -1), (11, 2, -1)],
)
raises_value_error(
    "stride 0 is refused", lambda: receptive_field([(3, 1, 1), (3, 0, 1)])
)
raises_value_error(
    "two negative strides are refused",
    lambda: receptive_field([(3, -2, 0), (3, -1, 0)]),
)

# %% [markdown]
# ## Exercise 4: follow one output back
#
# {{points_and_minutes}}
#
# Your network found something at output $i$. Where is it in the picture? Go **back**, from the last layer to the input.
#
# Output $i$ of a layer looks at $k$ values of its input. Before padding, its window begins at $i \cdot s$. The padding
# lies in front of the input, so the window begins $p$ further to the left:
#
# $$
# \text{first} \;=\; i \cdot s - p
# \qquad\qquad
# \text{last} \;=\; i \cdot s - p + k - 1
# $$
#
# These are again outputs, of the layer below. So carry *both* ends back, each by itself, through one layer after the
# other.

# %% name="back_picture" role="given" hidden=true
show_stack([(3, 1, 1), (3, 2, 1)], 7, 1, "output 1: pixels 0 to 4")
show_stack([(3, 1, 1), (3, 2, 1)], 7, 0, "output 0: pixels −2 to 2")

# %% [markdown]
# Dashed boxes are padding. In the second picture the window reaches from −2 to 2. Two of these five places are not in
# the image: at the border an output depends on fewer pixels than the formula says. The formula does not know how long
# the image is, and counts them all. So does your function. (Place −2 is not drawn. The dashed box in layer 1 is
# padding, too: no pixel goes into it.)
#
# The same in two directions: an image of 4 × 5 pixels with one ring of zeros. The output in the upper left corner of a
# 3 × 3 convolution sees four pixels of the image, the output in the middle nine.

# %% name="ring_picture" role="given" hidden=true
numbered = np.arange(1, 21).reshape(4, 5)
show_grids(
    ("image", numbered),
    "→",
    ("image with one ring of zeros", np.pad(numbered, 1), (0, 0, 3, 3), (2, 2, 3, 3)),
    caption="orange: what output (0, 0) sees; blue: what output (2, 2) sees",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# Begin with `first = last = i` and loop over `reversed(layers)`. Do not find the last pixel from the first one inside
# the loop: it belongs to another output.
#
# To check yourself: the first pixel must be $\text{start} + i \cdot \text{jump}$ of Exercise 3.
# </details>


# %% name="window_of" role="answer" minutes=15 difficulty=2
def window_of(i, layers):
    """Find the window of input pixels that one output of a stack of layers looks at,
    along one axis.

    Args:
        i: which output, an int from 0 to a million. Output 0 is the first one.
        layers: a list of (kernel, stride, padding), beginning with the layer that sees
            the input, as for `receptive_field`, each number in its range. Without
            layers both are i.

    Returns:
        A tuple (first, last): the first and the last pixel of the window of output i.
        Both are ints, not floats. Pixel 0 is the first one of the input. A number below
        0 stands for a place before the input and is given as it is; so is a number
        beyond the end of the input, which is not known here.

    Raises:
        ValueError: i is negative.

    There are at most 200 layers. Both numbers, and those of `receptive_field(layers)`,
    fit into an int64. The list must not be modified. The result must depend on the
    arguments alone, not on earlier calls.

    Example:
        >>> window_of(1, [(3, 1, 1), (3, 2, 1)])
        (0, 4)
    """
    ### BEGIN SOLUTION
    if i < 0:
        raise ValueError(f"the first output is number 0, got {i}")
    first = last = i
    for kernel, stride, padding in reversed(layers):
        first = first * stride - padding
        last = last * stride - padding + kernel - 1
    return first, last
    ### END SOLUTION


# %% name="window_of" role="graded" points=3
compare("one layer, no padding", window_of(2, [(3, 1, 0)]), (2, 4))
compare("one layer, stride 2", window_of(2, [(3, 2, 0)]), (4, 6))
compare("one layer, padding 1", window_of(0, [(3, 1, 1)]), (-1, 1))
compare("the upper picture", window_of(1, [(3, 1, 1), (3, 2, 1)]), (0, 4))
compare(
    "the lower picture: it begins in the padding",
    window_of(0, [(3, 1, 1), (3, 2, 1)]),
    (-2, 2),
)
compare("LeNet's C5 sees the padded image from −2 to 29", window_of(0, LENET), (-2, 29))
compare(
    "the upper layer comes first on the way back",
    window_of(1, [(2, 2, 0), (5, 1, 0)]),
    (2, 11),
)
compare("without layers output 7 is pixel 7", window_of(7, []), (7, 7))
compare("forty layers of stride 2", window_of(1, [(2, 2, 0)] * 40), (2**40, 2**41 - 1))
raises_value_error("output −1 is refused", lambda: window_of(-1, [(3, 1, 0)]))

# %% [markdown]
# ## Exercise 5: how deep must it be?
#
# {{points_and_minutes}}
#
# Turn the question around. You want an output whose window is at least $n$ pixels long, and all you have are layers of
# 3 × 3. How many do you need? The window is counted from its first to its last pixel, as in Exercise 3: after a stride
# of more than 3 there are pixels in between that no output depends on.
#
# With stride 1 each layer adds two pixels. To see the 224 pixels of a usual photograph takes 112 layers. Nobody wants
# that. With stride 2 in every layer the jumps are 1, 2, 4, 8, ..., and so the layers add 2, 4, 8, 16, ... pixels:

# %% name="depth_picture" role="given" hidden=true
show_bars(
    {
        "stride 1": [1 + 2 * depth for depth in range(8)],
        "stride 2": [
            1 + 2 * sum(2**layer for layer in range(depth)) for depth in range(8)
        ],
    },
    caption="pixels that an output sees after 0, 1, 2, ... layers of 3 × 3",
)

# %% [markdown]
# Seven layers of stride 2 see 255 pixels. This is why networks make their maps smaller on the way: not only to save
# work, but to see far.
#
# <details><summary><b>Hint</b></summary>
#
# Keep `size` and `jump`, as in Exercise 3, and add layers in a `while` loop until the size is at least $n$. Count
# them. A single pixel needs no layer, so the count begins at 0. If 5 pixels take you three layers, look at the
# comparison: it is enough to see exactly 5.
# </details>


# %% name="smallest_stack" role="answer" minutes=10 difficulty=2
def smallest_stack(n, stride=1):
    """Count the layers of 3 x 3 that it takes to see n pixels along one axis.

    Args:
        n: how many pixels one output has to see, an int of at least 1. A single pixel
            needs no layer.
        stride: the stride of every layer, an int of at least 1.

    Returns:
        The smallest number of layers after which the window of one output is n pixels
        long or longer, counted from the first to the last one. It is an int, not a
        float.

    Raises:
        ValueError: n is smaller than 1.
        ValueError: the stride is smaller than 1.

    No argument is larger than a million. The result must depend on the arguments alone,
    not on earlier calls.

    Example:
        >>> smallest_stack(5), smallest_stack(6)
        (2, 3)
    """
    ### BEGIN SOLUTION
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    if stride < 1:
        raise ValueError(f"the stride must be at least 1, got {stride}")
    size, jump, layers = 1, 1, 0
    while size < n:
        size += 2 * jump
        jump *= stride
        layers += 1
    return layers
    ### END SOLUTION


# %% name="smallest_stack" role="graded" points=2
compare("3 pixels: one layer", smallest_stack(3), 1)
compare("5 pixels: two layers", smallest_stack(5), 2)
compare("6 pixels: two layers see only 5, so three", smallest_stack(6), 3)
compare("7 pixels: three layers", smallest_stack(7), 3)
compare("one pixel: no layer", smallest_stack(1), 0)
compare("a photograph of 224 pixels", smallest_stack(224), 112)
compare("the same with stride 2", smallest_stack(224, stride=2), 7)
compare("255 pixels just fit", smallest_stack(255, stride=2), 7)
compare("256 do not", smallest_stack(256, stride=2), 8)
compare("a scan of 8000 pixels", smallest_stack(8000), 4000)
compare("63 pixels with stride 5: just so", smallest_stack(63, stride=5), 3)
compare("windows may leave pixels out: stride 4", smallest_stack(11, stride=4), 2)
raises_value_error("stride 0 is refused", lambda: smallest_stack(10, stride=0))
raises_value_error("no pixels are refused", lambda: smallest_stack(0))

# %% [markdown]
# ## Exercise 6: ask the network itself
#
# {{points_and_minutes}}
#
# A formula can be wrong, and not every network is a plain stack. But you can always ask. The receptive field of an
# output is the set of pixels that *change* it. So change them, one at a time, and watch the output.
#
# Your function gets a `network`, which is a function: `network(image)` gives a map. You need not know what is inside.
# Here a pixel is changed from 0 to 1, and to nothing else. The test is this:
#
# 1. Send an image of zeros through the network and note the output at the given position.
# 2. Set one pixel to 1, send the image through, and look at the same output. If it is different, the pixel counts.
# 3. Set the pixel back to 0. Go on to the next one.
#
# The output for zeros need not be zero: a layer may add a bias. What counts is the *change*.
#
# Cells above have defined `network_of`, which makes networks for you to try out. A layer is `("conv", kernel, stride,
# padding, bias)`, or `("max", size, stride)` for max pooling; strides, paddings and sizes are pairs, for rows and
# columns. The exam hands you networks of this kind, and so does `with_network(your_function, layers, ...)`, if you
# want to repeat what the feedback shows. `with_networks` does it several times in turn. The picture shows what one
# output of three networks sees.

# %% name="seen_picture" role="given" hidden=true
square = np.ones((3, 3))
two_layers = network_of([("conv", square, (1, 1), (0, 0), 0)] * 2)
padded = network_of([("conv", square, (1, 1), (1, 1), 0.5)])
with_holes = network_of(
    [("conv", np.array([[1, 0, 1], [0, 0, 0], [1, 0, 1]]), (1, 1), (0, 0), 0)]
)
seen_by_two = np.zeros((7, 7), dtype=int)
seen_by_two[1:6, 1:6] = 1
seen_at_corner = np.zeros((4, 5), dtype=int)
seen_at_corner[:2, :2] = 1
seen_with_holes = np.zeros((4, 5), dtype=int)
seen_with_holes[0:3:2, 1:4:2] = 1
show_grids(
    ("two layers, output (1, 1)", seen_by_two, (1, 1, 5, 5)),
    ("padding, output (0, 0)", seen_at_corner, (0, 0, 2, 2)),
    ("with holes, output (0, 1)", seen_with_holes, (0, 1, 3, 3)),
    caption="1: the pixel counts; the frame is what the formula says, as far as it lies in the image",
)

# %% [markdown]
# A network adds up in the same order for every image. So a pixel that does not count leaves the output as it is, to
# the last digit, and you can compare with `!=`. A tolerance, such as that of `np.isclose`, would hide a small weight.
#
# The third network has a kernel with zeros in it. The formula says 3 × 3, but only four of the nine pixels have a
# weight. The formula gives the frame. Which pixels in it count, only the network can tell.
#
# <details><summary><b>Hint 1</b></summary>
#
# `network(np.zeros(shape))[position]` is the output to compare with: `position` is a tuple, and can be used as an
# index. Two loops, one over the rows and one over the columns of the image, fill an array `np.zeros(shape,
# dtype=bool)`.
# </details>
#
# <details><summary><b>Hint 2: too many pixels count</b></summary>
#
# * From one pixel on, all that follow count: you do not set the pixel back to 0.
# * All pixels count: you ask whether the output is not zero. Ask whether it is different from the first one.
# * Whole neighbourhoods count: you compare the whole maps. Compare one output.
# </details>


# %% name="receptive_field_by_perturbation" role="answer" minutes=20 difficulty=2 task="ask the network itself"
def receptive_field_by_perturbation(network, shape, position):
    """Find the pixels that one output of a network depends on, by changing one pixel
    after the other.

    A pixel counts if setting it to 1 in an image of zeros changes the output at
    position, however little, up or down. A change of the last digit counts, too.

    Args:
        network: a function, made as `network_of` makes it. network(image) takes a
            float64 array of shape (h, w), leaves it as it is, and gives a new one of
            shape (oh, ow).
        shape: (h, w), the size of the images.
        position: (row, column) of the output that is asked about, counted from 0.

    Returns:
        A new array of shape (h, w) and dtype bool: True where the pixel counts, False
        elsewhere.

    The result must depend on the arguments alone, not on earlier calls.

    Example:
        >>> neighbours = network_of([("conv", np.array([[1, -1]]), (1, 1), (0, 0), 0.5)])
        >>> receptive_field_by_perturbation(neighbours, (2, 3), (1, 0))
        array([[False, False, False],
               [ True,  True, False]])
    """
    ### BEGIN SOLUTION
    image = np.zeros(shape)
    before = network(image)[position]
    counts = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            image[row, column] = 1
            counts[row, column] = network(image)[position] != before
            image[row, column] = 0
    return counts
    ### END SOLUTION


# %% name="receptive_field_by_perturbation" role="graded" points=4
edge = network_of([("conv", np.array([[1, -1]]), (1, 1), (0, 0), 0.5)])
compare(
    "an edge kernel with a bias: one weight up, one down",
    receptive_field_by_perturbation(edge, (2, 3), (1, 0)),
    [[False, False, False], [True, True, False]],
)
compare(
    "two layers of 3 × 3 see 5 × 5",
    receptive_field_by_perturbation(two_layers, (7, 7), (1, 1)),
    seen_by_two == 1,
)
compare(
    "the corner of a padded image",
    receptive_field_by_perturbation(padded, (4, 5), (0, 0)),
    seen_at_corner == 1,
)
compare(
    "a kernel with holes",
    receptive_field_by_perturbation(with_holes, (4, 5), (0, 1)),
    seen_with_holes == 1,
)
pooled = network_of(
    [("conv", np.ones((1, 2)), (1, 1), (0, 0), 0), ("max", (1, 2), (1, 2))]
)
compare(
    "pooling sees, too: 1 × 2, then the maximum of two",
    receptive_field_by_perturbation(pooled, (1, 5), (0, 1)),
    [[False, False, True, True, True]],
)
faint = network_of([("conv", np.array([[1000, 0.001]]), (1, 1), (0, 0), 0)])
compare(
    "a weight of 0.001 counts",
    receptive_field_by_perturbation(faint, (1, 3), (0, 0)),
    [[True, True, False]],
)
compare(
    "and so does one beside a large bias",
    receptive_field_by_perturbation(
        network_of([("conv", np.array([[2, 0.001]]), (1, 1), (0, 0), 1000)]),
        (1, 3),
        (0, 0),
    ),
    [[True, True, False]],
)
darker = network_of(
    [("conv", np.array([[-1]]), (1, 1), (0, 0), 0), ("max", (1, 2), (1, 2))]
)
compare(
    "the maximum of 0 and -1 is 0: no pixel counts",
    receptive_field_by_perturbation(darker, (1, 4), (0, 1)),
    [[False, False, False, False]],
)
in_a_column = [("conv", np.array([[2], [3]]), (1, 1), (0, 0), 0)]
compare(
    "asked as the exam asks, with a list of layers",
    with_network(receptive_field_by_perturbation, in_a_column, (3, 1), (1, 0)),
    [[False], [True], [True]],
)
first_output, second_output = with_networks(
    receptive_field_by_perturbation,
    [in_a_column],
    [(0, (3, 1), (0, 0)), (0, (3, 1), (1, 0))],
)
compare(
    "a second call leaves the first result as it is",
    first_output,
    [[True], [True], [False]],
)
compare_dtype(
    "the result is bool",
    receptive_field_by_perturbation(edge, (2, 3), (1, 0)),
    np.bool_,
)

# %% [markdown]
# ## Exercise 7: does the network move with its picture?
#
# {{points_and_minutes}}
#
# A cat is a cat in every corner of the picture. A convolution looks everywhere with the same kernel. So if you move the
# picture by one pixel, the map moves by one pixel, and all its numbers are the same. This is called **shift
# equivariance**.
#
# With a stride it is true only in part. A layer of stride 2 looks at positions 0, 2, 4, ... Move the picture by 2, and
# the windows see the same things one position further. Move it by 1, and they see things that they never saw before:
# the numbers are new. A network moves with its picture only **modulo the jump** of Exercise 3, the product of its
# strides. With LeNet's strides, whose jump is 4, it moves with shifts by 4, 8, 12, ...

# %% name="shift_picture" role="given" hidden=true
row = np.array([[3, -1, 4, 1, -5, 9, 2, 6]])
pair_sums = network_of([("conv", np.array([[1, 1]]), (1, 2), (0, 0), 0)])
for cut in (0, 1, 2):
    title = (
        "the whole row" if cut == 0 else f"{cut} pixel{'s' if cut > 1 else ''} cut off"
    )
    show_grids(
        (title, row[:, cut:]), "→", ("pair sums", pair_sums(row[:, cut:]).astype(int))
    )

# %% [markdown]
# To move the picture we cut columns off on the left. (Rolling it around, or pushing zeros in, would invent pixels that
# were never there.) With 2 columns off, the map is the old one without its first number: 5, 4, 8 instead of 2, 5, 4,
# 8. With 1 column off, nothing of the old map is left.
#
# So the test is: cut `shift` off the image, and `output_shift` off the map of the whole image. Are the two maps the
# same?
#
# $$
# \text{network}(\text{image}[d_r:,\; d_c:]) \;=\; \text{network}(\text{image})[e_r:,\; e_c:]
# $$
#
# Two things break it. A **stride**, when the shift is no multiple of it. And **padding**: its zeros stay at the border
# when the picture moves.
#
# *If you read the lectures beside this notebook:* they say that pooling makes a network invariant to shifts, to
# rotation and to scale. Pooling forgives a small shift as long as the maximum stays inside its window, and no more. A
# turned or an enlarged picture gives a turned or an enlarged map. And one of them calls pooling a special convolution.
# Mean pooling is one. Max pooling is not: the maximum of a sum is not the sum of the maxima. It moves with its picture
# all the same.
#
# <details><summary><b>Hint</b></summary>
#
# `image[down:, right:]` cuts rows off above and columns off on the left. `np.allclose` compares numbers up to
# rounding, and is exact enough here. The `True` that it returns is as good as Python's own. But take care: it
# *stretches* an array of one row to the shape of one with three, and then says that they are equal. So compare the
# shapes first. (Do not round both maps instead: 0.4999999 and 0.5000001 are rounded apart.)
# </details>


# %% name="is_shift_equivariant" role="answer" minutes=15 difficulty=2
def is_shift_equivariant(network, image, shift, output_shift):
    """Say whether a network moves with its image: by output_shift, where the image
    moves by shift.

    The image moves when rows are cut off above and columns on the left. A network moves
    with it if its output for the rest of the image is its output for the whole image,
    with rows and columns cut off as well.

    Args:
        network: a function, made as `network_of` makes it. network(image) takes a
            float64 array of shape (h, w), leaves it as it is, and gives a new one of
            shape (oh, ow).
        image: float64 array of shape (h, w), large enough for the network after the
            cut.
        shift: (rows, columns) to cut off the image, two ints of at least 0.
        output_shift: (rows, columns) to cut off the output, two ints of at least 0. If
            they are as many as the output has, or more, nothing is left of it: False.

    Returns:
        True if both outputs have the same shape and, up to rounding, the same numbers;
        otherwise False.

    Two numbers differ either by less than 1e-12, which is rounding, or by more than
    1e-6 and by more than a ten-thousandth of the larger one. The image must not be
    modified. The result must depend on the numbers in the arguments alone: not on
    earlier calls, nor on how an array lies in memory.

    Example:
        >>> sums = network_of([("conv", np.array([[1, 1]]), (1, 2), (0, 0), 0)])
        >>> row = np.array([[3., -1., 4., 1., -5., 9., 2., 6.]])
        >>> is_shift_equivariant(sums, row, (0, 2), (0, 1))
        True
        >>> is_shift_equivariant(sums, row, (0, 1), (0, 0))
        False
    """
    ### BEGIN SOLUTION
    moved = network(image[shift[0] :, shift[1] :])
    expected = network(image)[output_shift[0] :, output_shift[1] :]
    return moved.shape == expected.shape and np.allclose(moved, expected)
    ### END SOLUTION


# %% name="is_shift_equivariant" role="graded" points=3
picture = np.array(
    [[1, -2, 3, 5], [4, 0, -6, 2], [7, 1, 8, -3], [2, 9, -4, 6]], dtype=float
)
plain = network_of([("conv", np.array([[1, 2], [3, 4]]), (1, 1), (0, 0), 0.5)])
compare(
    "stride 1: the map moves by as much",
    is_shift_equivariant(plain, picture, (1, 2), (1, 2)),
    True,
)
compare(
    "and not by another number",
    is_shift_equivariant(plain, picture, (1, 2), (2, 1)),
    False,
)
compare(
    "stride 2: a shift by 2 moves the map by 1",
    is_shift_equivariant(pair_sums, row, (0, 2), (0, 1)),
    True,
)
compare(
    "a shift by 1 gives new numbers",
    is_shift_equivariant(pair_sums, row, (0, 1), (0, 0)),
    False,
)
twice = network_of([("conv", np.array([[1, 1]]), (1, 2), (0, 0), 0)] * 2)
compare(
    "two strides of 2: a shift by 4 moves the map by 1",
    is_shift_equivariant(twice, row, (0, 4), (0, 1)),
    True,
)
compare(
    "a shift by 2 is not enough",
    is_shift_equivariant(twice, row, (0, 2), (0, 1)),
    False,
)
ringed = network_of([("conv", np.ones((3, 3)), (1, 1), (1, 1), 0)])
compare(
    "padding breaks it at the border",
    is_shift_equivariant(ringed, picture, (1, 1), (1, 1)),
    False,
)
largest = network_of([("max", (2, 2), (2, 2))])
compare(
    "max pooling moves with its picture, by 2",
    is_shift_equivariant(largest, picture, (2, 2), (1, 1)),
    True,
)
same = network_of([("conv", np.ones((1, 1)), (1, 1), (0, 0), 0)])
compare(
    "one row is not three rows",
    is_shift_equivariant(same, np.ones((3, 3)), (2, 0), (0, 0)),
    False,
)
compare(
    "a row is not a column",
    is_shift_equivariant(same, np.ones((4, 4)), (3, 0), (0, 3)),
    False,
)
triples = network_of([("conv", np.ones((1, 3)), (1, 1), (0, 1), 0)])
compare(
    "a difference of 1e-14 is rounding",
    is_shift_equivariant(triples, np.array([[1e-14, 1, -1, 3]]), (0, 1), (0, 1)),
    True,
)

# %% [markdown]
# ## Exercise 8: not all pixels count alike
#
# {{points_and_minutes}}
#
# The receptive field says which pixels *can* change an output. It does not say how much. A pixel in the middle of the
# field is used by many windows of the layers in between, a pixel at its edge by one only.
#
# Let us count. A **path** starts at the output. In the last layer it chooses one of the $k$ taps. So it comes to an
# output of the layer below, chooses one of the taps there, and so on, down to a pixel of the input. How many paths end
# at each pixel?
#
# With two layers of 3 there are 9 paths. The middle pixel is reached by three of them, the pixels at the edge by one
# each: 1, 2, 3, 2, 1. That is what you get when you compose two kernels of ones. In NumPy it is `np.convolve([1, 1,
# 1], [1, 1, 1])`.
#
# After a stride, the taps of the layers above lie a *jump* apart. So their kernels have zeros between the ones:
# with stride 2 in layer 1, the second kernel is $[1, 0, 1, 0, 1]$. It has $(k-1) \cdot \text{jump} + 1$ entries.

# %% name="paths_picture" role="given" hidden=true
show_bars(
    {
        "two layers of 3": [1, 2, 3, 2, 1],
        "stride 2 in layer 1": [1, 1, 2, 1, 2, 1, 1],
    },
    caption="number of paths to each pixel of the window",
)

# %% [markdown]
# The more layers of stride 1, the more the numbers look like a bell, and the less the edges of the window matter.
# Researchers call this the *effective* receptive field. VGG-16 *can* see 212 pixels; what decides is a far smaller part
# in the middle.
#
# <details><summary><b>Hint 1</b></summary>
#
# Go through the layers from the input up, and keep `counts`, which begins as `np.ones(1)`, and `jump`, which begins as
# 1. For each layer, make an array of zeros, set every `jump`-th entry to 1, and convolve. Then multiply the jump by
# the stride.
# </details>
#
# <details><summary><b>Hint 2: the result is too long</b></summary>
#
# `np.zeros(kernel * jump)` has zeros behind the last 1. Let the array end there: `np.zeros((kernel - 1) * jump + 1)`.
# </details>


# %% name="effective_receptive_field" role="answer" minutes=25 difficulty=3 task="count the paths to every pixel"
def effective_receptive_field(layers):
    """Count the paths from an output of a stack of layers to each pixel of its window,
    along one axis.

    A path chooses one tap in each layer. The window is counted as if it lay inside the
    image.

    Args:
        layers: a list of (kernel, stride, padding), beginning with the layer that sees
            the input, as for `receptive_field`, each number in its range. The padding
            plays no part. The list may be empty: then one path leads from the output to
            the one pixel that it is.

    Returns:
        A new array of shape (size,), where size is that of `receptive_field(layers)`.
        Its dtype is float64. Entry j is the number of paths from the output to pixel j
        of its window. Where no path arrives it is 0.

    There are at most 200 layers, 10,000 pixels in the window and 1e300 paths, which is
    more than an int64 can count. The list must not be modified. The result must depend
    on the arguments alone, not on earlier calls.

    Example:
        >>> effective_receptive_field([(3, 1, 0), (3, 1, 0)])
        array([1., 2., 3., 2., 1.])
    """
    ### BEGIN SOLUTION
    counts, jump = np.ones(1), 1
    for kernel, stride, _ in layers:
        taps = np.zeros((kernel - 1) * jump + 1)
        taps[::jump] = 1
        counts = np.convolve(counts, taps)
        jump *= stride
    return counts
    ### END SOLUTION


# %% name="effective_receptive_field" role="graded" points=4
compare(
    "one layer: every pixel once", effective_receptive_field([(3, 1, 0)]), [1, 1, 1]
)
compare("two layers of 3", effective_receptive_field([(3, 1, 0)] * 2), [1, 2, 3, 2, 1])
compare(
    "three layers of 3",
    effective_receptive_field([(3, 1, 0)] * 3),
    [1, 3, 6, 7, 6, 3, 1],
)
compare(
    "stride 2 in layer 1",
    effective_receptive_field([(3, 2, 0), (3, 1, 0)]),
    [1, 1, 2, 1, 2, 1, 1],
)
compare(
    "stride 2 in layer 2 changes nothing below it",
    effective_receptive_field([(3, 1, 0), (3, 2, 0)]),
    [1, 2, 3, 2, 1],
)
compare(
    "a window shorter than its stride leaves holes",
    effective_receptive_field([(1, 2, 0), (3, 1, 0)]),
    [1, 0, 1, 0, 1],
)
compare(
    "the padding plays no part",
    effective_receptive_field([(3, 1, 1)] * 2),
    [1, 2, 3, 2, 1],
)
compare(
    "as many entries as the receptive field",
    effective_receptive_field(LENET).shape,
    (32,),
)
compare(
    "all paths of LeNet together",
    effective_receptive_field(LENET).sum(),
    5 * 2 * 5 * 2 * 5,
)
compare("no layers: one pixel, one path", effective_receptive_field([]), [1])
compare(
    "fifty layers of 3: more paths than an int64 can count",
    effective_receptive_field([(3, 1, 1)] * 50).sum() / 3.0**50,
    1,
)
compare_dtype(
    "the result is float64", effective_receptive_field([(3, 1, 0)]), np.float64
)

# %% [markdown]
# ## Look at your work
#
# How sharp is the eye of a network? The cell below draws your path counts for four stacks as pictures: white is where
# the most paths end. All of them see 31 × 31 pixels. Which one looks most like a square, and which one like a soft
# spot? Why does the second one have a pattern?

# %%
stacks = {
    "1 layer of 31": [(31, 1, 0)],
    "4 layers of 3, stride 2": [(3, 2, 0)] * 4,
    "3 layers of 11": [(11, 1, 0)] * 3,
    "15 layers of 3": [(3, 1, 0)] * 15,
}
pictures = {}
for name, layers in stacks.items():
    counts = effective_receptive_field(layers)
    pictures[name] = 235 * np.outer(counts, counts) / counts.max() ** 2
show_pictures(pictures)

# %% [markdown]
# ## What you have now
#
# You know what every number of a network has seen, and what it costs to see far. Check yourself. Can you
#
# * say why a layer of 3 adds two pixels and not three?
# * give the receptive field of a convolution of 5, a pooling of 2 with stride 2, and a convolution of 3?
# * say which of a layer's own numbers its own window does not depend on?
# * explain why two kernels of 3 × 3 are cheaper than one of 5 × 5, and by how much?
# * name two things that keep a network from moving with its picture?
# * say why the formula can name a pixel that does not count at all?
#
# <details><summary><b>Answers to the second and third question</b></summary>
#
# $1 + 4 = 5$ pixels after the convolution, $5 + 1 = 6$ after the pooling, and the jump is 2 now. So the last
# convolution adds $2 \cdot 2$: 10 pixels. A layer's own stride does not change its own window, only those of the
# layers above.
# </details>
#
# {{hand_in}}
#
# **What comes next.** You have all the parts: convolutions, pooling, activations, normalisation, and now the arithmetic
# of stacks. In `07_classic_networks` you put them together, in PyTorch, and build the networks whose receptive fields
# you computed here.
