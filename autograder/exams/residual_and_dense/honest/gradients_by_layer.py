"""Right ways to write `gradients_by_layer`."""

import copy

import numpy as np
import torch
from torch import nn
from torch.nn import functional


def zeroed_first(network, x, y):
    convolutions = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not convolutions:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    functional.cross_entropy(network(x), y).backward()
    return {name: layer.weight.grad.square().mean().sqrt().item() for name, layer in convolutions.items()}


def without_backward(network, x, y):
    names, weights = [], []
    for name, layer in network.named_modules():
        if type(layer) is nn.Conv2d:
            names.append(name)
            weights.append(layer.weight)
    if len(names) == 0:
        raise ValueError("there is no convolution")
    gradients = torch.autograd.grad(nn.CrossEntropyLoss()(network(x), y), weights)
    return {name: float(torch.sqrt(torch.mean(g**2))) for name, g in zip(names, gradients, strict=True)}


def on_a_copy(network, x, y):
    spare = copy.deepcopy(network)  # its parameters have no gradients yet
    logits = spare(x)
    chosen = torch.log_softmax(logits, dim=1)[torch.arange(len(y)), y]
    (-chosen.mean()).backward()
    found = {}
    for name, parameter in spare.named_parameters():
        owner = spare.get_submodule(name.rpartition(".")[0])
        if isinstance(owner, nn.Conv2d) and name.endswith(".weight"):
            found[name.removesuffix(".weight")] = float(np.sqrt(np.mean(parameter.grad.numpy() ** 2)))
    if not found:
        raise ValueError("no convolution in the network")
    return found


def with_hooks(network, x, y):
    measured, handles = {}, []

    def note(name):
        def hook(gradient):
            measured[name] = gradient.norm().item() / gradient.numel() ** 0.5

        return hook

    for name, layer in network.named_modules():
        if isinstance(layer, nn.Conv2d):
            handles.append((name, layer.weight.register_hook(note(name))))
    if not handles:
        raise ValueError("nothing to measure")
    functional.nll_loss(functional.log_softmax(network(x), dim=1), y).backward()
    for _, handle in handles:
        handle.remove()
    return {name: measured[name] for name, _ in handles}


def what_it_held_put_back(network, x, y):
    held = [parameter.grad for parameter in network.parameters()]
    for parameter in network.parameters():
        parameter.grad = None
    loss = functional.cross_entropy(network(x), y, reduction="sum") / len(x)
    loss.backward()
    measured = {}
    for name, layer in network.named_modules():
        if isinstance(layer, nn.Conv2d):
            numbers = layer.weight.grad.flatten()
            measured[name] = (numbers @ numbers / len(numbers)).sqrt().item()
    for parameter, gradient in zip(network.parameters(), held, strict=True):
        parameter.grad = gradient
    if measured == {}:
        raise ValueError("the network has no convolution")
    return measured


def logits_by_hand(network, x, y):
    if not any(isinstance(layer, nn.Conv2d) for layer in network.modules()):
        raise ValueError("a network without a convolution")
    network.zero_grad(set_to_none=True)
    logits = network(x)
    upstream = torch.softmax(logits.detach(), dim=1)
    upstream[torch.arange(len(y)), y] -= 1
    logits.backward(upstream / len(y))
    convolutions = [(name, layer) for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)]
    return {name: float(layer.weight.grad.pow(2).mean() ** 0.5) for name, layer in convolutions}
