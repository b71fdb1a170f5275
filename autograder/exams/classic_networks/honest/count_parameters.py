"""Right ways to write `count_parameters`."""

import math

import numpy as np
import torch


def sum_of_numel(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


def loop(module):
    total = 0
    for parameter in module.parameters():
        if not parameter.requires_grad:
            continue
        total += parameter.nelement()
    return total


def product_of_the_sides(module):
    total = 0
    for _, parameter in module.named_parameters():
        if parameter.requires_grad:
            total = total + math.prod(parameter.shape)
    return total


def layer_by_layer(module):
    known = {}
    for layer in module.modules():
        for parameter in layer.parameters(recurse=False):
            if parameter.requires_grad:
                known[id(parameter)] = parameter.numel()
    return sum(known.values())


def _collect(module, found):
    for parameter in module._parameters.values():
        if parameter is not None and parameter.requires_grad and all(parameter is not other for other in found):
            found.append(parameter)
    for child in module.children():
        _collect(child, found)
    return found


def recursion(module):
    return sum(len(parameter.flatten()) for parameter in _collect(module, []))


def numpy_sizes(module):
    sizes = [np.size(p.detach().numpy()) for p in module.parameters() if p.requires_grad]
    return int(np.sum(sizes, dtype=np.int64))


def all_in_one_vector(module):
    learned = [p for p in module.parameters() if p.requires_grad]
    if not learned:
        return 0
    return torch.nn.utils.parameters_to_vector(learned).shape[0]


def filtered(module):
    trainable = filter(lambda p: p.requires_grad, module.parameters())
    return sum(map(torch.numel, trainable))
