"""Wrong answers to `layer_table`, written by who knew the notebook alone. Each cell is a submission."""

# %% modes_of_children_only
# only the network's own mode and those of its direct layers are remembered: train()/eval() on a block
# then overrules what was inside it
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in [network]]
    inner = [(m, m.training) for m in network.children()]
    network.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    for m, mode in inner:
        m.train(mode)
    return rows


# %% modes_two_levels_deep
# the modes of layers and of what is in their blocks come back, but blocks within blocks stay in
# evaluation
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in [network, *network, *(i for layer in network for i in layer.children())]]
    network.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    return rows


# %% named_children
# named_children() gives a layer that stands in two places only once, so rows are missing and the
# sizes are wrong
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in network.modules()]
    network.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network.named_children():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    return rows


# %% train_then_eval_those
# the network gets its own mode back, then eval() is called on the layers that were in evaluation,
# which also reaches what is inside them: a layer in training inside a network or block in evaluation
# stays in evaluation
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    mode = network.training
    quiet = [m for m in network.modules() if not m.training]
    network.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    network.train(mode)
    for m in quiet:
        m.eval()
    return rows


# %% only_batchnorm2d_evaluates
# only nn.BatchNorm2d (and dropout) is put into evaluation: BatchNorm1d refuses the single image or
# moves its statistics
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in network.modules()]
    for m in network.modules():
        if isinstance(m, (nn.BatchNorm2d, nn.Dropout)):
            m.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    return rows


# %% three_sides_only
# the shape is unpacked as (c, h, w): another input, such as (10,), is refused
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in network.modules()]
    network.eval()
    rows = []
    with torch.no_grad():
        c, h, w = shape
        x = torch.zeros(1, c, h, w)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    return rows


# %% counted_once_over_rows
# parameters of earlier rows are left out: of two layers with one weight, or a layer in two places,
# the later row has 0
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in network.modules()]
    network.eval()
    rows, seen = [], set()
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append(
                (
                    name,
                    tuple(x.shape[1:]),
                    sum(p.numel() for p in layer.parameters() if p.requires_grad and p not in seen),
                )
            )
            seen.update(layer.parameters())
    for m, mode in modes:
        m.training = mode
    return rows


# %% device_of_first_parameter
# the image is made where the first parameter lies: a network without parameters ends in StopIteration
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    modes = [(m, m.training) for m in network.modules()]
    network.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape, device=next(network.parameters()).device)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    return rows


# %% batch_of_two_and_restore
# two images in the mode that the layers are in, all numbers of the state dict put back: no evaluation
# mode, so an instance normalisation with statistics refuses a map of one pixel
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def layer_table(network, shape):
    before = [(t, t.clone()) for t in network.state_dict().values()]
    rows = []
    with torch.no_grad():
        x = torch.zeros(2, *shape)  # two images: then a batch normalisation has a variance
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
        for t, value in before:
            t.copy_(value)
    return rows


# %% cached_by_network
# functools.cache on (network, shape): after a layer was frozen or replaced the old table comes, and
# the same list object
import torch
from torch import nn


def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


import functools


@functools.cache
def layer_table(network, shape):
    modes = [(m, m.training) for m in network.modules()]
    network.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for m, mode in modes:
        m.training = mode
    return rows
