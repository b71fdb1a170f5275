"""What students believe of `densenet`: wrong answers, each with the sentence for whoever gave it."""

from collections import OrderedDict

from torch import nn

from autograder.exams.residual_and_dense.honest.dense_block import GrowingMaps
from autograder.exams.residual_and_dense.honest.densenet import blocks_by_name
from autograder.exams.residual_and_dense.honest.transition import OneAfterTheOther


def _with(network, **layers):
    """Put other layers in the place of some."""
    for name, layer in layers.items():
        network.set_submodule(name, layer)
    return network


def _built(blocks, growth, in_channels, classes, stem=2, halved=lambda c: c // 2, also_last=False, between=True):
    """Build the network with one thing that is another."""
    if len(blocks) == 0:
        raise ValueError("at least one block")
    c = stem * growth
    layers = OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        layers[f"block{number}"] = GrowingMaps(count, c, growth)
        c += count * growth
        if between and (number < len(blocks) or also_last):
            layers[f"transition{number}"] = OneAfterTheOther(c, halved(c))
            c = halved(c)
    layers |= {"norm": nn.BatchNorm2d(c), "relu": nn.ReLU(), "mean": nn.AdaptiveAvgPool2d(1), "flatten": nn.Flatten()}
    return nn.Sequential(layers | {"fc": nn.Linear(c, classes)})


def transition_after_the_last_block(blocks, growth, in_channels, classes):
    """You put a transition after the last block. The last layer reads all maps that are there: no transition after
    the last block."""
    return _built(blocks, growth, in_channels, classes, also_last=True)


def no_transitions(blocks, growth, in_channels, classes):
    """There is no transition between your blocks, so the channels only grow and the size never falls."""
    return _built(blocks, growth, in_channels, classes, between=False)


def transitions_keep_the_channels(blocks, growth, in_channels, classes):
    """Your transitions keep the channels. Each halves them: Transition(c, c // 2)."""
    return _built(blocks, growth, in_channels, classes, halved=lambda c: c)


def channels_rounded_up(blocks, growth, in_channels, classes):
    """You round up where an odd number of channels is halved. Take c // 2."""
    return _built(blocks, growth, in_channels, classes, halved=lambda c: (c + 1) // 2)


def back_to_the_stem(blocks, growth, in_channels, classes):
    """Your transitions go back to the channels of the stem. Each halves the channels that come in."""
    return _built(blocks, growth, in_channels, classes, halved=lambda c: 2 * growth)


def stem_of_growth_channels(blocks, growth, in_channels, classes):
    """Your stem has growth channels. It has twice as many."""
    return _built(blocks, growth, in_channels, classes, stem=1)


def stem_of_four_times_the_growth(blocks, growth, in_channels, classes):
    """Your stem has more than twice growth channels."""
    return _built(blocks, growth, in_channels, classes, stem=4)


def stem_activated(blocks, growth, in_channels, classes):
    """You put ReLU after the stem. The first block normalises and has a ReLU of its own."""
    network = blocks_by_name(blocks, growth, in_channels, classes)
    layers = OrderedDict(network.named_children())
    conv = {"conv": layers.pop("conv"), "first": nn.ReLU()}
    return nn.Sequential(OrderedDict(conv | layers))


def stem_pooled(blocks, growth, in_channels, classes):
    """You pool after the stem, as for large images. This network is for small ones: leave the pooling out."""
    layers = OrderedDict(blocks_by_name(blocks, growth, in_channels, classes).named_children())
    stem = {"conv": layers.pop("conv"), "first": nn.MaxPool2d(3, 2, 1)}
    return nn.Sequential(OrderedDict(stem | layers))


def stem_with_a_stride(blocks, growth, in_channels, classes):
    """Your stem halves the size. Its stride is 1: small images have no pixels to lose."""
    network = blocks_by_name(blocks, growth, in_channels, classes)
    network.conv.stride = (2, 2)
    return network


def stem_not_padded(blocks, growth, in_channels, classes):
    """Your stem is not padded: say padding=1."""
    network = blocks_by_name(blocks, growth, in_channels, classes)
    network.conv.padding = (0, 0)
    return network


def first_block_repeated(blocks, growth, in_channels, classes):
    """All of your blocks have as many layers as the first one. blocks says it for each."""
    return blocks_by_name((blocks[0],) * len(blocks) if blocks else blocks, growth, in_channels, classes)


def one_block(blocks, growth, in_channels, classes):
    """You make one block of all the layers. There is one for each entry of blocks, with transitions between them."""
    return blocks_by_name((sum(blocks),) if blocks else blocks, growth, in_channels, classes)


def blocks_in_reverse(blocks, growth, in_channels, classes):
    """You put the last block first. The image meets the blocks in the order in which they stand."""
    return blocks_by_name(tuple(blocks)[::-1], growth, in_channels, classes)


def growth_doubled(blocks, growth, in_channels, classes):
    """You double the growth from block to block. It is the same in all of them."""
    if len(blocks) == 0:
        raise ValueError("at least one block")
    network, c = blocks_by_name(blocks, growth, in_channels, classes), 2 * growth
    for number, count in enumerate(blocks, start=1):
        _with(network, **{f"block{number}": GrowingMaps(count, c, growth)})
        c, growth = c + count * growth, 2 * growth
        if number < len(blocks):
            _with(network, **{f"transition{number}": OneAfterTheOther(c, c // 2)})
            c //= 2
    return _with(network, norm=nn.BatchNorm2d(c), fc=nn.Linear(c, classes))


def no_normalisation_at_the_end(blocks, growth, in_channels, classes):
    """The normalisation after the last block is missing. The maps of a dense block come out as the convolutions gave
    them."""
    return _with(blocks_by_name(blocks, growth, in_channels, classes), norm=nn.Identity())


def no_relu_at_the_end(blocks, growth, in_channels, classes):
    """The ReLU after the last normalisation is missing."""
    return _with(blocks_by_name(blocks, growth, in_channels, classes), relu=nn.Identity())


def maximum_for_the_mean(blocks, growth, in_channels, classes):
    """You take the maximum of each map before the last layer. Take the mean."""
    return _with(blocks_by_name(blocks, growth, in_channels, classes), mean=nn.AdaptiveMaxPool2d(1))


class _Sum(nn.Module):
    def forward(self, x):
        return x.sum(dim=(2, 3), keepdim=True)


def sum_for_the_mean(blocks, growth, in_channels, classes):
    """You add up each map before the last layer, so the logits grow with the image. Take the mean."""
    return _with(blocks_by_name(blocks, growth, in_channels, classes), mean=_Sum())


def relu_on_the_logits(blocks, growth, in_channels, classes):
    """You put ReLU on the logits, which cuts off what speaks against a class. A logit may be negative."""
    return blocks_by_name(blocks, growth, in_channels, classes).append(nn.ReLU())


def softmax_on_the_logits(blocks, growth, in_channels, classes):
    """You put softmax on the logits. The loss function does that: done twice, the network hardly learns."""
    return blocks_by_name(blocks, growth, in_channels, classes).append(nn.Softmax(dim=1))


def no_blocks_accepted(blocks, growth, in_channels, classes):
    """You accept a network without a block: raise ValueError where blocks is empty."""
    if blocks:
        return blocks_by_name(blocks, growth, in_channels, classes)
    c = 2 * growth
    head = {"norm": nn.BatchNorm2d(c), "relu": nn.ReLU(), "mean": nn.AdaptiveAvgPool2d(1), "flatten": nn.Flatten()}
    stem = {"conv": nn.Conv2d(in_channels, c, 3, padding=1, bias=False)}
    return nn.Sequential(OrderedDict(stem | head | {"fc": nn.Linear(c, classes)}))


def only_the_empty_tuple_refused(blocks, growth, in_channels, classes):
    """You compare blocks with (). An empty list is no tuple, and has no blocks either: write `if not blocks`."""
    if blocks == ():
        raise ValueError("at least one block")
    return no_blocks_accepted(blocks, growth, in_channels, classes)


def blocks_taken_off_the_list(blocks, growth, in_channels, classes):
    """You take the blocks off the caller's list with pop(). Whoever called still needs it: go through it."""
    taken = []
    while blocks:
        taken.insert(0, blocks.pop() if isinstance(blocks, list) else blocks[-1])
        blocks = blocks if isinstance(blocks, list) else blocks[:-1]
    return blocks_by_name(tuple(taken), growth, in_channels, classes)
