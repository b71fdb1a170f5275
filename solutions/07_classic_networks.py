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
# # 7. Classic networks: from LeNet to GoogLeNet
#
# In this notebook you build the networks that made history, one idea after the other: LeNet-5 from 1998, then VGG, NiN
# and GoogLeNet. The layers come from PyTorch now. You have written their insides yourself, so you know what they do.
# New is how to put them together, and how to keep an eye on two things: the **size** of every map, and the **number of
# parameters** of every layer. You begin with a tool for counting and end with a block of four branches.
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
from notebook_parts.layer_maps import show_layers
from notebook_parts.rows import compare_rows, numbers, sizes
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.pictures import show_pictures

say_which_exercise_is_open()
torch.manual_seed(0)

# %% [markdown]
# **Three words of PyTorch.** An `nn.Module` is a layer, or a network, which is made of layers. Its **parameters** are
# the tensors that training changes. `nn.Sequential(a, b, c)` is the simplest network: what comes out of `a` goes into
# `b`, and so on. Images come as a tensor of shape (n, c, h, w): so many images, channels, rows and columns.

# %% [markdown]
# ## Exercise 1: how much does a network learn?
#
# {{points_and_minutes}}
#
# People say that a network "has 60 million parameters". They mean the numbers that training changes. The count tells
# how much memory the network takes (4 bytes each) and, very roughly, how many examples it needs. So let us count.
#
# * A convolution has a weight for every pixel of its window, every channel in and every channel out, and one bias for
#   every channel out: $c_{out}\,(c_{in}\, k_h k_w + 1)$. The size of the image plays no part. (Without a bias the 1 is
#   missing. With $g$ groups a window sees $c_{in} / g$ channels only.)
# * A fully connected layer has $n_{out}\,(n_{in} + 1)$.
# * Pooling, ReLU and flattening learn nothing. They have 0.
#
# Adding formulas by hand is tedious. PyTorch knows the tensors already: `module.parameters()` goes through all of them,
# also through those of the layers inside, and gives each one once. Two kinds of numbers are not learned:
#
# * A batch normalisation *keeps* a running mean and variance. They are **buffers**, not parameters.
# * A parameter can be **frozen**: its `requires_grad` is `False`. Training leaves it alone.
#
# *If you read the lecture beside this notebook:* two lectures say that LeNet's second convolution has more channels so
# that both convolutions have similar numbers of parameters. Count them in the examples below: 156 and 2,416. The number
# depends on channels and window. That the map is smaller by then changes nothing.
#
# <details><summary><b>Hint</b></summary>
#
# `p.numel()` says how many numbers a tensor holds. `len(p)` is only its first side, and `p.shape` must be multiplied,
# not added. `state_dict()` lists the buffers, too.
# </details>


# %% name="count_parameters" role="answer" minutes=5 difficulty=1 task="count what a network learns"
def count_parameters(module):
    """Count the numbers that a layer or a network learns.

    Args:
        module: an nn.Module of any kind: a single layer, or one with layers inside.

    Returns:
        How many numbers training changes in the module and in all that it contains. It
        is an int.

    Buffers, such as the running statistics of a batch normalisation, must not count.
    Parameters whose requires_grad is False must not count. A parameter that several
    layers share must count once.

    Example:
        >>> count_parameters(nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU()))
        156
    """
    ### BEGIN SOLUTION
    return sum(p.numel() for p in module.parameters() if p.requires_grad)
    ### END SOLUTION


# %% [markdown]
# The next cell holds a helper that the exam uses, too. It calls your function, changes the network, and calls it again:
# what counts is the second answer.


# %% name="count_in" role="given"
def count_in(
    count_parameters, network, frozen=(), shared=(), tied=(), training=True, kept=0
):
    """Count what a network learns, change it, and return the count of what is left to
    learn.

    Some parameters are frozen, pairs of layers become one layer, and pairs of
    parameters one parameter. The network is in training or not, and keeps some numbers
    that are not saved with it.
    """
    count_parameters(network)
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    for first, second in shared:
        network.set_submodule(second, network.get_submodule(first))
    for first, second in tied:
        layer, _, name = second.rpartition(".")
        setattr(network.get_submodule(layer), name, network.get_parameter(first))
    if kept:
        network.register_buffer("kept", torch.zeros(kept), persistent=False)
    return count_parameters(network.train(training))


# %% name="count_parameters" role="graded" points=2
compare("LeNet's first convolution", count_parameters(nn.Conv2d(1, 6, 5)), 156)
compare("its second one", count_parameters(nn.Conv2d(6, 16, 5)), 2416)
compare("400 numbers to 120", count_parameters(nn.Linear(400, 120)), 48_120)
compare("a pooling learns nothing", count_parameters(nn.MaxPool2d(2)), 0)
compare(
    "batch normalisation: gamma and beta, no statistics",
    count_parameters(nn.Sequential(nn.Conv2d(1, 6, 5), nn.BatchNorm2d(6))),
    156 + 12,
)
compare(
    "layers inside a block count",
    count_parameters(nn.Sequential(nn.Linear(3, 2), nn.Sequential(nn.Linear(2, 4)))),
    8 + 12,
)
square = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 3))
compare("a frozen bias", count_in(count_parameters, square, frozen=["0.bias"]), 21)
square = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 3))
compare(
    "one layer in two places",
    count_in(count_parameters, square, shared=[("0", "2")]),
    12,
)

# %% [markdown]
# ## Exercise 2: LeNet-5
#
# {{points_and_minutes}}
#
# In 1998 Yann LeCun's network read the amounts on cheques. It has the plan that most networks for images still follow:
# **convolutions find patterns, poolings make the maps smaller, and at the end a few fully connected layers decide.**
# Each layer has the name of the paper: C for a convolution, S for a pooling ("subsampling"), F for fully connected.
#
# | layer | what it does | out of one image of 28 × 28 | parameters |
# | --- | --- | --- | ---: |
# | `c1` | 6 windows of 5 × 5, padding 2, tanh | 6 maps of 28 × 28 | 156 |
# | `s2` | maximum of 2 × 2, stride 2 | 6 maps of 14 × 14 | 0 |
# | `c3` | 16 windows of 5 × 5, tanh | 16 maps of 10 × 10 | 2,416 |
# | `s4` | maximum of 2 × 2, stride 2 | 16 maps of 5 × 5 | 0 |
# | `c5` | 120 windows of 5 × 5, tanh | 120 maps of 1 × 1 | 48,120 |
# | `f6` | fully connected, tanh | 84 numbers | 10,164 |
# | `output` | fully connected, **nothing after it** | 10 numbers | 850 |
#
# Together: 61,706 parameters. On MNIST such a network reads some 99 % of the digits.

# %% name="lenet_picture" role="given" hidden=true
show_layers(
    [
        ("image", 1, 28),
        ("c1", 6, 28),
        ("s2", 6, 14),
        ("c3", 16, 10),
        ("s4", 16, 5),
        ("c5", 120, 1),
        ("f6", 84, 0),
        ("output", 10, 0),
    ],
    caption="LeNet-5: the maps become smaller, and there are more of them",
)

# %% [markdown]
# Look at three places:
#
# * **`c1` is padded by 2.** The paper's images had 32 × 32 pixels. Ours have 28, and 2 zeros on each side make the same
#   of them. Without the padding the maps become too small, and `c5` no longer fits.
# * **`c5` is a convolution**, yet its window is as large as the map. So it sees everything, like a fully connected
#   layer, and it has as many weights as `nn.Linear(400, 120)`. Its map is one pixel.
# * **`output` has no activation.** Its ten numbers are **logits**: large ones speak for a class, negative ones against
#   it. The loss function turns them into probabilities later.
#
# To be able to look inside, we ask for a method `maps(x)`, which returns what comes out of every layer, after its
# activation. Then `forward(x)` is one line: the entry `"output"`.
#
# *If you read the lecture beside this notebook:* one lecture says that every layer of LeNet has parameters that can be
# trained. With max pooling `s2` and `s4` have none; those of the paper had two for each map. One lecture uses the
# sigmoid and another tanh. We take tanh, as the paper does. Its values lie around zero, which makes learning easier.
#
# <details><summary><b>Hint 1: where do I start?</b></summary>
#
# In `__init__`, call `super().__init__()` first, then make the five layers with weights: `self.c1 = nn.Conv2d(...)` and
# so on. In `maps`, write one line for each layer: `c1 = torch.tanh(self.c1(x))`. A pooling has no weights, so you can
# call `nn.functional.max_pool2d(c1, 2)`. At the end return a dict.
# </details>
#
# <details><summary><b>Hint 2: "mat1 and mat2 shapes cannot be multiplied"</b></summary>
#
# What goes into `f6` must have the shape (n, 120). What comes out of `c5` has the shape (n, 120, 1, 1): use
# `c5.flatten(1)`, which leaves the batch alone. If the numbers in the message are far larger than 120, a map is larger
# than it should be. Print the shapes and compare them with the table.
# </details>


# %% name="LeNet5" role="answer" minutes=30 difficulty=2 task="seven layers that read digits"
class LeNet5(nn.Module):
    """LeNet-5 for images of 28 x 28 pixels.

    The layers with weights must be called c1, c3, c5, f6 and output, and nothing else
    may have any. The images must not be modified. The gradient must reach the images
    and every weight. The result must depend on the weights and the images alone, not on
    earlier calls.

    Args:
        classes: how many logits come out for each image.
        channels: how many channels the image has.

    Example:
        >>> LeNet5(classes=10)(torch.zeros(2, 1, 28, 28)).shape
        torch.Size([2, 10])
    """

    def __init__(self, classes=10, channels=1):
        ### BEGIN SOLUTION
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)
        ### END SOLUTION

    def maps(self, x):
        """Show what every layer makes of images.

        Args:
            x: images (n, channels, 28, 28).

        Returns:
            A dict with what comes out of each layer, under "c1", "s2", "c3", "s4",
            "c5", "f6" and "output".
        """
        ### BEGIN SOLUTION
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {
            "c1": c1,
            "s2": s2,
            "c3": c3,
            "s4": s4,
            "c5": c5,
            "f6": f6,
            "output": output,
        }
        ### END SOLUTION

    def forward(self, x):
        """Classify images.

        Args:
            x: images (n, channels, 28, 28).

        Returns:
            The logits, one row of classes numbers an image, not squeezed through any
            activation.
        """
        ### BEGIN SOLUTION
        return self.maps(x)["output"]
        ### END SOLUTION


# %% name="LeNet5" role="graded" points=4
two_images = torch.randn(2, 1, 28, 28)
compare_rows(
    "the table of shapes, for two images",
    sizes(LeNet5().maps(two_images)),
    {
        "c1": (2, 6, 28, 28),
        "s2": (2, 6, 14, 14),
        "c3": (2, 16, 10, 10),
        "s4": (2, 16, 5, 5),
        "c5": (2, 120, 1, 1),
        "f6": (2, 84),
        "output": (2, 10),
    },
)
compare("forward gives the logits", sizes(LeNet5()(two_images)), (2, 10))
compare(
    "three classes, two channels",
    sizes(LeNet5(3, 2)(torch.randn(4, 2, 28, 28))),
    (4, 3),
)
compare("61,706 parameters", count_parameters(LeNet5()), 61_706)
compare_rows(
    "their names",
    [name for name, _ in LeNet5().named_parameters() if name.endswith("weight")],
    ["c1.weight", "c3.weight", "c5.weight", "f6.weight", "output.weight"],
)

# %% [markdown]
# ## Exercise 3: a table of layers
#
# {{points_and_minutes}}
#
# Most errors in a network are errors of size. The best remedy is a table such as the one above. Nobody wants to write
# it by hand, so let the network write it: push an image of zeros through, one layer after the other, and note what
# comes out.
#
# The parts of an `nn.Sequential` have names. Without names of their own they are called `"0"`, `"1"`, and so on.
# `network.named_children()` goes through them in order, but names a layer that stands in two places only once. Go through
# the network itself, `for layer in network`, and it comes twice. `network.named_modules(remove_duplicate=False)` has all
# names: the network's own, which is empty, those of the layers, and, with a dot, those of the layers inside blocks.
#
# There is a trap. In training, a batch normalisation computes the mean and the variance of its batch. One image whose
# map has one pixel gives a single value a channel, which has no variance: PyTorch refuses it. And even when it works, it
# **moves the running statistics**: merely by looking at the network you would have changed it. So:
#
# 1. Remember for every layer whether it was in training: `module.training`, for all of `network.modules()`.
# 2. Call `network.eval()` and push the image through.
# 3. Put every layer back into the mode in which it was.
#
# *If you read the lecture beside this notebook:* such tables say "28 × 28 × 128" for what comes *out* of a layer. One
# lecture takes these numbers for the kernels of ResNet. A kernel that large would see the whole map at once. The
# kernels are 3 × 3.
#
# <details><summary><b>Hint</b></summary>
#
# `torch.zeros(1, *shape)` is one image. After `x = layer(x)`, the sizes without the batch are `tuple(x.shape[1:])`. To
# put the modes back, you can keep a list of pairs (module, module.training), and set `module.training` from it. Another
# way is to leave the network alone and work on `copy.deepcopy(network)`.
# </details>


# %% name="layer_table" role="answer" minutes=20 difficulty=2 task="names, sizes and counts of any network"
def layer_table(network, shape):
    """List the layers of a network: name, sizes of the output, parameters.

    Args:
        network: an nn.Sequential of layers of any kind; some may be blocks, which are
            nn.Sequential, too.
        shape: the sizes of one image, (c, h, w), or of another input of floats, without
            the batch.

    Returns:
        A list with a row for each layer of the network, in order; a block inside the
        network is one layer. A row is a tuple: the name of the layer in the network,
        the sizes of what it gives for one image as a tuple without the batch, and how
        many numbers training changes in it. A layer that stands in two places has two
        rows, and what two rows share counts in both.

    The layers must run in evaluation mode, in which one value a channel is enough for a
    batch normalisation. Afterwards every layer must be in the mode in which it was, and
    every number of the network as it was.

    Example:
        >>> layer_table(nn.Sequential(nn.Conv2d(1, 6, 5), nn.MaxPool2d(2)), (1, 28, 28))
        [('0', (6, 24, 24), 156), ('1', (6, 12, 12), 0)]
    """
    ### BEGIN SOLUTION
    before = [(module, module.training) for module in network.modules()]
    network.eval()
    x = torch.zeros(1, *shape)
    rows = []
    for name, layer in network.named_modules(remove_duplicate=False):
        if name and "." not in name:
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for module, training in before:
        module.training = training
    return rows
    ### END SOLUTION


# %% [markdown]
# The next cell makes a network of named layers, asks for your table, and looks whether the network is still what it
# was. The exam uses it, too.


# %% name="table_of" role="given"
def table_of(
    layer_table,
    layers,
    shape,
    training=True,
    evaluated=(),
    frozen=(),
    trained=(),
    shared=(),
):
    """Make a network of named layers, and ask for its table.

    Pairs of layers become one layer; some layers are in evaluation, and some then in
    training. What is frozen is frozen when the table has been asked for once already.
    Return the table, and whether each layer is in its mode, and every number what it
    was.
    """
    network = nn.Sequential(OrderedDict(layers)).train(training)
    for first, second in shared:
        network.set_submodule(second, network.get_submodule(first))
    for name in evaluated:
        network.get_submodule(name).eval()
    for name in trained:
        network.get_submodule(name).train()
    if frozen:
        layer_table(network, shape)
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    modes = [module.training for module in network.modules()]
    numbers = [number.clone() for number in network.state_dict().values()]
    table = layer_table(network, shape)
    same_modes = [module.training for module in network.modules()] == modes
    same_numbers = all(map(torch.equal, network.state_dict().values(), numbers))
    return table, same_modes, same_numbers


# %% [markdown]
# For an example here is **AlexNet**, which won the ImageNet contest of 2012 by a wide margin: among its five best
# guesses the right class was missing in 16 % of the images, where the second best team had 26 %. Its plan is LeNet's,
# but everything is larger: windows of 11 × 11 with stride 4 at the start, up to 384 maps, two hidden layers of 4096
# units, ReLU for tanh, and dropout. It was trained on two graphics cards. That is why three of its convolutions have two
# **groups**, each of which sees half of the channels.


# %% name="alexnet" role="given"
def alexnet(classes=1000):
    """Make AlexNet as in the paper, for images of 3 x 227 x 227 pixels, without its
    normalisations."""
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Sequential(nn.Conv2d(3, 96, 11, stride=4), nn.ReLU()),
            pool1=nn.MaxPool2d(3, stride=2),
            conv2=nn.Sequential(nn.Conv2d(96, 256, 5, padding=2, groups=2), nn.ReLU()),
            pool2=nn.MaxPool2d(3, stride=2),
            conv3=nn.Sequential(nn.Conv2d(256, 384, 3, padding=1), nn.ReLU()),
            conv4=nn.Sequential(nn.Conv2d(384, 384, 3, padding=1, groups=2), nn.ReLU()),
            conv5=nn.Sequential(nn.Conv2d(384, 256, 3, padding=1, groups=2), nn.ReLU()),
            pool5=nn.MaxPool2d(3, stride=2),
            flatten=nn.Flatten(),
            fc6=nn.Sequential(nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(0.5)),
            fc7=nn.Sequential(nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(0.5)),
            fc8=nn.Linear(4096, classes),
        )
    )


# %% name="layer_table" role="graded" points=3
lenet_layers = {
    "c1": nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.Tanh()),
    "s2": nn.MaxPool2d(2),
    "c3": nn.Sequential(nn.Conv2d(6, 16, 5), nn.Tanh()),
    "s4": nn.MaxPool2d(2),
}
table, same_modes, same_numbers = table_of(layer_table, lenet_layers, (1, 28, 28))
compare_rows(
    "LeNet as far as s4",
    table,
    [
        ("c1", (6, 28, 28), 156),
        ("s2", (6, 14, 14), 0),
        ("c3", (16, 10, 10), 2416),
        ("s4", (16, 5, 5), 0),
    ],
)
one_value = {
    "conv": nn.Conv2d(2, 3, 4),
    "norm": nn.BatchNorm2d(3),
    "drop": nn.Dropout(),
}
table, same_modes, same_numbers = table_of(
    layer_table, one_value, (2, 4, 4), evaluated=["norm"]
)
compare_rows(
    "one value a channel",
    table,
    [("conv", (3, 1, 1), 99), ("norm", (3, 1, 1), 6), ("drop", (3, 1, 1), 0)],
)
compare("every layer is in the mode in which it was", same_modes, True)
compare("no number has changed", same_numbers, True)
# On the device "meta" tensors have a shape, but no numbers: nothing is computed.
with torch.device("meta"):
    alexnet_rows = layer_table(alexnet(), (3, 227, 227))
    alexnet_parameters = count_parameters(alexnet())
compare_rows(
    "AlexNet: 55, 27, 13 and 6 pixels a side",
    [size for name, size, _ in alexnet_rows if name[:4] in ("conv", "pool")],
    [
        (96, 55, 55),
        (96, 27, 27),
        (256, 27, 27),
        (256, 13, 13),
        (384, 13, 13),
        (384, 13, 13),
        (256, 13, 13),
        (256, 6, 6),
    ],
)
compare("AlexNet's 61 million parameters", alexnet_parameters, 60_965_224)

# %% [markdown]
# ## Exercise 4: a block of VGG
#
# {{points_and_minutes}}
#
# AlexNet has windows of 11, 5 and 3. Who chose them, and why? In 2014 the Visual Geometry Group at Oxford asked for a
# rule. Theirs is as simple as can be: **3 × 3 windows only, and blocks that repeat.**
#
# Two 3 × 3 convolutions see 5 × 5 pixels, three see 7 × 7. With $C$ channels in and out, two have $18\,C^2$ weights where
# one 5 × 5 has $25\,C^2$. So we get more layers, with a ReLU between them, for fewer weights.
#
# A **VGG block** is so many convolutions, each with padding 1 and its ReLU. They keep the size. Then one max pooling of
# 2 × 2 with stride 2 halves it.

# %% name="vgg_block_picture" role="given" hidden=true
show_boxes(
    {
        "x": (0, 0, "c_in maps, h × w", "plain"),
        "a": (1, 0, "3 × 3, ReLU", "conv"),
        "b": (2, 0, "3 × 3, ReLU", "conv"),
        "p": (3, 0, "max 2 × 2, stride 2", "pool"),
        "y": (4, 0, "c_out, h/2 × w/2", "plain"),
    },
    [("x", "a"), ("a", "b"), ("b", "p"), ("p", "y")],
    caption="a VGG block with two convolutions: only the first one changes the number of channels",
)

# %% [markdown]
# *If you read the lecture beside this notebook:* two lectures say that most of VGG's convolutions have equal numbers of
# parameters, because the channels double where the size is halved. It is the *multiply-adds* that stay about equal.
# Doubling both channels makes **four** times the parameters, and the size of the map plays no part.
#
# <details><summary><b>Hint</b></summary>
#
# Collect the layers in a list, in a loop of `convs` rounds. In each round add a convolution and an `nn.ReLU()`, then set
# `c_in = c_out`: from the second round on, that many channels come in. Make a *new* layer in each round: a layer that is
# put in twice shares its weights. At the end `nn.Sequential(*layers)` makes a block of the list.
# </details>


# %% name="vgg_block" role="answer" minutes=15 difficulty=1
def vgg_block(convs, c_in, c_out):
    """Make a VGG block: 3 x 3 convolutions that keep the size, a pooling that halves
    it.

    Args:
        convs: the number of convolutions, an int of at least 1.
        c_in: the channels of the maps that come in.
        c_out: the channels after the first convolution, and after each other one.

    Returns:
        An nn.Sequential of convs times nn.Conv2d and nn.ReLU, then one nn.MaxPool2d. It
        maps (n, c_in, h, w) to (n, c_out, h // 2, w // 2).

    Raises:
        ValueError: convs is smaller than 1.

    Its weights must be called 0.weight, 0.bias, 2.weight, 2.bias and so on, as
    nn.Sequential numbers its layers. The gradient must reach the images and every
    weight. The result must depend on the weights and the images alone, not on earlier
    calls.

    Example:
        >>> vgg_block(2, 3, 8)(torch.zeros(1, 3, 6, 4)).shape
        torch.Size([1, 8, 3, 2])
    """
    ### BEGIN SOLUTION
    if convs < 1:
        raise ValueError(f"a block needs at least one convolution, got {convs}")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))
    ### END SOLUTION


# %% name="vgg_block" role="graded" points=2
block_rows = layer_table(vgg_block(2, 3, 8), (3, 6, 4))
compare_rows(
    "two convolutions, 3 channels to 8",
    block_rows,
    [
        ("0", (8, 6, 4), 224),
        ("1", (8, 6, 4), 0),
        ("2", (8, 6, 4), 584),
        ("3", (8, 6, 4), 0),
        ("4", (8, 3, 2), 0),
    ],
)
compare(
    "a side of 5 is halved to 2",
    sizes(vgg_block(1, 2, 3)(torch.zeros(1, 2, 5, 7))),
    (1, 3, 2, 3),
)
compare(
    "64 to 64 channels, one convolution", count_parameters(vgg_block(1, 64, 64)), 36_928
)
compare("64 to 128 channels", count_parameters(vgg_block(1, 64, 128)), 73_856)
raises_value_error("a block without a convolution", lambda: vgg_block(0, 3, 8))

# %% [markdown]
# ## Exercise 5: VGG-11, and its sisters
#
# {{points_and_minutes}}
#
# Now a whole network is a short list. **VGG-11** has five blocks with 1, 1, 2, 2 and 2 convolutions, and 64, 128, 256,
# 512 and 512 channels. Then come three fully connected layers. That makes 8 + 3 = 11 layers with weights, hence the name.

# %% name="vgg_picture" role="given" hidden=true
show_layers(
    [
        ("image", 3, 224),
        ("block 1", 64, 112),
        ("block 2", 128, 56),
        ("block 3", 256, 28),
        ("block 4", 512, 14),
        ("block 5", 512, 7),
        ("hidden", 4096, 0),
        ("hidden", 4096, 0),
        ("logits", 1000, 0),
    ],
    caption="VGG-11: each block halves the side, and the channels double until there are 512",
)

# %% [markdown]
# The fully connected layers need a row of numbers. `nn.Flatten()` makes one of all maps, and leaves the batch alone. How
# long is it? Each block halves the height and the width, rounding down, so after $b$ blocks it is
# $c_{out} \cdot \lfloor h / 2^b \rfloor \cdot \lfloor w / 2^b \rfloor$. For 224 × 224 pixels that is
# $512 \cdot 7 \cdot 7 = 25{,}088$. If an image is too small, nothing is left of it.
#
# After each of the two hidden layers come ReLU and **dropout**: in training, half of the units are set to 0 and the
# others doubled. Without the ReLU, two fully connected layers in a row would collapse into one: a linear map of a linear
# map is a linear map.
#
# *If you read the lecture beside this notebook:* its table of VGG configurations has a misprint. The 1 × 1 convolutions
# stand in column D. They belong to column C; D, known as VGG-16, has 3 × 3 there. And the columns A, C and E lack
# a layer or two of those that their heads count. The table of parameters, with 133, 133, 134, 138 and 144 million, is
# right. In the examples below you count them.
#
# <details><summary><b>Hint 1</b></summary>
#
# Go through the pairs: `for convs, c_out in configuration:`. Put `vgg_block(convs, c_in, c_out)` into a list, then set
# `c_in = c_out`, and halve `h` and `w` with `//`. After the loop `c_in * h * w` numbers go into the first `nn.Linear`.
# </details>
#
# <details><summary><b>Hint 2: the names of my weights are wrong</b></summary>
#
# The blocks are layers of the network as wholes: `nn.Sequential(block, block, nn.Flatten(), nn.Linear(...), ...)`. So the
# first weight is `0.0.weight`: of block 0, layer 0. The order of the last layers is Flatten, Linear, ReLU, Dropout,
# Linear, ReLU, Dropout, Linear.
# </details>


# %% name="vgg" role="answer" minutes=25 difficulty=2
def vgg(configuration, c_in, size, hidden, classes):
    """Make a VGG network of blocks and three fully connected layers.

    Args:
        configuration: a tuple with a pair (convs, c_out) for each block, in order, at
            least one; VGG-11 has ((1, 64), (1, 128), (2, 256), (2, 512), (2, 512)).
        c_in: the channels of the images.
        size: (h, w), the size of the images; the two may differ.
        hidden: the units of each of the two hidden layers.
        classes: how many logits come out for each image.

    Returns:
        An nn.Sequential of one vgg_block for each pair, then nn.Flatten, then three
        nn.Linear, the first two followed by nn.ReLU and nn.Dropout(0.5). It maps images
        (n, c_in, h, w) to logits (n, classes), not squeezed through any activation.

    Raises:
        ValueError: the image has no row or no column left after so many blocks.
        ValueError: a block has no convolution.

    Its weights must be called as nn.Sequential numbers its layers: 0.0.weight is the
    first block's first one. The gradient must reach the images and every weight. So it
    must in training, except through units that are dropped. In evaluation the result
    must depend on the weights and the images alone, not on earlier calls.

    Example:
        >>> vgg(((1, 4), (2, 8)), 3, (12, 8), hidden=16, classes=5)[3]
        Linear(in_features=48, out_features=16, bias=True)
    """
    ### BEGIN SOLUTION
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in, h, w = c_out, h // 2, w // 2
    if h < 1 or w < 1:
        raise ValueError(f"{len(layers)} blocks leave {h} x {w} pixels of {size}")
    layers += [
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
    ]
    layers += [nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.5)]
    return nn.Sequential(*layers, nn.Linear(hidden, classes))
    ### END SOLUTION


# %% name="vgg" role="graded" points=4
small_vgg = vgg(((1, 4), (2, 8)), 3, (12, 8), hidden=16, classes=5)
compare("two blocks, 12 × 8 pixels", sizes(small_vgg(torch.zeros(2, 3, 12, 8))), (2, 5))
compare_rows(
    "sizes and parameters, row by row",
    [row[1:] for row in layer_table(small_vgg, (3, 12, 8))],
    [
        ((4, 6, 4), 112),
        ((8, 3, 2), 880),
        ((48,), 0),
        ((16,), 784),
        ((16,), 0),
        ((16,), 0),
        ((16,), 272),
        ((16,), 0),
        ((16,), 0),
        ((5,), 85),
    ],
)
raises_value_error(
    "an image too small for five blocks",
    lambda: vgg(((1, 4),) * 5, 1, (28, 28), hidden=16, classes=5),
)
widths = (64, 128, 256, 512, 512)
columns = {
    "A": (1, 1, 2, 2, 2),
    "B": (2,) * 5,
    "D": (2, 2, 3, 3, 3),
    "E": (2, 2, 4, 4, 4),
}
with torch.device("meta"):  # shapes without numbers: nothing is computed
    networks = {
        name: vgg(tuple(zip(convs, widths, strict=True)), 3, (224, 224), 4096, 1000)
        for name, convs in columns.items()
    }
    vgg11_rows = layer_table(networks["A"], (3, 224, 224))
compare_rows(
    "VGG-11 at 224 × 224: what comes out of the five blocks, and the long row",
    [size for _, size, _ in vgg11_rows[:6]],
    [
        (64, 112, 112),
        (128, 56, 56),
        (256, 28, 28),
        (512, 14, 14),
        (512, 7, 7),
        (25_088,),
    ],
)
compare_rows(
    "the lecture's 133, 133, 138 and 144 million",
    {name: count_parameters(network) for name, network in networks.items()},
    {"A": 132_863_336, "B": 133_047_848, "D": 138_357_544, "E": 143_667_240},
)

# %% [markdown]
# Look at the table of VGG-11 once more: the first fully connected layer alone has $25{,}088 \cdot 4096 + 4096 = 102{,}764{,}544$
# parameters, three quarters of all. The convolutions, which do the seeing, have 9 million. The next network asks whether
# that is necessary.

# %% [markdown]
# ## Exercise 6: a network in the network
#
# {{points_and_minutes}}
#
# A convolution is a linear map of what its window sees. NiN, "network in network", puts a small network at every pixel
# instead. A fully connected layer at every pixel is something you know: a **1 × 1 convolution**. It mixes the channels of
# a pixel and looks at no neighbour.
#
# So a **NiN block** has three convolutions: one with a window, stride and padding of your choice, and two of 1 × 1. All
# three have $c_{out}$ channels, and each is followed by ReLU.

# %% name="nin_block_picture" role="given" hidden=true
show_boxes(
    {
        "x": (0, 0, "c_in maps", "plain"),
        "a": (1, 0, "k × k, ReLU", "conv"),
        "b": (2, 0, "1 × 1, ReLU", "conv"),
        "c": (3, 0, "1 × 1, ReLU", "conv"),
        "y": (4, 0, "c_out maps", "plain"),
    },
    [("x", "a"), ("a", "b"), ("b", "c"), ("c", "y")],
    caption="a NiN block: one window, then a small network at every pixel",
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# Stride and padding belong to the first convolution only. A 1 × 1 window with a stride would skip pixels, and with
# padding it would add a frame of biases.
# </details>


# %% name="nin_block" role="answer" minutes=10 difficulty=1 task="a small network at every pixel"
def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    """Make a NiN block: one convolution with a window, then two of 1 x 1.

    Args:
        c_in: the channels of the maps that come in.
        c_out: the channels after each of the three convolutions.
        kernel: the side of the first convolution's window, in pixels, at least 1.
        stride: the step of the first convolution, at least 1; 1 if it is not given.
        padding: pixels added to each side before the first convolution, at least 0; 0
            if it is not given.

    Returns:
        An nn.Sequential of three times nn.Conv2d and nn.ReLU. It maps (n, c_in, h, w)
        to (n, c_out, oh, ow), where oh and ow are those of the first convolution.

    Its weights must be called 0.weight, 0.bias, 2.weight, 2.bias, 4.weight and 4.bias.
    The gradient must reach the images and every weight. The result must depend on the
    weights and the images alone, not on earlier calls.

    Example:
        >>> nin_block(1, 96, 11, stride=4)(torch.zeros(1, 1, 224, 224)).shape
        torch.Size([1, 96, 54, 54])
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )
    ### END SOLUTION


# %% name="nin_block" role="graded" points=2
compare(
    "the lecture's first block: 11 × 11, stride 4",
    sizes(nin_block(1, 96, 11, stride=4)(torch.zeros(1, 1, 224, 224))),
    (1, 96, 54, 54),
)
compare(
    "padding 2 keeps the size under a window of 5",
    sizes(nin_block(3, 8, 5, padding=2)(torch.zeros(2, 3, 9, 7))),
    (2, 8, 9, 7),
)
compare_rows(
    "weights and biases: 5·5·3·8 + 8, then twice 8·8 + 8",
    [count for _, _, count in layer_table(nin_block(3, 8, 5), (3, 9, 7))],
    [608, 0, 72, 0, 72, 0],
)
compare(
    "nothing negative comes out",
    bool((nin_block(2, 3, 3)(torch.randn(1, 2, 6, 5)) >= 0).all()),
    True,
)

# %% [markdown]
# ## Exercise 7: a head without fully connected layers
#
# {{points_and_minutes}}
#
# NiN has a second idea, and it is the bolder one. Let the last block have **one map for each class**. Where the map of
# "cat" is large, the network sees a cat. Then the logit of "cat" is the mean of its map, and we are done. This is
# **global average pooling**. It learns nothing, it does not care how large the image is, and it replaces the 124 million
# parameters of VGG-11's head.
#
# $$
# \text{logit}_c \;=\; \frac{1}{h\,w} \sum_{i=0}^{h-1} \sum_{j=0}^{w-1} M_c[i, j]
# $$
#
# The head is a NiN block with windows of 3 × 3 and padding 1, but **without its last ReLU**. Then the mean, then
# `nn.Flatten()`, since a pooled map still has the shape 1 × 1.
#
# *If you read the lecture beside this notebook:* it keeps the last ReLU. Then no logit can fall below zero: a map can
# speak for a class, but never against it, and where it says nothing, no gradient comes back.
#
# <details><summary><b>Hint</b></summary>
#
# `nin_block(...)[:-1]` is the block without its last layer, and `*` in front puts its layers in one by one, so that their
# names stay `0`, `2` and `4`. `nn.AdaptiveAvgPool2d(1)` takes the mean of a map of any size. A sum would grow with the
# image.
# </details>


# %% name="nin_head" role="answer" minutes=10 difficulty=2 task="one map a class, and its mean"
def nin_head(c_in, classes):
    """Make the head of NiN: one map for each class, and the mean of each map.

    Args:
        c_in: the channels of the maps that come in.
        classes: how many logits come out for each image.

    Returns:
        An nn.Sequential of the layers of a NiN block with 3 x 3 windows and padding 1,
        without the last ReLU, then a global average pooling, then nn.Flatten. It maps
        (n, c_in, h, w), of any height and width, to logits (n, classes).

    The last convolution must not be followed by a ReLU: a logit may be negative. Its
    weights must be called 0.weight, 0.bias, 2.weight, 2.bias, 4.weight and 4.bias. The
    gradient must reach the images and every weight. The result must depend on the
    weights and the images alone, not on earlier calls.

    Example:
        >>> nin_head(384, 10)(torch.zeros(2, 384, 5, 5)).shape
        torch.Size([2, 10])
    """
    ### BEGIN SOLUTION
    maps = nin_block(c_in, classes, 3, padding=1)[:-1]
    return nn.Sequential(*maps, nn.AdaptiveAvgPool2d(1), nn.Flatten())
    ### END SOLUTION


# %% name="nin_head" role="graded" points=2
head = nin_head(4, 3)
compare("three classes", sizes(head(torch.randn(2, 4, 5, 6))), (2, 3))
compare("maps of any size", sizes(head(torch.randn(2, 4, 9, 1))), (2, 3))
features = torch.randn(2, 4, 5, 6)
compare(
    "the mean of each map",
    numbers(head(features)),
    numbers(head[:5](features).mean(dim=(2, 3))),
)
with torch.no_grad():
    for weight in head.parameters():
        weight.zero_()
    head[4].bias.copy_(torch.tensor([2.0, -1.0, 0.0]))
compare("a logit may be negative", numbers(head(features)), [[2, -1, 0]] * 2)
with torch.device("meta"):
    nin = nn.Sequential(
        nin_block(1, 96, 11, stride=4),
        nn.MaxPool2d(3, stride=2),
        nin_block(96, 256, 5, padding=2),
        nn.MaxPool2d(3, stride=2),
        nin_block(256, 384, 3, padding=1),
        nn.MaxPool2d(3, stride=2),
        nn.Dropout(0.5),
        nin_head(384, 10),
    )
    nin_rows = layer_table(nin, (1, 224, 224))
compare_rows(
    "the lecture's NiN: 54, 26, 12 and 5 pixels a side, then ten logits",
    [size for _, size, _ in nin_rows],
    [
        (96, 54, 54),
        (96, 26, 26),
        (256, 26, 26),
        (256, 12, 12),
        (384, 12, 12),
        (384, 5, 5),
        (384, 5, 5),
        (10,),
    ],
)

# %% [markdown]
# ## Exercise 8: four branches
#
# {{points_and_minutes}}
#
# Which window is the best, 1 × 1, 3 × 3 or 5 × 5? GoogLeNet, the winner of 2014, answers: take them all, and let
# training decide. An **Inception block** has four branches that look at the same maps. Their results are put side by side,
# channel after channel.

# %% name="inception_picture" role="given" hidden=true
show_boxes(
    {
        "x": (1.5, 0, "x: c_in maps", "plain"),
        "r2": (1, 1, "reduce2: 1 × 1", "conv"),
        "r3": (2, 1, "reduce3: 1 × 1", "conv"),
        "p4": (3, 1, "max 3 × 3, stride 1", "pool"),
        "b1": (0, 2, "branch1: 1 × 1", "conv"),
        "b2": (1, 2, "branch2: 3 × 3", "conv"),
        "b3": (2, 2, "branch3: 5 × 5", "conv"),
        "b4": (3, 2, "branch4: 1 × 1", "conv"),
        "y": (1.5, 3, "channels side by side", "join"),
    },
    [
        ("x", "b1"),
        ("x", "r2"),
        ("x", "r3"),
        ("x", "p4"),
        ("r2", "b2"),
        ("r3", "b3"),
        ("p4", "b4"),
        ("b1", "y"),
        ("b2", "y"),
        ("b3", "y"),
        ("b4", "y"),
    ],
    caption="an Inception block; every convolution (blue) is followed by ReLU",
)

# %% [markdown]
# Three things make it work:
#
# * **Everything keeps the size.** Maps can stand side by side only if they are equally large. So 3 × 3 is padded by 1 and
#   5 × 5 by 2. The pooling has *stride 1* and padding 1. (PyTorch's pooling takes the window for the stride if you do not
#   say otherwise. This is the most common mistake here.)
# * **The channels add up.** They are joined along axis 1, not added: $c_1 + c_2 + c_3 + c_4$. In GoogLeNet's first block
#   that is 64 + 128 + 32 + 32 = 256.
# * **1 × 1 convolutions thin the channels** before the large windows. A 5 × 5 window on 192 channels with 32 maps costs
#   $25 \cdot 192 \cdot 32 = 153{,}600$ weights. Through 16 channels it is $192 \cdot 16 + 25 \cdot 16 \cdot 32 = 15{,}872$.
#
# *If you read the lecture beside this notebook:* some numbers of its table are not those of the network that it
# describes. You can count it with your own function. "K" is 1024 there. The first layer is said to have 2.7K parameters.
# A 7 × 7 has 9,408 weights. A 7 × 1 and a 1 × 7 window, over three channels each, have 2,688: that is 2.7K only if K is
# 1000. Block 4c's 463K should be 497K. Block 5a's 54 million multiply-adds fit a reduction to 48 channels before the
# 5 × 5, not to the 32 printed beside them. Its 1072K fit neither: it has 1081K with 48, and 1018K with 32.
#
# <details><summary><b>Hint</b></summary>
#
# Six convolutions have weights; make them in `__init__`. In `forward`, compute the four branches from `x`, each
# convolution with `torch.relu` around it, and end with `torch.cat([...], dim=1)`. For the pooling there is
# `nn.functional.max_pool2d(x, 3, stride=1, padding=1)`: it pads with minus infinity, so a border never wins.
# </details>


# %% name="Inception" role="answer" minutes=25 difficulty=3
class Inception(nn.Module):
    """An Inception block: four branches over the same maps, side by side.

    The convolutions must be called branch1, reduce2, branch2, reduce3, branch3 and
    branch4, and nothing else may have weights. Each of them has a bias, and is
    followed by ReLU. The gradient must reach the images and every weight. The result
    must depend on the weights and the images alone, not on earlier calls.

    Args:
        c_in: the channels of the maps that come in.
        c1: the channels of branch 1, a 1 x 1 convolution.
        c2: a pair, the channels of branch 2 after its 1 x 1 and after its 3 x 3
            convolution.
        c3: a pair, the channels of branch 3 after its 1 x 1 and after its 5 x 5
            convolution.
        c4: the channels of branch 4, a max pooling over 3 x 3 pixels with stride 1,
            then a 1 x 1 convolution.

    Example:
        >>> Inception(192, 64, (96, 128), (16, 32), 32)(torch.zeros(1, 192, 28, 28)).shape
        torch.Size([1, 256, 28, 28])
    """

    def __init__(self, c_in, c1, c2, c3, c4):
        ### BEGIN SOLUTION
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)
        ### END SOLUTION

    def forward(self, x):
        """Look at maps in four ways.

        Args:
            x: maps (n, c_in, h, w).

        Returns:
            The maps of the four branches side by side, in this order. Height and width
            stay as they are, and the channels are c1 + c2[1] + c3[1] + c4.

        The maps x must not be modified.
        """
        ### BEGIN SOLUTION
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = nn.functional.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)
        ### END SOLUTION


# %% name="Inception" role="graded" points=4
small_block = Inception(3, 2, (4, 5), (1, 6), 7)
compare(
    "channels 2 + 5 + 6 + 7", sizes(small_block(torch.randn(2, 3, 4, 5))), (2, 20, 4, 5)
)
googlenet = {
    "3a": (192, 64, (96, 128), (16, 32), 32),
    "3b": (256, 128, (128, 192), (32, 96), 64),
    "4a": (480, 192, (96, 208), (16, 48), 64),
    "4b": (512, 160, (112, 224), (24, 64), 64),
    "4c": (512, 128, (128, 256), (24, 64), 64),
    "4d": (512, 112, (144, 288), (32, 64), 64),
    "4e": (528, 256, (160, 320), (32, 128), 128),
    "5a": (832, 256, (160, 320), (32, 128), 128),
    "5b": (832, 384, (192, 384), (48, 128), 128),
}
with torch.device("meta"):
    blocks = nn.Sequential(
        OrderedDict((name, Inception(*args)) for name, args in googlenet.items())
    )
    googlenet_rows = layer_table(blocks, (192, 28, 28))
    inception_5a_with_48 = count_parameters(
        Inception(832, 256, (160, 320), (48, 128), 128)
    )
compare_rows(
    "the channel sums of GoogLeNet's nine blocks",
    {name: size[0] for name, size, _ in googlenet_rows},
    {
        "3a": 256,
        "3b": 480,
        "4a": 512,
        "4b": 512,
        "4c": 512,
        "4d": 528,
        "4e": 832,
        "5a": 832,
        "5b": 1024,
    },
)
counted = {name: count for name, _, count in googlenet_rows}
compare("block 3a: 163,328 weights and 368 biases", counted["3a"], 163_696)
compare("block 4c: 497K, not 463K", (counted["4c"] - 664) // 1024, 497)
compare(
    "block 5a with the 32 that is printed: 1018K", (counted["5a"] - 1024) // 1024, 1018
)
compare("block 5a with 48: 1081K", (inception_5a_with_48 - 1040) // 1024, 1081)

# %% [markdown]
# ## Look at your work
#
# The cell below draws a seven and shows what your LeNet-5 makes of it: one map of each of the first four
# layers. The network has learned nothing yet, its weights are chance. Even so the maps are pictures of the seven: edges
# from one side, edges from another. Follow them from 28 to 14, to 10, to 5 pixels. At 5 × 5 you would no longer
# recognise the digit. The network can, once it is trained.

# %%
seven = torch.zeros(28, 28)
seven[5:8, 7:21] = 1
for i in range(15):
    seven[8 + i, 18 - i // 2 : 21 - i // 2] = 1
torch.manual_seed(7)
seen = LeNet5().maps(seven[None, None])
pictures = {"the image": 255 * (1 - numbers(seven))}
for name in ("c1", "s2", "c3", "s4"):
    maps = numbers(seen[name])[0]
    low, high = maps.min(), maps.max()
    pictures |= {f"{name}, map 0": 255 * (maps[0] - low) / (high - low)}
show_pictures(pictures)

# %% [markdown]
# And here is where the parameters of VGG-11 are, from the table that you wrote. Which layers could one do without?

# %%
with torch.device("meta"):
    vgg11 = vgg(
        ((1, 64), (1, 128), (2, 256), (2, 512), (2, 512)), 3, (224, 224), 4096, 1000
    )
    vgg11_rows = layer_table(vgg11, (3, 224, 224))
for name, size, count in vgg11_rows:
    bar = "█" * round(count / 2.5e6)
    print(f"{name:>3}  {' × '.join(map(str, size)):>16}  {count:>12,}  {bar}")

# %% [markdown]
# ## What you have now
#
# You built four networks that people still learn from, and the two tools with which one reads any network: a count and a
# table. Check yourself. Can you
#
# * say how many parameters a 3 × 3 convolution from 64 to 128 channels has, and why the size of the image plays no part?
# * write down LeNet's sizes from memory: 28, 28, 14, 10, 5, 1?
# * give two reasons for windows of 3 × 3?
# * say why logits have no activation?
# * explain what a 1 × 1 convolution does, and two uses of it in this notebook?
# * say what global average pooling replaces, and what it saves?
# * name the stride of the pooling inside an Inception block, and what happens if you forget it?
#
# <details><summary><b>Answers to the first and the sixth question</b></summary>
#
# $9 \cdot 64 \cdot 128 + 128 = 73{,}856$: the window moves, and its weights are the same at every pixel. Global average
# pooling replaces the fully connected layers at the end; in VGG-11 these hold 124 of 133 million parameters.
# </details>
#
# {{hand_in}}
#
# **What comes next.** Deeper should be better, and yet beyond some twenty layers these networks become *worse*, even on
# their training images. In `08_residual_and_dense` one addition changes that.
