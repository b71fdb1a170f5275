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
# # 9. Train, and report honestly
#
# You have built networks. Now they learn. In this notebook you write the loop that trains a network, and you find out
# how good it is. The second part is the harder one. It is easy to get a figure that looks good and says nothing: an
# accuracy on images that the network knows by heart, a mean over the wrong things, a network measured in the wrong mode.
# So every exercise here has two sides: how it is done, and how people deceive themselves without noticing.
#
# At the end your LeNet-5 reads handwritten digits, and you report what it can do: on the images it learned from, and on
# images by people whose handwriting it has never seen.
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded_training}}
#
# {{torch_allowed}}

# %% [markdown]
# ## Setup
#
# {{setup_torch}}

# %% name="setup" role="given" hidden=true
import copy
import functools

import numpy as np
import torch
from torch import nn

from notebook_parts.boxes import show_boxes
from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.curves import show_curves
from notebook_parts.distributions import show_distributions
from notebook_parts.grids import show_grids
from notebook_parts.open_exercises import say_which_exercise_is_open
from notebook_parts.pictures import show_pictures
from notebook_parts.rows import compare_rows

torch.manual_seed(0)
say_which_exercise_is_open()

# %% [markdown]
# **The digits.** The next cell holds 1,182 small pictures of handwritten digits, packed into text, so that nothing has
# to be downloaded. They come in three sets, and each set has a purpose of its own:
#
# * **train**: 600 images. The network learns from them.
# * **validation**: 200 images. With them you make your choices: how long to train, which network to take.
# * **test**: 382 images. They are asked **once**, at the very end, when nothing is left to choose.
#
# The people who wrote the digits of one set wrote none of another. That is stricter than shuffling all images: then the
# same hand would be on both sides, and the test would be too easy.

# %% name="digits" role="given" hidden=true
from notebook_parts.digits import load_digits

digits = load_digits()

# %% name="digits_picture" role="given" hidden=true
show_pictures(
    {
        f"{name}: a {classes[0]}": 255 - 15.9 * images[0, 0]
        for name, (images, classes) in digits.items()
    }
)

# %% [markdown]
# ## Exercise 1: mini-batches
#
# {{points_and_minutes}}
#
# A network could look at all samples before it changes a weight. That is slow. It could change its weights after each
# single sample. That is restless, for one sample may be odd. The way between is a **mini-batch**: a handful of samples,
# one step, the next handful. Three words belong together:
#
# * a **batch** is the samples of one step,
# * an **iteration** is one step,
# * an **epoch** is over when each sample was used once.
#
# With 5000 samples and batches of 500, an epoch has 10 iterations.
#
# Which samples share a batch? Data often lie in an order, class by class or writer by writer. A batch of neighbours then
# shows one class only, and the network runs after it. So the samples are **shuffled**, and anew in each epoch. We do not
# move the images themselves. We draw an order of their positions and cut it into pieces. If batches of 4 are asked for
# and there are 10 samples, the last batch has 2. They count like all others, so do not drop them.

# %% name="batches_picture" role="given" hidden=true
order = np.random.default_rng(0).permutation(10)
show_grids(
    ("an order of 10 samples", order[None], (0, 0, 1, 4), (0, 4, 1, 4), (0, 8, 1, 2)),
    caption="two batches of 4, and one of the 2 that are left",
)

# %% [markdown]
# Where does chance come from? From a generator that you are given, `rng`. Whoever begins with the same generator gets
# the same order: an experiment that nobody can repeat is worth little. For that, everybody must draw alike: one
# `rng.permutation(n)` for each epoch, and nothing else.
#
# <details><summary><b>Hint</b></summary>
#
# `order[start : start + batch_size]` is one batch. `range(0, n, batch_size)` gives the starts. A slice that reaches
# beyond the end is simply shorter, so the last batch needs no special care.
# </details>


# %% name="batches_of" role="answer" minutes=10 difficulty=1 task="every sample once, in a new order"
def batches_of(n, batch_size, rng):
    """Part n samples into batches, in a random order.

    Args:
        n: how many samples there are.
        batch_size: how many of them make a batch.
        rng: a generator of random numbers, such as np.random.default_rng(0).

    Returns:
        A list of arrays of ints, in which the positions of each batch's samples stand.
        Every position from 0 to n - 1 is in exactly one batch. Each batch has
        batch_size samples, and the last one those that are left.

    Raises:
        ValueError: n or batch_size is smaller than 1.

    One behind the other the batches must have the order that rng.permutation(n) gives.
    Each call must draw such an order once, and nothing else. The arrays must be new in
    each call.

    Example:
        >>> batches_of(5, 2, np.random.default_rng(0))
        [array([2, 4]), array([3, 0]), array([1])]
    """
    ### BEGIN SOLUTION
    if n < 1 or batch_size < 1:
        raise ValueError(f"got {n} samples in batches of {batch_size}: at least 1 each")
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]
    ### END SOLUTION


# %% [markdown]
# The exam asks for two epochs with the help of this function.


# %% name="two_epochs" role="given"
def two_epochs(batches_of, n, batch_size, rng):
    """Ask a generator for the batches of two epochs, and for the number that it
    draws next."""
    first = [batch.copy() for batch in batches_of(n, batch_size, rng)]
    return first, batches_of(n, batch_size, rng), rng.random()


# %% name="batches_of" role="graded" points=3
compare(
    "the lecture: 5000 samples in batches of 500 are 10 iterations",
    [len(batch) for batch in batches_of(5000, 500, np.random.default_rng(0))],
    [500] * 10,
)
compare(
    "10 samples in batches of 4",
    [len(batch) for batch in batches_of(10, 4, np.random.default_rng(0))],
    [4, 4, 2],
)
compare(
    "each sample once",
    np.sort(np.concatenate(batches_of(10, 4, np.random.default_rng(0)))),
    np.arange(10),
)
compare(
    "the order that the generator draws",
    np.concatenate(batches_of(10, 4, np.random.default_rng(0))),
    np.random.default_rng(0).permutation(10),
)
first, second, _ = two_epochs(batches_of, 10, 4, np.random.default_rng(0))
compare("another order in the second epoch", np.array_equal(first[0], second[0]), False)
raises_value_error("no samples", lambda: batches_of(0, 4, np.random.default_rng(0)))
raises_value_error("batches of 0", lambda: batches_of(4, 0, np.random.default_rng(0)))

# %% [markdown]
# ## Exercise 2: standardise, and let nothing leak
#
# {{points_and_minutes}}
#
# Our pixels are numbers from 0 to 16, those of a photograph from 0 to 255. A network learns best from numbers around 0
# that are neither tiny nor huge. So we subtract the mean and divide by the standard deviation, channel by channel:
#
# $$ \hat x \;=\; \frac{x - \mu_c}{\sigma_c} $$
#
# The question is: **whose** mean? You could take that of the images at hand. Then a test image would be treated by what
# other test images look like, and in use there may be only one. Worse, the statistics of the test images have then
# helped to build the network. That is called a **leak**. It is small here, and large in other cases, and always the same
# mistake: something of the test images was known before the test.
#
# The rule is simple. **Whatever is learned from data, is learned from the training images only**, a mean as much as a
# weight. Then it is applied to all three sets alike. After it the training images have mean 0 and deviation 1. The other
# sets have nearly that, and not quite. That is right so.

# %% name="leak_picture" role="given" hidden=true
learned_from = digits["train"][0].astype(float)
show_distributions(
    {
        f"{name}, after it": (images - learned_from.mean()) / learned_from.std()
        for name, (images, _) in digits.items()
    },
    caption="all three by the mean and the deviation of the training images",
)

# %% [markdown]
# One trap is left. A channel may be the same number in all training images, and its deviation is 0. Then there is
# nothing to divide by: only subtract the mean. Do not ask the *computed* deviation, though. Of a channel that is 0.1
# everywhere it is not quite 0, because the mean is rounded. Ask whether the smallest and the largest number are equal.
#
# <details><summary><b>Hint 1: which axes?</b></summary>
#
# Images have the shape (n, c, h, w). Keep axis 1 and reduce the others: `axis=(0, 2, 3), keepdims=True`. With
# `keepdims` the result has the shape (1, c, 1, 1), and NumPy stretches it over all images.
# </details>
#
# <details><summary><b>Hint 2: my numbers are almost right</b></summary>
#
# * Too large by a little: `ddof=1` divides by one less than the number of values. Here it is the mean of the squares.
# * Right near 0, wrong far from it: the mean of the squares less the square of the mean loses digits. Subtract the mean
#   first.
# * Bytes wrap around: convert to `float64` before you subtract.
# </details>


# %% name="standardise" role="answer" minutes=15 difficulty=1 task="by what the training images say"
def standardise(train, validation, test):
    """Standardise three sets of images by the statistics of the training images.

    Args:
        train, validation, test: arrays (n, c, h, w) of any integer or floating-point
            dtype, integers up to 2**53; each set has an n of its own.

    Returns:
        A tuple of new arrays, for train, validation and test: each image less the mean
        of its channel, divided by the standard deviation of its channel. Their dtype is
        float64, whatever the dtypes of the images.

    Raises:
        ValueError: the three sets do not have the same c, h and w.

    Both must be taken over all training images and all their pixels, and of no other
    images. The standard deviation must be the root of the mean of the squared
    differences from the mean. A channel that is the same number in all of train must
    not be divided, only shifted. Channels may lie far from 0: that must not cost
    digits. The images must not be modified. The result must depend on the numbers in
    the arguments alone: not on earlier calls, nor on how an array lies in memory.

    Example:
        >>> train, validation = np.array([[[[0, 2]]]]), np.array([[[[3, 1]]]])
        >>> standardise(train, validation, validation)[1]
        array([[[[2., 0.]]]])
    """
    ### BEGIN SOLUTION
    if not train.shape[1:] == validation.shape[1:] == test.shape[1:]:
        raise ValueError("the three sets must have the same c, h and w")
    sets = [images.astype(np.float64) for images in (train, validation, test)]
    mean = sets[0].mean(axis=(0, 2, 3), keepdims=True)
    std = sets[0].std(axis=(0, 2, 3), keepdims=True)
    std[
        sets[0].min((0, 2, 3), keepdims=True) == sets[0].max((0, 2, 3), keepdims=True)
    ] = 1
    return tuple((images - mean) / std for images in sets)
    ### END SOLUTION


# %% name="standardise" role="graded" points=3
pixels = np.array([[[[0.0, 2.0]]], [[[4.0, 6.0]]]])  # mean 3, deviation the root of 5
others = np.array([[[[3.0, 8.0]]]])
results = standardise(pixels, others, others + 1)
compare("training images", results[0], (pixels - 3) / np.sqrt(5))
compare("validation images, by the same numbers", results[1], (others - 3) / np.sqrt(5))
compare("test images, by the same numbers", results[2], (others - 2) / np.sqrt(5))
bytes_of_two = np.array([[[[0, 16]], [[7, 7]]]], dtype=np.uint8)
results = standardise(bytes_of_two, bytes_of_two + 1, bytes_of_two)
compare("a channel of sevens is only shifted", results[0], [[[[-1, 1]], [[0, 0]]]])
compare("and may differ elsewhere", results[1], [[[[-0.875, 1.125]], [[1, 1]]]])
compare_dtype("bytes become float64", results[2], np.float64)
raises_value_error(
    "images of other sizes",
    lambda: standardise(pixels, np.ones((1, 1, 2, 1)), others),
)

# %% [markdown]
# ## Exercise 3: one epoch
#
# {{points_and_minutes}}
#
# This is the loop around which everything turns. For each batch:

# %% name="epoch_picture" role="given" hidden=true
show_boxes(
    {
        "clear": (0, 0, "zero_grad", "plain"),
        "forward": (1, 0, "logits", "conv"),
        "loss": (2, 0, "loss", "pool"),
        "backward": (3, 0, "backward", "conv"),
        "step": (4, 0, "step", "join"),
    },
    [
        ("clear", "forward"),
        ("forward", "loss"),
        ("loss", "backward"),
        ("backward", "step"),
    ],
    caption="once for each batch; the next batch begins again on the left",
    width=4.2,
)

# %% [markdown]
# 1. **Clear the gradients**: `optimizer.zero_grad()`. PyTorch *adds* a new gradient to the one that is there. Without
#    clearing, each step goes down all the batches before it, too. Nothing crashes. The network just learns badly.
# 2. **Logits**: the images of the batch through the network, `network(x[batch])`.
# 3. **Loss**: the cross-entropy of the logits and the classes, as a mean over the batch. PyTorch's
#    `nn.functional.cross_entropy` takes the logits *as they are*: the softmax is inside it. A second softmax in front
#    makes the gradients small, and the network learn slowly.
# 4. **Backward**: `loss.backward()` computes the gradients.
# 5. **Step**: `optimizer.step()` changes the weights.
#
# Before the first batch, say `network.train()`. A batch normalisation and a dropout behave differently in training, as
# you know from notebook 5. After an evaluation the network is still in the other mode, and nobody will tell you. It may
# also be in training while a layer in it is not: `network.train()` reaches all of them.
#
# At the end return the loss of the epoch. **It is the mean over the samples, not over the batches.** Say the batches
# have 4, 4 and 2 samples, and losses 1, 1 and 4. The mean over the batches is 2. But only 2 of 10 samples had a loss of
# 4: the mean over the samples is 1.6. The small batch has weighed as much as a full one. Multiply each loss by the size
# of its batch, add up, and divide by the number of samples.
#
# <details><summary><b>Hint: what is in the loop, and what is not?</b></summary>
#
# `network.train()` stands before it. All five steps stand inside. `loss` is a tensor with the whole graph behind it.
# `loss.item()` is the number in it: add that.
# </details>


# %% name="train_one_epoch" role="answer" minutes=25 difficulty=2 task="a step after each batch"
def train_one_epoch(network, optimizer, x, y, batches):
    """Train a network on each batch once.

    Args:
        network: an nn.Module that gives logits (n, k) for images (n, ...).
        optimizer: an optimizer such as torch.optim.SGD, for the network's parameters.
        x: tensor of images (n, ...).
        y: tensor of their classes (n,), int64.
        batches: list of arrays of ints: the positions of the samples of each batch.
            They need not hold all n, and hold none twice.

    Returns:
        The mean of the cross-entropy over all samples of the batches, each as it was
        when its batch went through the network. It is a float, not a tensor.

    After each batch, and not before, the optimizer must take one step down the mean
    cross-entropy of this batch. Gradients of earlier batches, and such as the network
    holds before, must play no part. All layers of the network must be in training mode,
    and each batch must go through it once. Neither x nor y nor the batches must be
    modified.

    Example:
        >>> network = nn.Linear(2, 3)
        >>> optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
        >>> x, y = torch.zeros(5, 2), torch.tensor([0, 1, 2, 0, 1])
        >>> batches = [np.array([3, 1]), np.array([0, 2])]
        >>> loss = train_one_epoch(network, optimizer, x, y, batches)
    """
    ### BEGIN SOLUTION
    network.train()
    total, samples = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        samples += len(batch)
    return total / samples
    ### END SOLUTION


# %% [markdown]
# The exam trains with the help of this function. Look how unkind it is: it leaves the network in evaluation mode, with
# gradients of earlier days in it. That is just how a network comes back from an evaluation.


# %% name="epochs_with" role="given"
def epochs_with(
    train_one_epoch, network, x, y, epochs, rate=0.5, momentum=0.0, still_training=()
):
    """Train a network that has just been evaluated, and that holds old gradients.

    `epochs` has the batches of each epoch. Return the losses of the epochs, all numbers
    of the network afterwards, whether the losses are floats, and whether every layer is
    in training mode.
    """
    network.double().eval()
    for name in still_training:  # "" is the network itself, without the layers in it
        network.get_submodule(name).training = True
    optimizer = torch.optim.SGD(network.parameters(), lr=rate, momentum=momentum)
    for number in network.parameters():
        number.grad = torch.ones_like(number)
    losses = [train_one_epoch(network, optimizer, x, y, batches) for batches in epochs]
    floats = all(isinstance(loss, float) for loss in losses)
    training = all(layer.training for layer in network.modules())
    return losses, network.state_dict(), floats, training


# %% [markdown]
# The examples train the smallest classifier there is, one number in and two logits out, all weights 0 at first. Both
# classes are then equally likely, so the loss of each sample is $\ln 2 = 0.6931$.


# %% name="train_one_epoch" role="graded" points=4
def all_zero(network):
    for parameter in network.parameters():
        nn.init.zeros_(parameter)
    return network


one, zero = torch.ones(1, 1).double(), torch.zeros(1, dtype=torch.int64)
epoch = [np.array([0])]
losses, weights, floats, training = epochs_with(
    train_one_epoch, all_zero(nn.Linear(1, 2)), one, zero, [epoch]
)
compare("the first loss is ln 2", losses, [np.log(2)])
compare("a step of 0.5 times the gradient of 0.5", weights["bias"], [0.25, -0.25])
compare("the loss is a float", floats, True)
compare("the network is in training mode", training, True)
x_of_ten, y_of_ten = torch.ones(10, 1).double(), torch.tensor([0] * 8 + [1] * 2)
losses, *_ = epochs_with(
    train_one_epoch, all_zero(nn.Linear(1, 2)), one, zero, [epoch, epoch]
)
compare("the second loss is smaller: ln(1 + 1/e)", losses[1], np.log(1 + 1 / np.e))
losses, *_ = epochs_with(
    train_one_epoch,
    all_zero(nn.Linear(1, 2)),
    x_of_ten,
    y_of_ten,
    [np.split(np.arange(10), [4, 8])],
)
of_batches = np.log(1 + np.exp([0, -1, 1 + 2 / (1 + np.e)]))
compare("batches of 4, 4 and 2", losses[0], (of_batches * [4, 4, 2]).sum() / 10)

# %% [markdown]
# ## Exercise 4: an evaluation that changes nothing
#
# {{points_and_minutes}}
#
# To measure is to look, and not to touch. Four things go wrong here, and none of them gives an error:
#
# * **The wrong mode.** In training mode dropout still drops, and a batch normalisation uses the batch. The figures are
#   those of a network that nobody uses, and they change from call to call. Switch to evaluation with `network.eval()`.
# * **The mode that stays.** After the measurement each layer must be in the mode in which it was. Otherwise the next
#   epoch trains without dropout. Not all layers need to have the same mode: somebody may have frozen one. So remember
#   `module.training` for each of `network.modules()`.
# * **The graph.** PyTorch notes down every operation for the way back, in case you want to learn. You do not. Inside
#   `with torch.no_grad():` it does not, which saves time and much memory.
# * **The mean.** As before, each sample counts once: sums over batches, divided by the number of samples at the end. The
#   figures of the last batch are not the figures of the set, even if that is what the variable holds after the loop.
#
# We return two figures. The **loss** is the mean cross-entropy. The **accuracy** is the share of images for which the
# largest logit is that of their class. The loss sees more: it also tells how sure the network was.
#
# *If you read the lecture beside this notebook:* one of them reports 97 % to 99 % on Fashion-MNIST for AlexNet, VGG and
# ResNet. Plain networks reach at most about 96.7 % there on images that they have not seen. The figures are accuracies
# on *training* images. We trained the same networks, and measured both:
#
# | network | the lecture | training images | test images |
# | --- | ---: | ---: | ---: |
# | softmax regression | 85 % | 86.8 % | 83.9 % |
# | one convolution | 90 % | 94.2 % | 89.8 % |
# | two convolutions | 92 % | 97.3 % | 90.5 % |
# | AlexNet | 97 % | 95.9 % | 91.1 % |
# | VGG-9 | 97 % | 98.6 % | 92.4 % |
# | ResNet-18 | 99 % | 99.2 % | 92.0 % |
#
# (All in the lecture's way, without augmentation: 10 or 20 epochs, small forms of the networks.) Look at the last two
# rows. By the training images ResNet is better, by the test images VGG is.
#
# <details><summary><b>Hint: a loop over slices</b></summary>
#
# `x[start : start + batch_size]` goes through the network, and `y[start : start + batch_size]` belongs to it.
# `cross_entropy(..., reduction="sum")` adds instead of taking the mean. `(logits.argmax(dim=1) == classes).sum().item()`
# counts the right answers. To put modes back, set `module.training` of each module: `network.train(...)` would give all
# of them the same.
# </details>


# %% name="evaluate" role="answer" minutes=25 difficulty=2 task="look, and do not touch"
def evaluate(network, x, y, batch_size):
    """Measure the loss and the accuracy of a network.

    Args:
        network: an nn.Module that gives logits (n, k) for images (n, ...).
        x: tensor of images (n, ...).
        y: tensor of their classes (n,), int64.
        batch_size: how many images the memory holds at once.

    Returns:
        A tuple (loss, accuracy) of two floats. The loss is the mean cross-entropy over
        all samples. The accuracy is the share of all samples whose largest logit is
        that of their class, a number from 0 to 1.

    At most batch_size images must go through the network at once. All layers must be in
    evaluation mode. Nothing must be noted down for a way back, and gradients that the
    network holds must stay as they are. Afterwards each layer must be in the mode in
    which it was, and every number of the network must be what it was. The function
    itself must modify neither x nor y.

    Example:
        >>> logits = torch.tensor([[2.0, 0.0], [0.0, 1.0], [3.0, 0.0], [1.0, 0.0]])
        >>> evaluate(nn.Identity(), logits, torch.tensor([0, 1, 1, 0]), 3)[1]
        0.75
    """
    ### BEGIN SOLUTION
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    total, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            loss = nn.functional.cross_entropy(logits, classes, reduction="sum")
            total += loss.item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for module, training in modes:
        module.training = training
    return total / len(x), right / len(x)
    ### END SOLUTION


# %% [markdown]
# The exam watches your function with the help of this one. `register_forward_hook` lets it look at everything that goes
# through the network.


# %% name="evaluation_of" role="given"
def evaluation_of(
    evaluate,
    network,
    x,
    y,
    batch_size,
    training=True,
    other_mode=(),
    twice=(),
    double=True,
    changed=False,
):
    """Evaluate a network, and watch what is done to it.

    Layers named in `other_mode` are not in the mode of the others. Those in `twice` come
    again at the end, in a block of their own. If `changed`, the network is evaluated,
    and then has other weights.
    """
    if double:
        network.double()
    for name in twice:
        network.append(nn.Sequential(network.get_submodule(name)))
    network.train(training)
    for name in other_mode:
        network.get_submodule(name).train(not training)
    if changed:
        evaluate(network, x, y, batch_size)
        for number in network.parameters():
            number.data *= -2
    for number in network.parameters():
        number.grad = torch.ones_like(number)
    modes = [layer.training for layer in network.modules()]
    numbers = [number.clone() for number in network.state_dict().values()]
    sizes, graphs = [], []

    def watch(layer, images, logits):
        sizes.append(len(images[0]))
        graphs.append(logits.requires_grad)

    handles = [layer.register_forward_hook(watch) for layer in network.modules()]
    figures = evaluate(network, x, y, batch_size)
    for handle in handles:
        handle.remove()
    return {
        "figures": figures,
        "floats": all(isinstance(figure, float) for figure in figures),
        "at most batch_size": all(size <= batch_size for size in sizes),
        "no graph": not any(graphs),
        "gradients as before": all(
            p.grad is not None and bool((p.grad == 1).all())
            for p in network.parameters()
        ),
        "modes as before": [layer.training for layer in network.modules()] == modes,
        "numbers as before": all(
            after.dtype == before.dtype and torch.equal(after, before)
            for after, before in zip(
                network.state_dict().values(), numbers, strict=True
            )
        ),
    }


# %% name="evaluate" role="graded" points=4
four_logits = torch.tensor([[2.0, 0.0], [0.0, 1.0], [3.0, 0.0], [1.0, 0.0]]).double()
four_classes = torch.tensor([0, 1, 1, 0])
seen = evaluation_of(evaluate, nn.Identity(), four_logits, four_classes, 3)
wanted_loss = np.mean(np.log(1 + np.exp([-2, -1, 3, -1])))
compare(
    "loss and accuracy, in batches of 3 and 1", seen["figures"], (wanted_loss, 0.75)
)
restless = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.Dropout(0.5))
seen = evaluation_of(evaluate, restless, four_logits, four_classes, 2, other_mode=["1"])
for rule in ("floats", "at most batch_size", "no graph", "gradients as before"):
    compare(rule, seen[rule], True)
compare("each layer in its mode", seen["modes as before"], True)
compare("no statistic has moved", seen["numbers as before"], True)
again = evaluation_of(evaluate, restless, four_logits, four_classes, 2)["figures"]
compare("in evaluation the figures stay the same", again, seen["figures"])

# %% [markdown]
# ## Exercise 5: what is taken for what
#
# {{points_and_minutes}}
#
# 95 % right: and the other 5 %? Perhaps they are spread evenly. Perhaps all eights are read as ones. One number cannot
# tell. The **confusion matrix** can. Its rows are the true classes, its columns the answers. Each sample adds 1 in the
# row of its class and the column of its answer. The right ones lie on the diagonal.

# %% name="confusion_picture" role="given" hidden=true
show_grids(
    ("scores", np.array([[9, 0, 1], [2, 5, 2], [0, 1, 7], [1, 6, 3], [8, 2, 0]])),
    ("labels", np.array([[0], [1], [2], [2], [0]])),
    "→",
    (
        "counts",
        np.array([[2, 0, 0], [0, 1, 0], [0, 1, 1]]),
        (2, 1, 1, 1),
    ),
    caption="sample 3 is a 2, and is taken for a 1",
)

# %% [markdown]
# Read it along a row: *of the true twos, how many were recognised, and what were the others taken for?* The share of a
# row that lies on the diagonal is the **recall** of the class. Read it along a column: *of all answers "1", how many
# were right?* That is the **precision**. Some books lay the matrix the other way round, so always write down which is
# which.
#
# On Fashion-MNIST the lecture finds that class 6, shirts, is taken for 0, 2 and 4: T-shirts, pullovers and coats. That
# is no surprise to anybody who has seen the pictures. A confusion matrix often teaches you something about your data.
#
# There is a trap in NumPy: `matrix[labels, answers] += 1` adds only **once** where the same pair comes twice.
# `np.add.at(matrix, (labels, answers), 1)` adds every time, and so does a loop.
#
# <details><summary><b>Hint</b></summary>
#
# `scores.argmax(axis=1)` is the answer to each sample, and the first one of equals. The number of classes is
# `scores.shape[1]`, also where a class never occurs. Check the labels before you count: Python takes row −1 for the last
# one.
# </details>


# %% name="confusion_matrix" role="answer" minutes=15 difficulty=1 task="which class is taken for which"
def confusion_matrix(scores, labels):
    """Count the samples of each class by the answer that they got.

    Args:
        scores: array (n, k), a row for each sample and a column for each class, of any
            integer or floating-point dtype.
        labels: array (n,) of integers of any width: the true classes.

    Returns:
        A new array (k, k), whose entry in row i and column j is how many samples of
        class i have their largest score in column j. Its dtype is int64.

    Raises:
        ValueError: labels has not the shape (n,), one label for each row of scores.
        ValueError: a label is smaller than 0 or larger than k - 1.

    Where several scores of a row are the largest, the first of them must count. The
    arrays scores and labels must not be modified. The result must depend on the numbers
    in the arguments alone: not on earlier calls, nor on how an array lies in memory.

    Example:
        >>> confusion_matrix(np.array([[2, 0], [3, 1], [0, 1]]), np.array([0, 1, 1]))
        array([[1, 0],
               [1, 1]])
    """
    ### BEGIN SOLUTION
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError(f"got labels of shape {labels.shape} for {n} rows of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError(f"labels must lie between 0 and {k - 1}")
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, scores.argmax(axis=1)), 1)
    return matrix
    ### END SOLUTION


# %% name="confusion_matrix" role="graded" points=3
five_scores = np.array([[9, 0, 1], [2, 5, 2], [0, 1, 7], [1, 6, 3], [8, 2, 0]])
five_labels = np.array([0, 1, 2, 2, 0])
counted = confusion_matrix(five_scores, five_labels)
compare("the picture", counted, [[2, 0, 0], [0, 1, 0], [0, 1, 1]])
compare_dtype("counts are ints", counted, np.int64)
compare("the diagonal holds the right ones", np.trace(counted), 4)
compare(
    "a class that never occurs has its row",
    confusion_matrix(np.array([[0.4, 0.1, 0.3]]), np.array([2])),
    [[0, 0, 0], [0, 0, 0], [1, 0, 0]],
)
compare(
    "of equals the first",
    confusion_matrix(np.array([[1, 1]]), np.array([1])),
    [[0, 0], [1, 0]],
)
raises_value_error(
    "a label that is no class", lambda: confusion_matrix(five_scores, five_labels + 1)
)
raises_value_error(
    "a negative label", lambda: confusion_matrix(five_scores, five_labels - 1)
)

# %% [markdown]
# ## Exercise 6: when to stop, and which epoch to keep
#
# {{points_and_minutes}}
#
# The longer you train, the better the network knows its *training* images, in the end by heart. On other images it first
# becomes better, then no more, then often worse. Its training accuracy does not show this. So after each epoch we look
# at the **validation** images, and keep the epoch that is best there.
#
# Why not look at the *test* images, if they are what we want to know in the end? Because then they would have helped to
# choose. The best of twenty epochs is partly the luckiest, and its accuracy flatters. The validation images pay that
# price, and the test images stay clean. **An image that helped to choose cannot judge any more.**
#
# When do we stop? We have **patience**: if so many epochs in a row bring nothing better than the best one, training
# ends. Here is an invented log, in percent, and a patience of 2:

# %% name="patience_picture" role="given" hidden=true
show_grids(
    ("validation", np.array([[50, 70, 60, 65, 90]]), (0, 1, 1, 1), (0, 2, 1, 2)),
    caption="the best, then the wait",
)

# %% [markdown]
# Epoch 1 is chosen, and epoch 3 is the last one. That epoch 4 would have been better, nobody gets to know. With a
# patience of 3 it would have been reached.
#
# Two details. An accuracy that *equals* the best is no improvement: the first of equals is chosen, and the waiting goes
# on. And "better" means better than the *best so far*, by however little. Epoch 3 is better than epoch 2 here, which
# helps nobody.
#
# <details><summary><b>Hint</b></summary>
#
# Go through the log with `enumerate`, and remember only the number of the best epoch so far. If the accuracy is larger,
# this epoch is the best. If not, and it is `patience` epochs later than the best, return both. If the loop ends by
# itself, the last epoch is `len(log) - 1`.
# </details>


# %% name="choose_epoch" role="answer" minutes=15 difficulty=2 task="the best epoch, and when to stop"
def choose_epoch(log, patience):
    """Choose an epoch by its validation accuracy, and say when training stops.

    Args:
        log: list with a dict for each epoch. Its "validation" is the accuracy on the
            validation images, a float from 0 to 1. It may hold other figures, too, such
            as "train", "test" or "loss".
        patience: how many epochs in a row may bring nothing better, an int.

    Returns:
        A tuple (chosen, last) of two ints, epochs counted from 0. Training stops when
        patience epochs in a row were not better than the best before them; last is the
        last of these, or, where that never happens, the last one of the log. The chosen
        epoch is the one with the largest validation accuracy up to last, the first one
        of equals.

    Raises:
        ValueError: the log is empty.
        ValueError: patience is smaller than 1.

    Only the validation accuracies must count. The log must not be modified.

    Example:
        >>> choose_epoch([{"validation": 0.5}, {"validation": 0.75}], patience=1)
        (1, 1)
    """
    ### BEGIN SOLUTION
    if not log or patience < 1:
        raise ValueError(f"got {len(log)} epochs and a patience of {patience}")
    best = 0
    for epoch, figures in enumerate(log):
        if figures["validation"] > log[best]["validation"]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1
    ### END SOLUTION


# %% name="choose_epoch" role="graded" points=2
invented = [
    {"train": 0.50, "validation": 0.50, "test": 0.55},
    {"train": 0.75, "validation": 0.70, "test": 0.60},
    {"train": 0.85, "validation": 0.60, "test": 0.75},
    {"train": 0.95, "validation": 0.65, "test": 0.65},
    {"train": 0.99, "validation": 0.90, "test": 0.60},
]
compare("the picture, patience 2", choose_epoch(invented, 2), (1, 3))
compare("patience 3 reaches epoch 4", choose_epoch(invented, 3), (4, 4))
compare("patience 1", choose_epoch(invented, 1), (1, 2))
equals = [{"validation": 0.7}] * 5
compare("equals are no improvement", choose_epoch(equals, 3), (0, 3))
compare("a single epoch", choose_epoch(equals[:1], 1), (0, 0))
raises_value_error("nothing was trained", lambda: choose_epoch([], 1))
raises_value_error("no patience", lambda: choose_epoch(equals, 0))

# %% [markdown]
# ## Exercise 7: train and report
#
# {{points_and_minutes}}
#
# Now the whole of it. Train for some epochs. After each, measure on the validation images. Keep the weights of the best
# epoch. At the end put them back, measure on all three sets, and report the three figures side by side.
#
# So that your function fits every network and every way of training, it gets two functions: `train_epoch()` trains the
# network for one epoch, and `measure("validation")` gives its accuracy on one of the sets. What is inside them, does not
# matter here.
#
# Three things decide whether the report is honest:
#
# * **The weights of the chosen epoch must come back.** After the last epoch the network has the last weights. To keep
#   those of the best one, `state = network.state_dict()` is not enough: it holds the network's *own* tensors, and
#   training changes them under your hands. Keep a copy: `copy.deepcopy(network.state_dict())`.
# * **Running statistics belong to them.** `state_dict()` has them; `parameters()` has not.
# * **The test images are asked once**, after all that. Not after each epoch "just to see": whoever sees a figure will
#   act on it.

# %% name="sets_picture" role="given" hidden=true
show_boxes(
    {
        "train": (0, 0, "train", "conv"),
        "validation": (1.2, 0, "validation", "pool"),
        "test": (2.4, 0, "test", "join"),
        "weights": (0, 1, "changes weights", "plain"),
        "choice": (1.2, 1, "chooses", "plain"),
        "once": (2.4, 1, "judges, once", "plain"),
    },
    [("train", "weights"), ("validation", "choice"), ("test", "once")],
    caption="three sets, and what each of them is for",
    width=6,
)

# %% [markdown]
# <details><summary><b>Hint</b></summary>
#
# Before the loop: `history = []`, and nothing is chosen yet. In it: train, append `measure("validation")`, and if this
# epoch is the first or better than the chosen one, remember its number and a copy of the state. After it:
# `network.load_state_dict(...)`, and only then the remaining measurements.
# </details>


# %% name="train_and_report" role="answer" minutes=30 difficulty=3 task="keep the best, ask the test once"
def train_and_report(network, train_epoch, measure, epochs):
    """Train a network, keep its best epoch, and report its accuracies.

    Args:
        network: an nn.Module.
        train_epoch: a function without arguments, which trains it for one epoch.
        measure: a function: measure("train"), measure("validation") and measure("test")
            give the accuracy that the network has now on these images.
        epochs: how many epochs to train.

    Returns:
        A dict whose "history" is a list of the validation accuracies after each epoch.
        Its "epoch" is the chosen one, counted from 0: the one with the best validation
        accuracy, the first one of equals. Its "train", "validation" and "test" are the
        accuracies of the network with the weights of the chosen epoch.

    Raises:
        ValueError: epochs is smaller than 1.

    Every epoch must be trained exactly once, whatever the accuracies are. The test images
    must be measured exactly once. Afterwards the network must have all the numbers of
    its state_dict() as they were after the chosen epoch, running statistics included.

    >>> given = iter([0.5, 0.7, 0.6, 0.7])
    >>> measure = lambda name: next(given) if name == "validation" else 0.4
    >>> report = train_and_report(nn.Linear(1, 1), lambda: None, measure, 3)
    >>> report["history"], report["epoch"], report["test"]
    ([0.5, 0.7, 0.6], 1, 0.4)
    """
    ### BEGIN SOLUTION
    if epochs < 1:
        raise ValueError(f"got {epochs} epochs: at least 1 is needed")
    history, chosen, state = [], 0, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if state is None or history[epoch] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    figures = {name: measure(name) for name in ("train", "validation", "test")}
    return {"history": history, "epoch": chosen, **figures}
    ### END SOLUTION


# %% [markdown]
# The exam rehearses with a network that learns nothing and only counts its epochs, so that all accuracies can be given
# beforehand.


# %% name="rehearse" role="given"
def rehearse(train_and_report, accuracies, epochs):
    """Rehearse with a network whose numbers all count its epochs, from 10,000.1 on.

    They are float64, and one bias needs no gradient. `accuracies` has for each set the
    accuracy of the untrained network, then that after each epoch. Return the report,
    how often the test images were asked, the epochs that each number has counted
    afterwards, and how many were trained.
    """
    statistics = nn.InstanceNorm1d(1, track_running_stats=True)
    network = nn.Sequential(nn.BatchNorm1d(1), statistics).double()
    network[0].bias.requires_grad = False
    for number in network.state_dict().values():
        number.fill_(10_000.1)
    before = [number.item() for number in network.state_dict().values()]
    asked, trained = [], []

    def train_epoch():
        trained.append(1)
        for number in network.state_dict().values():
            number += 1

    def measure(name):
        asked.append(name)
        return accuracies[name][int(network[0].weight) - 10_000]

    report = train_and_report(network, train_epoch, measure, epochs)
    after = [number.item() for number in network.state_dict().values()]
    counts = [round(b - a, 6) for a, b in zip(before, after, strict=True)]
    return report, asked.count("test"), counts, len(trained)


# %% name="train_and_report" role="graded" points=4
given = {
    "train": [0.10, 0.60, 0.80, 0.95, 0.99],
    "validation": [0.11, 0.50, 0.70, 0.65, 0.70],
    "test": [0.12, 0.55, 0.66, 0.72, 0.68],
}
report, asked, counts, trained = rehearse(train_and_report, given, 4)
compare(
    "the history begins after the first epoch", report["history"], [0.5, 0.7, 0.65, 0.7]
)
compare("epoch 1 is the first of the best", report["epoch"], 1)
compare_rows(
    "the three accuracies of epoch 1",
    {name: report[name] for name in given},
    {"train": 0.80, "validation": 0.70, "test": 0.66},
)
compare("the test was asked once", asked, 1)
compare("four epochs were trained", trained, 4)
compare("all numbers of epoch 1 are back", counts, [2] * 8)
raises_value_error("no epochs", lambda: rehearse(train_and_report, given, 0))

# %% [markdown]
# ## Look at your work: your LeNet-5 reads digits
#
# Here is LeNet-5, as in notebook 7. To train your own, paste it into a new cell below this one. The network expects
# images of 28 × 28 pixels, and ours have 8 × 8. So each pixel becomes a square of 3 × 3, and two pixels of paper go
# around.


# %% name="lenet" role="given"
class LeNet5(nn.Module):
    """LeNet-5 for images of 28 x 28 pixels."""

    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def forward(self, x):
        s2 = nn.functional.max_pool2d(torch.tanh(self.c1(x)), 2)
        s4 = nn.functional.max_pool2d(torch.tanh(self.c3(s2)), 2)
        c5 = torch.tanh(self.c5(s4)).flatten(1)
        return self.output(torch.tanh(self.f6(c5)))


class Enlarge(nn.Module):
    """Make 28 x 28 pixels of 8 x 8: squares of 3 x 3, and a margin of 2 that looks like
    the pixel in the corner."""

    def forward(self, x):
        x = x.repeat_interleave(3, dim=2).repeat_interleave(3, dim=3)
        return nn.functional.pad(x, (2, 2, 2, 2), mode="replicate")


# %% [markdown]
# The next cell puts your functions together: `standardise` prepares the images, `batches_of` and `train_one_epoch` make
# an epoch, `evaluate` measures, `train_and_report` does the rest. What has been computed is kept for the cells below: run
# this cell again when you have changed one of your functions.


# %%
@functools.cache
def sets():
    """Prepare the digits, once: images and classes of each set, as tensors."""
    standardised = standardise(*(images for images, _ in digits.values()))
    return {
        name: (torch.tensor(x, dtype=torch.float32), torch.tensor(classes))
        for (name, (_, classes)), x in zip(digits.items(), standardised, strict=True)
    }


def trained(network, epochs=10, rate=0.05):
    """Train a network on the digits; return its report and the curves of its epochs."""
    rng = np.random.default_rng(0)
    optimizer = torch.optim.SGD(network.parameters(), lr=rate, momentum=0.9)
    x, y = sets()["train"]
    losses = {"train": [], "validation": []}

    def train_epoch():
        train_one_epoch(network, optimizer, x, y, batches_of(len(x), 50, rng))
        for name, curve in losses.items():
            curve.append(evaluate(network, *sets()[name], 200)[0])

    def measure(name):
        return evaluate(network, *sets()[name], 200)[1]

    return train_and_report(network, train_epoch, measure, epochs), losses


@functools.cache
def trained_lenet():
    """Train LeNet-5, once; return it, its report and the curves of its epochs."""
    torch.manual_seed(1)
    network = nn.Sequential(Enlarge(), LeNet5())
    return network, *trained(network)


lenet, lenet_report, lenet_losses = trained_lenet()

# %% [markdown]
# **The curves.** On the left the loss after each epoch. That of the training images goes on falling, that of the
# validation images much less: the gap between them is what the network knows by heart. On the right the validation
# accuracies, from which the epoch was chosen.

# %%
_, lenet_report, lenet_losses = trained_lenet()
epochs = list(range(len(lenet_report["history"])))
show_curves(
    {
        "loss": {name: (epochs, curve) for name, curve in lenet_losses.items()},
        f"validation accuracy: epoch {lenet_report['epoch']} is chosen": {
            "validation": (epochs, lenet_report["history"]),
            "chosen": ([lenet_report["epoch"]] * 2, [0, lenet_report["validation"]]),
        },
    },
    x_label="epoch",
)

# %% [markdown]
# **The table.** The lecture compares networks: softmax regression, one convolution, two convolutions, and larger ones.
# Let us do the same on the digits, and write down *both* figures. The first has no hidden layer at all.


# %%
def small_networks():
    """Make the lecture's first networks, for digits of 8 x 8 pixels."""
    torch.manual_seed(1)
    relu, flat = nn.ReLU(), nn.Flatten()
    return {
        "softmax regression": nn.Sequential(flat, nn.Linear(64, 10)),
        "one convolution": nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1),
            relu,
            nn.MaxPool2d(2),
            flat,
            nn.Linear(256, 10),
        ),
        "two convolutions": nn.Sequential(
            *(nn.Conv2d(1, 16, 3, padding=1), relu, nn.MaxPool2d(2)),
            *(nn.Conv2d(16, 32, 3, padding=1), relu, nn.MaxPool2d(2)),
            *(flat, nn.Linear(128, 10)),
        ),
    }


reports = {name: trained(network)[0] for name, network in small_networks().items()}
_, reports["LeNet-5"], _ = trained_lenet()
print(f"{'network':>20}  {'epoch':>5}  {'train':>7}  {'valid.':>7}  {'test':>7}")
for name, report in reports.items():
    figures = "  ".join(f"{report[s]:7.1%}" for s in ("train", "validation", "test"))
    print(f"{name:>20}  {report['epoch']:>5}  {figures}")

# %% [markdown]
# Read the columns one by one. By the first, the networks hardly differ: they all know their 600 images. By the last they
# do. If you had to take one of them, you would choose by the *validation* column, and report the *test* column of that
# one network. And be careful with small differences: with 382 test images, one image is a quarter of a percent. Another
# seed may change the order of two neighbours.
#
# **What is taken for what.** Rows are the true digits, columns what LeNet-5 answered.


# %%
def lenet_on_test_images():
    """Return LeNet-5's logits of the test images, and their classes."""
    network, *_ = trained_lenet()
    x_test, y_test = sets()["test"]
    with torch.no_grad():
        return network.eval()(x_test).numpy(), y_test.numpy()


test_matrix = confusion_matrix(*lenet_on_test_images())
show_grids(("rows: true, columns: answer (test images)", test_matrix))
recall = np.diag(test_matrix) / test_matrix.sum(axis=1)
worst = int(recall.argmin())
print(f"least often recognised: the {worst}, {recall[worst]:.0%} of the time")

# %% [markdown]
# **Wrongly read.** Some of the digits that LeNet-5 misread. Would you have read them?

# %%
test_logits, y_test = lenet_on_test_images()
answers = test_logits.argmax(axis=1)
misread = np.flatnonzero(answers != y_test)[:5]
test_images, _ = digits["test"]
if len(misread):
    show_pictures(
        {
            f"{i}: a {y_test[i]}, read as {answers[i]}": 255 - 15.9 * test_images[i, 0]
            for i in misread
        }
    )

# %% [markdown]
# ## Your own layers at work
#
# In notebooks 2, 4 and 5 you wrote layers: a convolution, pooling, activations, a batch normalisation. The examples say
# that they are right. The best witness is a network that somebody else has trained. Its weights fit one kind of layer
# only. If yours do a little less or a little else, it reads worse, or nonsense. So now two trained networks read digits,
# and every number in them passes through **your** functions.
#
# * The weights lie in `networks.npz`, which you were given with this notebook. Leave the file beside it.
# * Your layers lie in your notebooks `02_channels.ipynb`, `04_pooling_and_activations.ipynb` and
#   `05_normalisation_and_dropout.ipynb`. Each may be in the folder in which it was handed out, beside the folder of this
#   notebook. Or put all of them beside this notebook. Save them first.
# * The cells below **run your own cells, on your own machine**: your answers, and what else these notebooks define.
#   Nothing is sent anywhere, and nothing here counts for your grade.
# * What you have not written, or what fails, is *lent*: a layer of PyTorch stands in, and you are told.
#
# This is how the two networks use your layers. There is nothing else in them: only a `+`, in the residual block.

# %% name="trained_networks" role="given"
from notebook_parts.trained_networks import lenet_scores, residual_scores

# %% [markdown]
# The next cell is folded. It finds your notebooks and takes your layers from them. It also holds the lent layers, and
# the reading of digits. It is given, and you may look.

# %% name="own_layers" role="given" hidden=true
from notebook_parts.own_layers import own_layers
from notebook_parts.reading_digits import read_digits

# %% [markdown]
# First LeNet-5. It reads a hundred of the test images, by people whose handwriting it does not know. If your layers are
# loops in Python, this takes a while: after half a minute it stops, and tells how far it came. Run the cell again when
# you have changed and saved one of the other notebooks.

# %%
layers = own_layers()
hundred = [part[::3][:100] for part in digits["test"]]
read_digits("LeNet-5", lenet_scores, layers, *hundred)

# %% [markdown]
# The residual network has batch normalisations and ends in a global mean. It is deeper, so a small mistake in a layer
# has a longer way on which to grow.

# %%
read_digits("the residual network", residual_scores, layers, *hundred)

# %% [markdown]
# Look at the misread ones, if there are any. Does the same digit go wrong with the lent layers? Then the network is to
# blame, or the writer. If the two figures differ, it is a layer of yours, and its name stands there.

# %% [markdown]
# ## What you have now
#
# You have a training loop, and an evaluation that you can trust. Both fit every network in this course. Check yourself.
# Can you
#
# * say how many iterations an epoch of 5000 samples has, in batches of 500? In batches of 300?
# * explain why the mean of a channel must not be taken over the test images?
# * say what happens without `zero_grad()`, and why nothing crashes?
# * name two kinds of layers that need `network.eval()`, and what they do without it?
# * say why a mean over batches is wrong, and when it is right?
# * read a confusion matrix along a row, and along a column?
# * explain why the test images must not choose the epoch?
# * look at "99 % on Fashion-MNIST" and know what to ask?
#
# <details><summary><b>Answers to the first and the fifth question</b></summary>
#
# 10 iterations. Batches of 300 make 17: 16 full ones and one of 200. A mean over batches is right where all batches have
# the same size.
# </details>
#
# {{hand_in}}
#
# **What comes next.** This is the last notebook of the course. What you can do now: take a network from this course, data
# of your own, and report what you measured, with train, validation and test side by side.
