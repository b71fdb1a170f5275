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


# %% modes_back_with_train
# module.train(mode), parents first, is right in a tree; a layer shared by two blocks gets the mode of the second block
import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    x, rows = torch.zeros(1, *shape), []
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for module, mode in modes:
        module.train(mode)
    return rows


# %% already_in_evaluation
# a network that is in evaluation is left as it is, though a layer inside it may be in training
import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    modes = [(module, module.training) for module in network.modules()]
    if network.training:
        network.eval()
    x, rows = torch.zeros(1, *shape), []
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for module, mode in modes:
        module.training = mode
    return rows


# %% two_images_through_a_copy
# a copy, left in training, gets two images, so that a batch normalisation has a variance; but the layers must run in evaluation
import copy

import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    names = [n for n, _ in network.named_modules(remove_duplicate=False) if n and "." not in n]
    x, rows = torch.zeros(2, *shape), []
    for name, layer in zip(names, copy.deepcopy(network)):
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    return rows


# %% only_the_layers_with_two_modes
# puts only BatchNorm1d, BatchNorm2d and Dropout into evaluation: other layers that keep statistics are moved
import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    special = (nn.BatchNorm1d, nn.BatchNorm2d, nn.Dropout)
    switched = [m for m in network.modules() if isinstance(m, special) and m.training]
    for module in switched:
        module.eval()
    rows = []
    with torch.no_grad():
        x = torch.zeros(1, *shape)
        for name, layer in network._modules.items():
            x = layer(x)
            rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for module in switched:
        module.train()
    return rows


# %% one_size_for_each_layer
# hooks note the size by layer: a layer that stands in two places shows its last size in both rows
import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    sizes_of = {}

    def note(layer, inputs, output):
        sizes_of[layer] = tuple(output.shape[1:])

    modes = [(module, module.training) for module in network.modules()]
    hooks = [layer.register_forward_hook(note) for layer in network]
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, *shape))
    for hook in hooks:
        hook.remove()
    for module, mode in modes:
        module.training = mode
    names = [n for n, _ in network.named_modules(remove_duplicate=False) if n and "." not in n]
    return [(n, sizes_of[layer], count_parameters(layer)) for n, layer in zip(names, network)]


# %% names_that_begin_alike
# adds the parameters whose name starts with the layer's: layer "1" gets those of "10", "conv" those of "conv2"
import copy

import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    named = list(network.named_parameters(remove_duplicate=False))
    runner = copy.deepcopy(network).eval()
    x, rows = torch.zeros(1, *shape), []
    for name in network._modules:
        x = runner.get_submodule(name)(x)
        learned = {p for full, p in named if full.startswith(name) and p.requires_grad}
        rows.append((name, tuple(x.shape[1:]), sum(p.numel() for p in learned)))
    return rows


# %% counted_by_first_name
# adds up all names of parameters by their first part, duplicates too: a layer that stands twice in ONE block counts twice
import copy

import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    counts = dict.fromkeys(network._modules, 0)
    for name, p in network.named_parameters(remove_duplicate=False):
        if p.requires_grad:
            counts[name.split(".")[0]] += p.numel()
    x, rows = torch.zeros(1, *shape), []
    for (name, count), layer in zip(counts.items(), copy.deepcopy(network).eval()):
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), count))
    return rows


# %% count_so_far
# the count of a row is what the network has with it less what it had before: shared parameters count in the first row only
import copy

import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    work = copy.deepcopy(network).eval()
    x, rows, before = torch.zeros(1, *shape), [], 0
    for number, (name, layer) in enumerate(work._modules.items(), start=1):
        x = layer(x)
        so_far = count_parameters(work[:number])
        rows.append((name, tuple(x.shape[1:]), so_far - before))
        before = so_far
    return rows


# %% blocks_one_level_deep
# remembers the modes of the layers and of the layers inside blocks, but not of what is still deeper, which stays in evaluation
import numpy as np
import torch
from torch import nn


def layer_table(network, shape):
    modes = [(network, network.training)]
    for layer in network:
        modes.append((layer, layer.training))
        modes += [(inner, inner.training) for inner in layer.children()]
    network.eval()
    x, rows = torch.zeros(1, *shape), []
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    for module, mode in modes:
        module.training = mode
    return rows
