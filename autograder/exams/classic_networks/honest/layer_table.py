"""Right ways to write `layer_table`."""

import copy

import torch
from torch import nn


def _learned(layer):
    return sum(p.numel() for p in layer.parameters() if p.requires_grad)


def _names(network):
    return [name for name, _ in network.named_modules(remove_duplicate=False) if name and "." not in name]


def modes_put_back(network, shape):
    modes = {module: module.training for module in network.modules()}
    network.eval()
    x, rows = torch.zeros(1, *shape), []
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), _learned(layer)))
    for module, training in modes.items():
        module.training = training
    return rows


def on_a_copy(network, shape):
    spare = copy.deepcopy(network).eval()
    x, rows = torch.rand([1, *shape]), []
    with torch.no_grad():
        for name in spare._modules:
            x = spare._modules[name](x)
            rows += [(name, tuple(x[0].shape), _learned(network.get_submodule(name)))]
    return rows


def with_hooks(network, shape):
    rows, x = [], torch.ones(1, *shape)
    spare = copy.deepcopy(network)
    spare.eval()

    def note(name):
        def hook(layer, inputs, output):
            rows.append((name, tuple(output.shape)[1:], _learned(layer)))

        return hook

    for name in _names(spare):
        layer = spare.get_submodule(name)
        handle = layer.register_forward_hook(note(name))
        x = layer(x)
        handle.remove()
    return rows


def one_prefix_after_the_other(network, shape):
    before = [(module, module.training) for module in network.modules()]
    for module, _ in before:
        module.training = False
    names = _names(network)
    with torch.inference_mode():
        sizes = [network[: i + 1](torch.zeros(1, *shape)).size()[1:] for i in range(len(names))]
    for module, training in before:
        module.training = training
    return [(names[i], tuple(sizes[i]), _learned(network[i])) for i in range(len(names))]


def two_images(network, shape):
    network, x = copy.deepcopy(network).eval(), torch.zeros(2, *shape)
    results = []
    for layer in network:
        x = layer(x)
        results.append(x)
    return [
        (name, tuple(result.shape[1:]), _learned(layer))
        for name, layer, result in zip(network._modules, network, results, strict=True)
    ]


class _Row:
    def __init__(self, name, layer, x):
        self.output = layer(x)
        self.as_tuple = (name, tuple(self.output.size())[1:], _learned(layer))


def rows_as_objects(network, shape):
    modes = [module.training for module in network.modules()]
    nn.Module.train(network, False)
    rows, x = [], torch.zeros(1, *shape)
    for name, layer in zip(_names(network), network, strict=True):
        rows.append(_Row(name, layer, x))
        x = rows[-1].output
    for module, mode in zip(network.modules(), modes, strict=True):
        module.training = mode
    return [row.as_tuple for row in rows]
