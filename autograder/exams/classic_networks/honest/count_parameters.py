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


def stack_of_modules(module):
    waiting, seen, total = [module], set(), 0
    while waiting:
        layer = waiting.pop()
        waiting += layer.children()
        for parameter in layer.parameters(recurse=False):
            if id(parameter) in seen or not parameter.requires_grad:
                continue
            seen.add(id(parameter))
            size = 1
            for side in parameter.shape:
                size *= side
            total += size
    return total


def rows_times_columns(module):
    total = 0
    for name, parameter in module.named_parameters():
        if parameter.requires_grad and name:
            rows = torch.atleast_1d(parameter).shape[0]
            columns = parameter.reshape(rows, -1).shape[1]
            total += rows * columns
    return int(total)


def all_but_the_frozen(module):
    everything = [p.numel() for p in module.parameters()]
    frozen = [p.numel() for p in module.parameters() if not p.requires_grad]
    return sum(everything) - sum(frozen)


def bytes_divided(module):
    trained = [p.detach() for p in module.parameters() if p.requires_grad]
    return sum(p.nbytes // p.element_size() for p in trained)


def added_from_the_end(module):
    sizes = [(p.numel(), p.requires_grad) for p in module.parameters()]
    total, position = 0, len(sizes) - 1
    while position >= 0:
        size, learned = sizes[position]
        if learned:
            total = total + size
        position = position - 1
    return total
