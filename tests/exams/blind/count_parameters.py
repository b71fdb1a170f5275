"""Wrong answers to `count_parameters`, written by who knew the notebook alone. Each cell is a submission."""

# %% cached_by_module
# functools.cache keeps the first answer: freezing a parameter later and counting again gives the old
# number
import functools


@functools.cache
def count_parameters(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


# %% only_weight_and_bias
# parameters that are not called weight or bias (nn.LSTM, nn.MultiheadAttention) are missed
def count_parameters(module):
    seen, total = set(), 0
    for layer in module.modules():
        for name in ("weight", "bias"):
            p = layer._parameters.get(name)
            if p is not None and p.requires_grad and id(p) not in seen:
                seen.add(id(p))
                total += p.numel()
    return total


# %% leaves_only
# a module that has layers inside AND parameters of its own: only those of the layers are counted
def count_parameters(module):
    seen = {}
    for layer in module.modules():
        if len(list(layer.children())) == 0:
            for p in layer.parameters():
                if p.requires_grad:
                    seen[id(p)] = p.numel()
    return sum(seen.values())


# %% recursive_double
# the recursion goes into children block by block, so a layer shared by two different blocks counts
# twice (within one block children() gives it once)
def count_parameters(module):
    own = sum(p.numel() for p in module.parameters(recurse=False) if p.requires_grad)
    return own + sum(count_parameters(child) for child in module.children())


# %% tied_weights_twice
# a layer in two places counts once, but one PARAMETER that two different layers share (tied weights)
# counts twice
def count_parameters(module):
    total = 0
    for layer in module.modules():
        for p in layer.parameters(recurse=False):
            if p.requires_grad:
                total += p.numel()
    return total


# %% evaluation_is_frozen
# layers in evaluation mode are taken for frozen ones and not counted
def count_parameters(module):
    seen = {}
    for layer in module.modules():
        if layer.training:
            for p in layer.parameters(recurse=False):
                if p.requires_grad:
                    seen[p] = p.numel()
    return sum(seen.values())


# %% numpy_sum
# np.sum gives a numpy.int64, and a float 0.0 for a module without parameters, not an int
import numpy as np


def count_parameters(module):
    return np.sum([p.numel() for p in module.parameters() if p.requires_grad])


# %% none_bias
# _parameters holds None for a bias that was switched off: bias=False ends in an AttributeError
def count_parameters(module):
    seen = {}
    for layer in module.modules():
        for p in layer._parameters.values():
            if p.requires_grad:
                seen[id(p)] = p.numel()
    return sum(seen.values())


# %% state_minus_buffers
# all numbers of the state dict minus all buffers: a buffer that is not persistent is not in the state
# dict but is subtracted
def count_parameters(module):
    everything = {id(t): t.numel() for t in module.state_dict(keep_vars=True).values()}
    kept = sum(b.numel() for b in module.buffers())
    frozen = sum(p.numel() for p in module.parameters() if not p.requires_grad)
    return sum(everything.values()) - kept - frozen


# %% scalar_is_no_tensor
# parameters without a side (a single learned number, shape ()) are skipped
def count_parameters(module):
    total = 0
    for p in set(module.parameters()):
        if p.requires_grad and len(p.shape) > 0:
            product = 1
            for side in p.shape:
                product *= side
            total += product
    return total


# %% blocks_summed_apart
# recursion over children(): siblings are unique, but a layer that two different blocks share counts twice
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    own = sum(p.numel() for p in module.parameters(recurse=False) if p.requires_grad)
    return own + sum(count_parameters(child) for child in module.children())


# %% weight_and_bias_only
# looks for attributes called weight and bias; a recurrent layer, an attention or a scale of one's own has other names
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    tensors = {}
    for layer in module.modules():
        for name in ("weight", "bias"):
            tensor = getattr(layer, name, None)
            if isinstance(tensor, nn.Parameter) and tensor.requires_grad:
                tensors[id(tensor)] = tensor.numel()
    return sum(tensors.values())


# %% equal_numbers_are_shared
# recognises shared parameters by their values: two fresh batch normalisations count as one
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    seen = []
    for p in module.parameters():
        if p.requires_grad and not any(torch.equal(p, q) for q in seen):
            seen.append(p)
    return sum(p.numel() for p in seen)


# %% frozen_weight_freezes_the_layer
# a layer whose first parameter is frozen is skipped as a whole, though its bias still learns
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    counted = {}
    for layer in module.modules():
        own = list(layer.parameters(recurse=False))
        if not own or not own[0].requires_grad:
            continue
        for p in own:
            if p.requires_grad:
                counted[p] = p.numel()
    return sum(counted.values())


# %% shared_and_frozen_subtracted_twice
# all parameters less the frozen ones; the frozen ones are listed with duplicates, so a shared one is subtracted twice
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    total = sum(p.numel() for p in module.parameters())
    frozen = 0
    for name, p in module.named_parameters(remove_duplicate=False):
        if not p.requires_grad:
            frozen += p.numel()
    return total - frozen


# %% everything_frozen_fails
# the guard asks whether there are parameters at all; where all of them are frozen, torch.cat gets an empty list
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    parameters = list(module.parameters())
    if not parameters:
        return 0
    learned = torch.cat([p.flatten() for p in parameters if p.requires_grad])
    return len(learned)


# %% innermost_layers_only
# counts in the modules without children; what a block with children owns itself is forgotten
import numpy as np
import torch
from torch import nn


def count_parameters(module):
    learned = set()
    for layer in module.modules():
        if len(list(layer.children())) == 0:
            learned |= {p for p in layer.parameters() if p.requires_grad}
    return sum(p.numel() for p in learned)


# %% product_without_a_start
# multiplies the sides with reduce and no start: a parameter that is a single number has no sides, and it raises TypeError
import operator
from functools import reduce

import numpy as np
import torch
from torch import nn


def count_parameters(module):
    return sum(reduce(operator.mul, p.shape) for p in module.parameters() if p.requires_grad)


# %% buffers_are_known_by_the_word_running
# Breaks "How many numbers training changes in the module and in all that it contains": layers may have any name.
# count_parameters(nn.Sequential(OrderedDict(running=nn.Linear(3, 2)))): 8 wanted, 0 given.
from torch import nn


def count_parameters(module):
    learned = {}
    for name, tensor in module.state_dict(keep_vars=True).items():
        if "running" in name or "num_batches" in name or not tensor.requires_grad:
            continue  # running_mean, running_var, num_batches_tracked; or frozen
        learned[id(tensor)] = tensor.numel()
    return sum(learned.values())


# %% a_single_number_makes_a_float
# Breaks "It is an int": np.prod of the empty shape of a 0-dimensional parameter is 1.0.
# A module whose only parameter is nn.Parameter(torch.tensor(2.0)): 1.0 is given.
import numpy as np
from torch import nn


def count_parameters(module):
    return sum(np.prod(tuple(p.shape)) for p in module.parameters() if p.requires_grad)


# %% bytes_by_four
# Breaks "How many numbers training changes": not every number has 4 bytes.
# count_parameters(nn.Linear(3, 2).double()): 8 wanted, 16 given.
from torch import nn


def count_parameters(module):
    memory = sum(p.numel() * p.element_size() for p in module.parameters() if p.requires_grad)
    return memory // 4
