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
# # 8. Residual and dense networks: one addition
#
# A deeper network should be better. It can do all that a shallow one can: let the further layers hand on what comes
# in. And yet, around 2015, networks of more than some twenty layers became *worse*, even on their own training images.
# One addition mended it. In this notebook you write that addition, you build ResNet-18 around it, and you measure what it
# does. At the end you write its cousin, the dense block, which does not add but collects.
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded_torch}}
#
# {{torch_allowed}}

# %% [markdown]
# ## Setup
#
# {{setup_torch}}

# %% name="setup" role="given" hidden=true
from collections import OrderedDict

import torch
from torch import nn

from notebook_parts.boxes import show_boxes
from notebook_parts.compare import compare, raises_value_error
from notebook_parts.curves import show_curves
from notebook_parts.layer_maps import show_layers
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.rows import compare_rows, numbers, sizes

say_which_exercise_is_open()
torch.manual_seed(0)

# %% [markdown]
# The next cell has three tools. `count_parameters` you wrote in the notebook before this one. `sizes_through` notes what
# each layer makes of an image, and `multiply_adds` counts the multiplications. Both look at a network on PyTorch's
# device `"meta"`: its tensors have sizes and no numbers, so even a large network costs nothing.


# %% name="tools" role="given"
def count_parameters(module):
    """Count the numbers that training changes."""
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def sizes_through(layers, shape):
    """List (name, sizes of the output) for layers that run one after the other."""
    x, rows = torch.zeros(1, *shape, device="meta"), []
    for name, layer in layers.items():
        x = layer.to("meta").eval()(x)
        rows.append((name, tuple(x.shape[1:])))
    return rows


def multiply_adds(network, shape):
    """Count the multiplications of convolutions and fully connected layers."""
    total = 0

    def note(layer, inputs, output):
        nonlocal total
        total += output[0, 0].numel() * layer.weight.numel()

    for layer in network.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            layer.register_forward_hook(note)
    network.to("meta").eval()(torch.zeros(1, *shape, device="meta"))
    return total


# %% [markdown]
# ## Exercise 1: the way past a block
#
# {{points_and_minutes}}
#
# Think of a few layers that should compute some map $H(x)$. Perhaps the best they can do is very little: hand on $x$, and
# change it slightly. For plain layers this is hard. Their weights would have to become exactly those of a kernel with a
# single one in the middle. So we let $x$ **go past the layers** and add it at the end. Then the layers only learn what is
# *missing*, the **residual**
#
# $$
# F(x) = H(x) - x, \qquad\text{and the block gives}\qquad F(x) + x .
# $$
#
# To hand on $x$, the layers now give zeros. That is easy to learn.
#
# An addition needs two tensors of the same shape. There are two cases:
#
# * The block keeps the channels and the size. Then $x$ goes past **as it is**: `nn.Identity()`.
# * The block changes the channels, or halves the size, or both. Then $x$ is **projected**: a 1 × 1 convolution with the
#   block's stride brings it to the new shape, and a batch normalisation follows, as after every convolution here.
#
# *If you read the lecture beside this notebook:* one lecture says that layers hand on their input if "all weights are 1".
# A kernel of ones adds up nine pixels, and blurs. The kernel that changes nothing has a 1 in the middle and zeros around
# it.
#
# <details><summary><b>Hint</b></summary>
#
# The question "does anything change?" has two parts, and one of them is enough: `c_in != c_out or stride != 1`. The
# convolution needs no bias, because the normalisation subtracts the mean anyway: `bias=False`.
# </details>


# %% name="shortcut" role="answer" minutes=10 difficulty=1 task="x itself, or a projection"
def shortcut(c_in, c_out, stride):
    """Make the way past a block: x as it is, or a projection to another shape.

    Args:
        c_in: the channels of the maps that come in.
        c_out: the channels of the maps that the block gives.
        stride: the step of the block, an int of at least 1.

    Returns:
        Where c_in equals c_out and stride is 1, an nn.Module without weights that hands
        x on as it is. Everywhere else an nn.Sequential of an nn.Conv2d of 1 x 1 with
        this stride and without bias, and an nn.BatchNorm2d as PyTorch makes it.

    The weights of a projection must be called 0.weight, 1.weight and 1.bias, as
    nn.Sequential numbers its layers. In training every batch normalisation must use its
    batch, and each call must move its running statistics once. The gradient must reach
    x and every weight, in training and in evaluation. In evaluation the result must
    depend on the numbers of the module and of x alone, and a call must change none. The
    tensor x must not be modified.

    Example:
        >>> shortcut(64, 64, 1)
        Identity()
        >>> shortcut(64, 128, 2)(torch.zeros(1, 64, 56, 56)).shape
        torch.Size([1, 128, 28, 28])
    """
    ### BEGIN SOLUTION
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out)
    )
    ### END SOLUTION


# %% name="shortcut" role="graded" points=2
maps = torch.randn(2, 3, 6, 5)
compare("nothing changes: x itself", numbers(shortcut(3, 3, 1)(maps)), numbers(maps))
compare("and no weights", count_parameters(shortcut(64, 64, 1)), 0)
compare("other channels", sizes(shortcut(3, 4, 1)(maps)), (2, 4, 6, 5))
compare(
    "the same channels, half the size", sizes(shortcut(3, 3, 2)(maps)), (2, 3, 3, 3)
)
compare(
    "the lecture's third block: 56 × 56 × 64 becomes 28 × 28 × 128",
    sizes(shortcut(64, 128, 2)(torch.zeros(1, 64, 56, 56))),
    (1, 128, 28, 28),
)
compare(
    "64 · 128 weights, 2 · 128 for the normalisation",
    count_parameters(shortcut(64, 128, 2)),
    8192 + 256,
)

# %% [markdown]
# ## Exercise 2: a residual block
#
# {{points_and_minutes}}
#
# The block has two 3 × 3 convolutions. Each has its own batch normalisation. One ReLU stands between them, the other one
# at the very end.

# %% name="residual_picture" role="given" hidden=true
show_boxes(
    {
        "x": (1, 0, "x", "plain"),
        "c1": (1, 1, "conv1: 3 × 3, stride", "conv"),
        "b1": (1, 2, "bn1, ReLU", "pool"),
        "c2": (1, 3, "conv2: 3 × 3", "conv"),
        "b2": (1, 4, "bn2", "pool"),
        "s": (0, 5, "shortcut", "conv"),
        "add": (1, 5, "add", "join"),
        "r": (1, 6, "ReLU", "pool"),
    },
    [
        ("x", "c1"),
        ("c1", "b1"),
        ("b1", "c2"),
        ("c2", "b2"),
        ("b2", "add"),
        ("x", "s"),
        ("s", "add"),
        ("add", "r"),
    ],
    caption="a residual block",
)

# %% [markdown]
# $$
# y = \mathrm{ReLU}\big(F(x) + s(x)\big), \qquad
# F(x) = \mathrm{bn}_2\big(\mathrm{conv}_2(\mathrm{ReLU}(\mathrm{bn}_1(\mathrm{conv}_1(x))))\big)
# $$
#
# Three places are easy to get wrong:
#
# * **The last ReLU comes after the addition.** If it came before, $F$ could never be negative, and a block could only add
#   to $x$, never lower it.
# * **The stride stands in `conv1` and in the shortcut.** If one of them lacks it, the two shapes differ.
# * **`x += ...` changes the tensor of whoever called you.** Write `x + ...`.
#
# *If you read the lecture beside this notebook:* one lecture says that each of the two convolutions is followed by batch
# normalisation and ReLU. The second one is not: its ReLU waits for the addition. The same lecture prints kernels of
# 28 × 28 × 128, 14 × 14 × 256 and 7 × 7 × 512. These are sizes of maps. All kernels of the block are 3 × 3.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# In `__init__` call `super().__init__()` first. Then make `self.conv1`, `self.bn1`, `self.conv2`, `self.bn2`, and
# `self.downsample = shortcut(c_in, c_out, stride)`. The name is the one that PyTorch's own networks use, so that their
# weights fit yours.
# </details>
#
# <details><summary><b>Hint 2: "The size of tensor a must match the size of tensor b"</b></summary>
#
# The two ways end in different shapes. Print both. A 3 × 3 convolution with `padding=1` keeps the size, and with a stride
# of 2 it halves it, rounding up. The 1 × 1 convolution, without padding, does the same.
# </details>


# %% name="ResidualBlock" role="answer" minutes=25 difficulty=2 task="two convolutions, and x added"
class ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions, and what comes in added to what they give.

    The convolutions must be called conv1 and conv2, their batch normalisations bn1 and
    bn2, and the way past them downsample; nothing else may have weights. Convolutions
    have no bias. In training every batch normalisation must use its batch, and each
    call must move its running statistics once. The gradient must reach x and every
    weight, in training and in evaluation. In evaluation the result must depend on the
    numbers of the module and of x alone, and a call must change none.

    Args:
        c_in: the channels of the maps that come in.
        c_out: the channels of both convolutions.
        stride: the step of conv1 and of the shortcut; 1 if it is not given.

    Example:
        >>> ResidualBlock(64, 128, 2)(torch.zeros(1, 64, 56, 56)).shape
        torch.Size([1, 128, 28, 28])
    """

    def __init__(self, c_in, c_out, stride=1):
        ### BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        ### END SOLUTION

    def forward(self, x):
        """Add what the layers find to what comes in.

        Args:
            x: maps (n, c_in, h, w).

        Returns:
            The maps (n, c_out, ceil(h / stride), ceil(w / stride)) that conv1, bn1,
            ReLU, conv2 and bn2 give, plus what shortcut makes of x, and ReLU of the
            sum.

        The tensor x must not be modified.
        """
        ### BEGIN SOLUTION
        inner = torch.relu(self.bn1(self.conv1(x)))
        inner = self.bn2(self.conv2(inner))
        return torch.relu(inner + self.downsample(x))
        ### END SOLUTION


# %% name="ResidualBlock" role="graded" points=4
maps = torch.randn(4, 3, 6, 6)
compare("the same shape", sizes(ResidualBlock(3, 3)(maps)), (4, 3, 6, 6))
compare(
    "twice the channels, half the size",
    sizes(ResidualBlock(3, 6, 2)(maps)),
    (4, 6, 3, 3),
)
compare("odd sides", sizes(ResidualBlock(3, 2, 2)(maps[..., :5])), (4, 2, 3, 3))
compare(
    "two convolutions of 256 channels: 1,179,648 weights",
    sum(p.numel() for p in ResidualBlock(256, 256).parameters() if p.dim() == 4),
    1_179_648,
)
lazy = ResidualBlock(3, 3)
with torch.no_grad():
    lazy.bn2.weight.zero_()  # what the layers find is multiplied by 0
compare(
    "a block that learned nothing hands on what is positive",
    numbers(lazy(maps.abs())),
    numbers(maps.abs()),
)
with torch.no_grad():
    lazy.bn2.bias.fill_(-1.0)  # F(x) is -1 everywhere
compare(
    "a block can lower what comes in: ReLU(x - 1)",
    numbers(lazy(maps)),
    numbers((maps - 1).clamp(min=0)),
)

# %% [markdown]
# ## Exercise 3: a bottleneck
#
# {{points_and_minutes}}
#
# With 256 channels, two 3 × 3 convolutions have $2 \cdot 9 \cdot 256^2 = 1{,}179{,}648$ weights. Deep networks have dozens
# of such blocks. The **bottleneck** is cheaper. A 1 × 1 convolution first thins the channels to a quarter, the 3 × 3 works
# on the few, and another 1 × 1 widens them again:
#
# $$
# 256 \cdot 64 \;+\; 9 \cdot 64 \cdot 64 \;+\; 64 \cdot 256 \;=\; 69{,}632 .
# $$
#
# That is 16.94 times fewer.

# %% name="bottleneck_picture" role="given" hidden=true
show_boxes(
    {
        "x": (1, 0, "x: 256 maps", "plain"),
        "c1": (1, 1, "1 × 1 to 64 maps", "conv"),
        "c2": (1, 2, "3 × 3 on 64 maps", "conv"),
        "c3": (1, 3, "1 × 1 to 256 maps", "conv"),
        "s": (0, 4, "shortcut", "conv"),
        "add": (1, 4, "add, ReLU", "join"),
    },
    [("x", "c1"), ("c1", "c2"), ("c2", "c3"), ("c3", "add"), ("x", "s"), ("s", "add")],
    caption="a bottleneck: thin, look, widen",
)

# %% [markdown]
# ResNet-50, 101 and 152 consist of bottlenecks. The number counts layers with weights: ResNet-101 has
# $3 + 4 + 23 + 3 = 33$ blocks of 3, one convolution before and one fully connected layer after them, so
# $1 + 33 \cdot 3 + 1 = 101$.
#
# Where does the stride go? In the paper it stands in the first 1 × 1. There it skips three of four pixels without ever
# looking at them. PyTorch's networks have it in the **3 × 3**, which sees all of them. So does ours.
#
# *If you read the lecture beside this notebook:* its table lists 1.8, 3.6, 3.8, 7.6 and 11.3 billion FLOPs for the five
# ResNets. These are multiply-adds; each is two operations. The table also leaves out its first rows: a 7 × 7 convolution
# and a pooling, each with stride 2, come before the blocks.
#
# <details><summary><b>Hint</b></summary>
#
# Check `c_out` before anything else: `if c_out < 1 or c_out % 4:` raise the ValueError. Then `width = c_out // 4`. Mind
# that Python says `-4 % 4 == 0`. Only conv2 has `padding=1`, and only conv2 has the stride.
# </details>


# %% name="BottleneckBlock" role="answer" minutes=20 difficulty=2 task="thin, look, widen"
class BottleneckBlock(nn.Module):
    """Convolutions of 1 x 1, 3 x 3 and 1 x 1, and what comes in added.

    The first two convolutions have a quarter of c_out as channels. The convolutions
    must be called conv1, conv2 and conv3, their batch normalisations bn1, bn2 and bn3,
    and the way past them downsample; nothing else may have weights. Convolutions have
    no bias. In training every batch normalisation must use its batch, and each call
    must move its running statistics once. The gradient must reach x and every weight,
    in training and in evaluation. In evaluation the result must depend on the numbers
    of the module and of x alone, and a call must change none.

    Args:
        c_in: the channels of the maps that come in.
        c_out: the channels of the maps that come out, a multiple of 4.
        stride: the step of conv2 and of the shortcut; 1 if it is not given.

    Raises:
        ValueError: c_out is no positive multiple of 4.

    Example:
        >>> BottleneckBlock(64, 256)(torch.zeros(1, 64, 56, 56)).shape
        torch.Size([1, 256, 56, 56])
    """

    def __init__(self, c_in, c_out, stride=1):
        ### BEGIN SOLUTION
        if c_out < 1 or c_out % 4:
            raise ValueError(f"c_out must be a multiple of 4, got {c_out}")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        ### END SOLUTION

    def forward(self, x):
        """Thin the channels, look at 3 x 3 pixels, widen them, and add what comes in.

        Args:
            x: maps (n, c_in, h, w).

        Returns:
            The maps (n, c_out, ceil(h / stride), ceil(w / stride)) that conv1, bn1,
            ReLU, conv2, bn2, ReLU, conv3 and bn3 give, plus what shortcut makes of x,
            and ReLU of the sum.

        The tensor x must not be modified.
        """
        ### BEGIN SOLUTION
        inner = torch.relu(self.bn1(self.conv1(x)))
        inner = torch.relu(self.bn2(self.conv2(inner)))
        inner = self.bn3(self.conv3(inner))
        return torch.relu(inner + self.downsample(x))
        ### END SOLUTION


# %% name="BottleneckBlock" role="graded" points=3
weights = [p.numel() for p in BottleneckBlock(256, 256).parameters() if p.dim() == 4]
compare("three kernels", weights, [16_384, 36_864, 16_384])
compare("together 69,632", sum(weights), 69_632)
compare("16.94 times fewer", round(1_179_648 / sum(weights), 2), 16.94)
compare(
    "half the size",
    sizes(BottleneckBlock(8, 16, 2)(torch.randn(2, 8, 7, 6))),
    (2, 16, 4, 3),
)
raises_value_error("6 channels have no quarter", lambda: BottleneckBlock(8, 6))
raises_value_error("none at all", lambda: BottleneckBlock(8, 0))
published = {"50": (3, 4, 6, 3), "101": (3, 4, 23, 3), "152": (3, 8, 36, 3)}
totals = {}
with torch.device("meta"):
    for name, counts in published.items():
        stem_and_head = 49 * 3 * 64 + 128 + 2048 * 1000 + 1000
        c_in, total = 64, stem_and_head
        for c_out, count in zip((256, 512, 1024, 2048), counts, strict=True):
            for number in range(count):
                stride = 2 if number == 0 and c_out > 256 else 1
                total += count_parameters(BottleneckBlock(c_in, c_out, stride))
                c_in = c_out
        totals[name] = total
compare_rows(
    "the published parameters of ResNet-50, 101 and 152",
    totals,
    {"50": 25_557_032, "101": 44_549_160, "152": 60_192_808},
)

# %% [markdown]
# ## Exercise 4: ResNet-18
#
# {{points_and_minutes}}
#
# Now the whole network, with your first block. It begins with a **stem**, which makes a large image small: a 7 × 7
# convolution and a max pooling, each with stride 2. Then come four **stages** of two residual blocks each. The first
# stage keeps the size. Each other stage doubles the channels and halves the size, both in its first block. At the end
# stand the mean of each map, and one fully connected layer.
#
# | name | what | out of 224 × 224 | out of 28 × 28, `small` |
# | --- | --- | --- | --- |
# | `conv1` | 7 × 7, stride 2, padding 3, no bias (small: 3 × 3, stride 1, padding 1) | 112 × 112 | 28 × 28 |
# | `bn1` | normalisation, then ReLU | | |
# | | max pooling 3 × 3, stride 2, padding 1 (small: none) | 56 × 56 | 28 × 28 |
# | `layer1` | two blocks, `width` channels | 56 × 56 | 28 × 28 |
# | `layer2` | two blocks, 2 `width`, the first with stride 2 | 28 × 28 | 14 × 14 |
# | `layer3` | two blocks, 4 `width`, the first with stride 2 | 14 × 14 | 7 × 7 |
# | `layer4` | two blocks, 8 `width`, the first with stride 2 | 7 × 7 | 4 × 4 |
# | | the mean of each map, flattened | 8 `width` numbers | |
# | `fc` | fully connected, nothing after it | `classes` logits | |
#
# Why 18? One convolution in the stem, $4 \cdot 2 \cdot 2 = 16$ in the blocks, one fully connected layer. The projections
# are not counted.

# %% name="resnet_picture" role="given" hidden=true
show_layers(
    [
        ("image", 3, 224),
        ("conv1", 64, 112),
        ("layer1", 64, 56),
        ("layer2", 128, 28),
        ("layer3", 256, 14),
        ("layer4", 512, 7),
        ("mean", 512, 0),
        ("fc", 10, 0),
    ],
    caption="ResNet-18 on 224 × 224 pixels with ten classes",
)

# %% [markdown]
# The **names matter** this time. Trained weights are stored by name: `layer2.0.conv1.weight` is the first convolution of
# the first block of the second stage. If your names are the usual ones, weights that somebody else has trained fit into
# your network. That will happen: with this exercise passed, your network gets the weights of a ResNet-18 that was trained
# on pictures of clothes.
#
# <details><summary><b>Hint 1</b></summary>
#
# `nn.Sequential(OrderedDict(conv1=..., bn1=..., relu=nn.ReLU(), ...))` makes a network whose layers have names. A class
# with `__init__` and `forward` is just as good. Layers without weights may have any name.
# </details>
#
# <details><summary><b>Hint 2</b></summary>
#
# A stage is `nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))`. The mean of each map is
# `nn.AdaptiveAvgPool2d(1)`, and `nn.Flatten()` makes a row of what it gives.
# </details>


# %% name="resnet18" role="answer" minutes=30 difficulty=3 task="a whole network of blocks"
def resnet18(in_channels=3, classes=1000, width=64, small=False):
    """Make ResNet-18 of residual blocks.

    Args:
        in_channels: the channels of the images; 3 if it is not given.
        classes: how many logits come out for each image; 1000 if it is not given.
        width: the channels of the stem and of layer1; 64 in the lecture's network.
        small: for small images; conv1 is then 3 x 3 with stride 1 and padding 1, and
            nothing is pooled after it.

    Returns:
        An nn.Module that maps images (n, in_channels, h, w), of any height and width,
        to logits (n, classes), not squeezed through any activation.

    The layers with weights must be called conv1, bn1, layer1, layer2, layer3, layer4
    and fc, the blocks inside a stage 0 and 1; nothing else may have weights. The stages
    layer1 to layer4 must be nn.Sequential of two ResidualBlock each, with width, 2
    width, 4 width and 8 width channels; all but layer1 begin with a stride of 2. In
    training every batch normalisation must use its batch, and each call must move its
    running statistics once. The gradient must reach x and every weight, in training and
    in evaluation. In evaluation the result must depend on the numbers of the module and
    of x alone, and a call must change none. The tensor x must not be modified.

    Example:
        >>> resnet18(1, classes=10, width=4, small=True)(torch.zeros(2, 1, 28, 28)).shape
        torch.Size([2, 10])
    """
    ### BEGIN SOLUTION
    layers = OrderedDict()
    if small:
        layers["conv1"] = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
    else:
        layers["conv1"] = nn.Conv2d(in_channels, width, 7, 2, padding=3, bias=False)
    layers["bn1"] = nn.BatchNorm2d(width)
    layers["relu"] = nn.ReLU()
    if not small:
        layers["maxpool"] = nn.MaxPool2d(3, stride=2, padding=1)
    c_in = width
    for number, stride in enumerate((1, 2, 2, 2), start=1):
        c_out = width * 2 ** (number - 1)
        first = ResidualBlock(c_in, c_out, stride)
        layers[f"layer{number}"] = nn.Sequential(first, ResidualBlock(c_out, c_out))
        c_in = c_out
    layers["avgpool"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(c_in, classes)
    return nn.Sequential(layers)
    ### END SOLUTION


# %% [markdown]
# The next cell makes a network on the device `"meta"`. The exam uses it, too.


# %% name="shapes_of" role="given"
def shapes_of(make, *args):
    """Make a network without numbers, and name the shapes of its parameters."""
    with torch.device("meta"):
        network = make(*args)
    return {
        name: tuple(parameter.shape) for name, parameter in network.named_parameters()
    }


# %% name="resnet18" role="graded" points=4
with torch.device("meta"):
    lecture = resnet18(3, 10)
layers = {name: getattr(lecture, name) for name in ("conv1", "bn1")}
layers["pooling"] = nn.MaxPool2d(3, stride=2, padding=1)
layers |= {
    f"layer{number}": getattr(lecture, f"layer{number}") for number in (1, 2, 3, 4)
}
compare_rows(
    "the lecture's trace: 112, 56, 28, 14, 7",
    [size for name, size in sizes_through(layers, (3, 224, 224)) if name != "bn1"],
    [
        (64, 112, 112),
        (64, 56, 56),
        (64, 56, 56),
        (128, 28, 28),
        (256, 14, 14),
        (512, 7, 7),
    ],
)
compare(
    "ten logits",
    sizes(lecture(torch.zeros(1, 3, 224, 224, device="meta"))),
    (1, 10),
)
counts = {name: shape for name, shape in shapes_of(resnet18).items() if len(shape) == 4}
compare("17 convolutions and 3 projections", len(counts), 17 + 3)
with torch.device("meta"):
    compare("11,689,512 parameters", count_parameters(resnet18()), 11_689_512)
    compare(
        "1.814 billion multiply-adds: the table's 1.8",
        round(multiply_adds(resnet18(), (3, 224, 224)) / 1e9, 3),
        1.814,
    )
small = resnet18(in_channels=1, classes=10, width=16, small=True)
compare("the small form", sizes(small(torch.randn(2, 1, 28, 28))), (2, 10))
compare("701,178 parameters", count_parameters(small), 701_178)
compare(
    "a name that trained weights have",
    tuple(small.state_dict()["layer2.0.downsample.0.weight"].shape),
    (32, 16, 1, 1),
)

# %% [markdown]
# ## Exercise 5: what does the addition do?
#
# {{points_and_minutes}}
#
# We said: deep plain networks become worse, and the addition mends it. You need not believe that. Measure it.
#
# A layer learns from the gradient that arrives at its weights. So go through the network, and ask of each convolution:
# **how large is its gradient?** One number is enough, the root of the mean of the squares,
#
# $$
# g = \sqrt{\frac{1}{m} \sum_{i=1}^{m} \Big(\frac{\partial L}{\partial w_i}\Big)^2},
# $$
#
# where $w_1, \dots, w_m$ are the weights of the convolution and $L$ is the cross-entropy of a batch.
#
# <details><summary><b>Hint 1</b></summary>
#
# `network.named_modules()` gives the name of every layer, also of those inside blocks, and the layer. Keep those that are
# `isinstance(layer, nn.Conv2d)`. After `loss.backward()` the gradient stands in `layer.weight.grad`.
# </details>
#
# <details><summary><b>Hint 2: my numbers grow with every call</b></summary>
#
# PyTorch *adds* each gradient to the one that is there. Call `network.zero_grad()` before you go back. And
# `nn.functional.cross_entropy(logits, y)` has a softmax inside: give it the logits as they are.
# </details>


# %% name="gradients_by_layer" role="answer" minutes=20 difficulty=2 task="measure what arrives at each layer"
def gradients_by_layer(network, x, y):
    """Measure how much gradient arrives at each convolution of a network.

    Args:
        network: an nn.Module that maps x to logits (n, classes). Biases may be frozen, the
            weights of convolutions are not.
        x: images (n, c, h, w).
        y: the class of each image, an int64 tensor of n numbers.

    Returns:
        A dict with a float for each nn.Conv2d that the batch goes through, however deep
        it lies, under its name in the network; the float is the root of the mean of the
        squares of the gradient that its weight gets.

    Raises:
        ValueError: the network has no nn.Conv2d.

    The gradient is that of the mean cross-entropy of the batch. Gradients that the
    network holds from earlier steps must play no part. Each layer must run in the mode
    in which it is, training or evaluation. No parameter must be changed, frozen or set
    free. Neither x nor y must be modified.

    Example:
        >>> network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten())
        >>> list(gradients_by_layer(network, torch.ones(1, 1, 3, 3), torch.tensor([1])))
        ['0']
    """
    ### BEGIN SOLUTION
    convolutions = {
        name: layer
        for name, layer in network.named_modules()
        if isinstance(layer, nn.Conv2d)
    }
    if not convolutions:
        raise ValueError("the network has no nn.Conv2d: there is nothing to measure")
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    return {
        name: layer.weight.grad.square().mean().sqrt().item()
        for name, layer in convolutions.items()
    }
    ### END SOLUTION


# %% [markdown]
# The next cell hands a network to your function and looks whether it is still the same. The exam uses it, too.


# %% name="gradients_in" role="given"
def gradients_in(
    gradients_by_layer,
    network,
    x,
    y,
    earlier=0,
    training=True,
    names=(),
    evaluated=(),
    frozen=(),
    again=(),
):
    """Measure a network that has gone so many large steps back before.

    It is in training or evaluation. Its layers may be given names, some be in
    evaluation, some parameters frozen. In the place of a layer an earlier one may
    come again.
    Return what was measured, and whether the parameters and the modes are as before.
    """
    if names:
        network = nn.Sequential(OrderedDict(zip(names, network, strict=True)))
    for place, earlier_one in again:
        network[place] = network[earlier_one]
    network.train(training)
    for name in evaluated:
        network.get_submodule(name).eval()
    for _ in range(earlier):
        network(1000 * x).square().sum().backward()
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    numbers = [parameter.detach().clone() for parameter in network.parameters()]
    learned = [parameter.requires_grad for parameter in network.parameters()]
    modes = [module.training for module in network.modules()]
    measured = gradients_by_layer(network, x, y)
    same = all(map(torch.equal, network.parameters(), numbers))
    same = same and learned == [
        parameter.requires_grad for parameter in network.parameters()
    ]
    return measured, same, modes == [module.training for module in network.modules()]


# %% name="gradients_by_layer" role="graded" points=3
tiny = nn.Sequential(nn.Conv2d(1, 2, 1, bias=False), nn.Flatten())
with torch.no_grad():
    tiny[0].weight.zero_()
one_pixel, first_class = torch.tensor([[[[3.0]]]]), torch.tensor([0])
# Both logits are 0, so both probabilities are 1/2. The upstream gradient is (-1/2, 1/2),
# the pixel is 3: the weights' gradients are -1.5 and 1.5.
measured, same_numbers, same_mode = gradients_in(
    gradients_by_layer, tiny, one_pixel, first_class
)
compare_rows("one pixel, two weights", measured, {"0": 1.5})
compare("no weight has changed", same_numbers, True)
measured, _, _ = gradients_in(
    gradients_by_layer, tiny, one_pixel, first_class, earlier=3
)
compare_rows("after earlier steps the same", measured, {"0": 1.5})
nested = nn.Sequential(
    nn.Conv2d(1, 2, 3),
    nn.Sequential(nn.ReLU(), nn.Conv2d(2, 3, 2)),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
)
images = torch.randn(4, 1, 6, 5)
compare_rows(
    "a convolution inside a block has a name with a dot",
    list(gradients_by_layer(nested, images, torch.tensor([0, 2, 1, 2]))),
    ["0", "1.1"],
)
raises_value_error(
    "no convolution",
    lambda: gradients_by_layer(nn.Flatten(), torch.ones(1, 2, 1, 1), first_class),
)

# %% [markdown]
# ### The experiment
#
# Three networks of 33 convolutions each, one in front and two in each of 16 blocks, with the same widths:
#
# 1. **bare**: convolution and ReLU, nothing else;
# 2. **plain**: the same with batch normalisation;
# 3. **residual**: your `ResidualBlock`, which is plain plus the addition.
#
# The images are small: bars and crosses, with noise. The first cell makes them, and the blocks without an addition.


# %% name="experiment" role="given"
class PlainBlock(nn.Module):
    """The layers of a residual block, and nothing goes past them."""

    def __init__(self, channels, _, normalised=True):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels) if normalised else nn.Identity()
        self.bn2 = nn.BatchNorm2d(channels) if normalised else nn.Identity()

    def forward(self, x):
        inner = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(inner)))


def bare_block(channels, _):
    """A plain block without normalisation."""
    return PlainBlock(channels, channels, normalised=False)


def stack(block, blocks, width=8, classes=4):
    """A convolution, so many blocks, the mean of each map, and logits."""
    torch.manual_seed(1)
    layers = OrderedDict(stem=nn.Conv2d(1, width, 3, padding=1, bias=False))
    for number in range(1, blocks + 1):
        layers[f"block{number}"] = block(width, width)
    layers |= {"mean": nn.AdaptiveAvgPool2d(1), "flatten": nn.Flatten()}
    return nn.Sequential(layers | {"fc": nn.Linear(width, classes)})


def bars_and_crosses(n, seed=0):
    """Images of 10 x 10 pixels with noise, and the class of each: -, |, + or x."""
    generator = torch.Generator().manual_seed(seed)
    y = torch.randint(0, 4, (n,), generator=generator)
    x = 0.7 * torch.randn(n, 1, 10, 10, generator=generator)
    row, column = torch.randint(2, 8, (2, n), generator=generator)
    for image, c, i, j in zip(x[:, 0], y, row, column, strict=True):
        if c in (0, 2):
            image[i] += 1.5
        if c in (1, 2):
            image[:, j] += 1.5
        if c == 3:
            image += 1.5 * (torch.eye(10) + torch.eye(10).flip(0))
    return x, y


# %%
x, y = bars_and_crosses(64)
blocks = {"bare": bare_block, "plain": PlainBlock, "residual": ResidualBlock}
gradients = {
    name: list(gradients_by_layer(stack(block, 16), x, y).values())
    for name, block in blocks.items()
}
show_curves(
    {
        "gradient at each convolution, before training": {
            name: (range(len(values)), values) for name, values in gradients.items()
        }
    },
    x_label="convolution, from the image (0) to the logits (32)",
    logarithmic=True,
)

# %% [markdown]
# The picture is logarithmic: one line upwards is a factor of a hundred. Read it from right to left, as the gradient runs.
#
# * **bare**: next to nothing arrives, some $10^{-16}$, at every convolution. On the way forth each layer makes its maps a
#   little smaller, on the way back each makes the gradient a little smaller, and what a weight gets is a product of the
#   two. After 33 layers nothing is left to learn from: the *vanishing gradient*.
# * **plain**: batch normalisation alone cures that. The gradient no longer vanishes. It even grows on its way back, about a
#   hundredfold.
# * **residual**: it changes the least, by a factor of ten or so. One of the two ways back through each block leads through
#   no convolution at all.
#
# So is the addition there to keep gradients from vanishing? One lecture says so. Look again: *plain* has no vanishing
# gradient, either. The trouble that its inventors saw was another one, **degradation**: plain networks with
# normalisation, deeper than others, that learn their own training images *worse*. Let us look at that, too. We train
# the last two for a while, with few blocks and with many, on the same images. (This takes a minute at most.)


# %% name="learn" role="given"
def losses_while_learning(network, x, y, steps=40, rate=0.05):
    """Train a network on the same images again and again; return the loss of each step."""
    optimiser = torch.optim.SGD(network.parameters(), lr=rate, momentum=0.9)
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(network(x), y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses


# %%
learned = {
    depth: {
        name: losses_while_learning(stack(blocks[name], depth), x, y)
        for name in ("plain", "residual")
    }
    for depth in (2, 16)
}
show_curves(
    {
        f"{2 * depth + 1} convolutions": {
            name: (range(len(values)), values) for name, values in curves.items()
        }
        for depth, curves in learned.items()
    },
    x_label="step",
)

# %% [markdown]
# The curves are losses on the *training* images. With few layers both networks learn. With many, the plain one falls
# behind, although it could do all that the small one does. The residual one does not. That is what the addition cures.
#
# What these pictures do **not** show: how good the networks are on images that they have not seen, or that a plain network
# could not be trained with more care. They show one width, one seed and 64 images. Change `depth`, `rate` or the seed in
# `stack`, and run the cells again.

# %% [markdown]
# ## Exercise 6: a dense block
#
# {{points_and_minutes}}
#
# A residual block adds, and what was added cannot be taken apart again. **DenseNet** does not add. It *keeps*: the maps of
# each layer are put behind those that are there, and the next layer reads them all.

# %% name="dense_picture" role="given" hidden=true
show_boxes(
    {
        "x": (0, 0, "x: 3 maps", "plain"),
        "l1": (1, 0, "layer 1 reads 3", "conv"),
        "j1": (2, 0, "3 + 10 = 13 maps", "join"),
        "l2": (3, 0, "layer 2 reads 13", "conv"),
        "j2": (4, 0, "13 + 10 = 23 maps", "join"),
    },
    [("x", "l1"), ("l1", "j1"), ("j1", "l2"), ("l2", "j2")],
    caption="a dense block of two layers with a growth of 10: each layer puts its 10 maps behind those it read",
)

# %% [markdown]
# $$
# x_0 = x, \qquad x_{i+1} = \big[\,x_i,\; \mathrm{conv}_{3\times3}(\mathrm{ReLU}(\mathrm{bn}(x_i)))\,\big],
# $$
#
# where the brackets join along the channels. If each layer makes $g$ maps, the **growth**, then layer $i$ reads
# $c_{in} + i\,g$ maps, and $c_{in} + L\,g$ come out after $L$ layers.
#
# Two things are different from a ResNet:
#
# * The order inside a layer is **normalisation, ReLU, convolution**. The maps that are handed on are neither normalised nor
#   cut off. Every later layer does that for itself.
# * Joining is `torch.cat([x, new], dim=1)`. A `+` would need as many maps on both sides.
#
# <details><summary><b>Hint</b></summary>
#
# Put the layers into `self.layers = nn.ModuleList()`. In a plain Python list PyTorch does not find their weights. In
# `__init__`, a loop over `range(layers)` appends `nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, ...))`
# and then lets `c` grow. In `forward`, a loop over `self.layers` is two lines.
# </details>


# %% name="DenseBlock" role="answer" minutes=20 difficulty=2 task="each layer sees all maps before it"
class DenseBlock(nn.Module):
    """Layers of which each reads the maps of all those before it.

    The layers must stand in self.layers, an nn.ModuleList, and each must be an
    nn.Sequential of nn.BatchNorm2d, nn.ReLU and an nn.Conv2d of 3 x 3 without bias, so
    that the weights of the first are layers.0.0.weight, layers.0.0.bias and
    layers.0.2.weight; nothing else may have weights. In training every batch
    normalisation must use its batch, and each call must move its running statistics
    once. The gradient must reach x and every weight, in training and in evaluation. In
    evaluation the result must depend on the numbers of the module and of x alone, and a
    call must change none.

    Args:
        layers: how many layers, an int of at least 1.
        c_in: the channels of the maps that come in.
        growth: how many maps each layer makes.

    Raises:
        ValueError: layers is smaller than 1.

    Example:
        >>> DenseBlock(2, 3, 10)(torch.zeros(4, 3, 8, 8)).shape
        torch.Size([4, 23, 8, 8])
    """

    def __init__(self, layers, c_in, growth):
        ### BEGIN SOLUTION
        if layers < 1:
            raise ValueError(f"a dense block needs at least one layer, got {layers}")
        super().__init__()
        self.layers = nn.ModuleList()
        for _ in range(layers):
            conv = nn.Conv2d(c_in, growth, 3, padding=1, bias=False)
            self.layers.append(nn.Sequential(nn.BatchNorm2d(c_in), nn.ReLU(), conv))
            c_in += growth
        ### END SOLUTION

    def forward(self, x):
        """Put the maps of each layer behind those before it.

        Args:
            x: maps (n, c_in, h, w).

        Returns:
            All maps (n, c_in + layers * growth, h, w), those of x first, then those of
            each layer in order.

        The tensor x must not be modified.
        """
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x
        ### END SOLUTION


# %% name="DenseBlock" role="graded" points=3
maps = torch.randn(4, 3, 8, 8)
two_layers = DenseBlock(2, 3, 10)
compare("3 + 2 · 10 = 23 maps", sizes(two_layers(maps)), (4, 23, 8, 8))
compare("x comes first, as it is", numbers(two_layers(maps)[:, :3]), numbers(maps))
compare_rows(
    "layer 0 reads 3 maps, layer 1 reads 13",
    [tuple(p.shape) for p in two_layers.parameters() if p.dim() == 4],
    [(10, 3, 3, 3), (10, 13, 3, 3)],
)
compare(
    "four layers of growth 32 on 64 maps: 192",
    sizes(DenseBlock(4, 64, 32)(torch.zeros(1, 64, 2, 3))),
    (1, 192, 2, 3),
)
raises_value_error("no layers", lambda: DenseBlock(0, 3, 10))

# %% [markdown]
# ## Exercise 7: a transition
#
# {{points_and_minutes}}
#
# In a dense block the channels only grow, and the size stays. So between two blocks there is a **transition**, which makes
# both smaller: normalisation, ReLU, a 1 × 1 convolution to fewer channels, and the **mean** of each 2 × 2 pixels.
#
# The mean, not the maximum: after the maximum, three of four pixels would have no say in what the later blocks read.
#
# <details><summary><b>Hint</b></summary>
#
# `nn.AvgPool2d(2)` has the stride of its window, 2, and leaves out a last row without a partner. It has no weights, so its
# name is yours to choose.
# </details>


# %% name="Transition" role="answer" minutes=10 difficulty=1 task="fewer channels, half the size"
class Transition(nn.Module):
    """The way from one dense block to the next: fewer channels, half the size.

    The batch normalisation must be called norm, the convolution of 1 x 1, which has no
    bias, conv, and nothing else may have weights. In training every batch normalisation
    must use its batch, and each call must move its running statistics once. The
    gradient must reach x and every weight, in training and in evaluation. In evaluation
    the result must depend on the numbers of the module and of x alone, and a call must
    change none.

    Args:
        c_in: the channels of the maps that come in.
        c_out: the channels of the maps that come out.

    Example:
        >>> Transition(23, 10)(torch.zeros(4, 23, 8, 8)).shape
        torch.Size([4, 10, 4, 4])
    """

    def __init__(self, c_in, c_out):
        ### BEGIN SOLUTION
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        ### END SOLUTION

    def forward(self, x):
        """Mix the channels of every pixel, and take the mean of 2 x 2 of them.

        Args:
            x: maps (n, c_in, h, w).

        Returns:
            The maps (n, c_out, h // 2, w // 2) that norm, ReLU, conv and the mean of
            each 2 x 2 pixels give.

        The tensor x must not be modified.
        """
        ### BEGIN SOLUTION
        mixed = self.conv(torch.relu(self.norm(x)))
        return nn.functional.avg_pool2d(mixed, 2)
        ### END SOLUTION


# %% name="Transition" role="graded" points=2
compare(
    "23 maps to 10, half the size",
    sizes(Transition(23, 10)(torch.randn(4, 23, 8, 8))),
    (4, 10, 4, 4),
)
compare("odd sides", sizes(Transition(4, 2)(torch.randn(1, 4, 7, 5))), (1, 2, 3, 2))
compare(
    "23 · 10 weights, 2 · 23 to normalise", count_parameters(Transition(23, 10)), 276
)
steady = Transition(1, 1).eval()
with torch.no_grad():
    steady.conv.weight.fill_(1.0)
    steady.norm.running_var.fill_(1 - 1e-5)  # plus epsilon, 1e-5: the root is 1
four_pixels = torch.tensor([[[[1.0, 2.0], [3.0, -6.0]]]])
compare("the mean of 1, 2, 3 and 0", numbers(steady(four_pixels)), [[[[1.5]]]])

# %% [markdown]
# ## Exercise 8: a DenseNet
#
# {{points_and_minutes}}
#
# Put the two together. The network is for small images, so its stem is one 3 × 3 convolution. Then come dense blocks, with
# a transition **between two of them** that halves the channels. After the *last* block there is none: nothing comes that
# would want fewer maps, and the last layer can read them all.
#
# | name | what | channels, for `blocks=(4, 4, 4, 4)` and `growth=32` |
# | --- | --- | --- |
# | `conv` | 3 × 3, padding 1, no bias, 2 `growth` channels | 64 |
# | `block1` | a DenseBlock of `blocks[0]` layers | 192 |
# | `transition1` | half the channels, rounding down | 96 |
# | `block2`, `transition2` | | 224, 112 |
# | `block3`, `transition3` | | 240, 120 |
# | `block4` | no transition after it | 248 |
# | `norm` | normalisation, then ReLU | 248 |
# | | the mean of each map, flattened | 248 numbers |
# | `fc` | fully connected, nothing after it | `classes` logits |
#
# <details><summary><b>Hint</b></summary>
#
# Keep the number of channels in a variable `c`. A block of `count` layers makes `c + count * growth` of it, a transition
# `c // 2`. With `enumerate(blocks, start=1)` you know which block is the last one. Why the normalisation at the end? What
# a dense block hands on was never normalised.
# </details>


# %% name="densenet" role="answer" minutes=25 difficulty=3 task="blocks, and transitions between them"
def densenet(blocks, growth, in_channels, classes):
    """Make a DenseNet for small images.

    Args:
        blocks: how many layers each dense block has, a list or tuple of ints.
        growth: how many maps each layer makes.
        in_channels: the channels of the images.
        classes: how many logits come out for each image.

    Returns:
        An nn.Module that maps images (n, in_channels, h, w) to logits (n, classes), not
        squeezed through any activation.

    Raises:
        ValueError: blocks is empty.

    The layers with weights must be called conv, block1, transition1, block2 and so on,
    norm and fc; nothing else may have weights. In training every batch normalisation
    must use its batch, and each call must move its running statistics once. The
    gradient must reach x and every weight, in training and in evaluation. In evaluation
    the result must depend on the numbers of the module and of x alone, and a call must
    change none. The tensor x must not be modified. The list blocks must not be
    modified.

    Example:
        >>> densenet((2, 3), 4, in_channels=1, classes=5)(torch.zeros(2, 1, 8, 6)).shape
        torch.Size([2, 5])
    """
    ### BEGIN SOLUTION
    if not blocks:
        raise ValueError("a DenseNet needs at least one dense block")
    c = 2 * growth
    layers = OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        layers[f"block{number}"] = DenseBlock(count, c, growth)
        c += count * growth
        if number < len(blocks):
            layers[f"transition{number}"] = Transition(c, c // 2)
            c //= 2
    layers["norm"] = nn.BatchNorm2d(c)
    layers["relu"] = nn.ReLU()
    layers["mean"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(c, classes)
    return nn.Sequential(layers)
    ### END SOLUTION


# %% name="densenet" role="graded" points=3
with torch.device("meta"):
    lecture = densenet((4, 4, 4, 4), 32, 1, 10)
names = [
    "conv",
    "block1",
    "transition1",
    "block2",
    "transition2",
    "block3",
    "transition3",
    "block4",
]
layers = {name: getattr(lecture, name) for name in names}
compare_rows(
    "the lecture's channels, and the size halved by each transition",
    dict(sizes_through(layers, (1, 56, 56))),
    {
        "conv": (64, 56, 56),
        "block1": (192, 56, 56),
        "transition1": (96, 28, 28),
        "block2": (224, 28, 28),
        "transition2": (112, 14, 14),
        "block3": (240, 14, 14),
        "transition3": (120, 7, 7),
        "block4": (248, 7, 7),
    },
)
compare(
    "one block, no transition",
    sizes(densenet([2], 3, 2, 4)(torch.randn(1, 2, 5, 4))),
    (1, 4),
)
compare("754,634 parameters", count_parameters(lecture), 754_634)
raises_value_error("no blocks", lambda: densenet((), 4, 1, 10))

# %% [markdown]
# ## Look at your work
#
# Your small ResNet-18 and a DenseNet of your blocks learn the bars and crosses. The DenseNet has sixteen times fewer
# parameters. It learns more slowly in these steps, and it does learn. Try other widths, other blocks, other rates.

# %%
torch.manual_seed(2)
contestants = {
    "ResNet-18, width 4": resnet18(1, 4, 4, small=True),
    "DenseNet, growth 4": densenet((2, 2, 2), 4, 1, 4),
}
curves = {}
for name, network in contestants.items():
    losses = losses_while_learning(network, x, y, steps=25)
    curves[f"{name}: {count_parameters(network):,} parameters"] = (range(25), losses)
show_curves({"loss on the training images": curves}, x_label="step")

# %% [markdown]
# ## What you have now
#
# You have the two blocks of which most convolutional networks are made today, and ResNet-18 with the names that the world
# uses. Check yourself. Can you
#
# * say what a residual block learns, and why handing on its input is easy for it?
# * say why the last ReLU comes after the addition?
# * write down the sizes through ResNet-18 from memory: 112, 56, 28, 14, 7?
# * say when a projection is needed, and what its stride is?
# * compute why a bottleneck has 69,632 weights where two 3 × 3 convolutions have 1,179,648?
# * say what vanishing gradients are, what degradation is, and which of them batch normalisation cures?
# * say what adding loses and joining keeps, and what a transition is for?
#
# <details><summary><b>Answers to the second and the sixth question</b></summary>
#
# Before the addition, ReLU would keep the residual from being negative: no block could lower what comes in. Gradients
# vanish when each layer takes a share away on the way back; normalisation cures that. Degradation is that a deeper network
# learns its own training images worse; the addition cures that.
# </details>
#
# {{hand_in}}
#
# **What comes next.** You can build every network of the lectures. What is missing is to train one, and to say honestly how
# good it is: in `09_train_and_report`.
