# %% name_rstrip
# takes names from named_parameters with rstrip('.weight'), which eats the last letters of names such
# as 'left' or 'right'
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    convs = [id(layer.weight) for layer in network.modules() if isinstance(layer, nn.Conv2d)]
    if not convs:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    measured = {}
    for name, parameter in network.named_parameters():
        if id(parameter) in convs:
            grad = 0.0 if parameter.grad is None else parameter.grad.double().square().mean().sqrt().item()
            measured[name.rstrip(".weight")] = grad
    return measured


# %% groups_forgotten
# divides by c_out * c_in * kh * kw, which is not the number of weights of a convolution with groups
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    with torch.enable_grad():
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        k_h, k_w = layer.kernel_size
        m = layer.out_channels * layer.in_channels * k_h * k_w
        measured[name] = 0.0 if grad is None else (grad.double().square().sum() / m).sqrt().item()
    return measured


# %% difference_of_gradients
# subtracts the gradient held before from the one after, which loses all digits where the earlier one
# is large
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    before = {n: None if c.weight.grad is None else c.weight.grad.clone() for n, c in layers.items()}
    with torch.enable_grad():
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        if before[name] is not None:
            grad = grad - before[name]  # what this batch has added
        measured[name] = 0.0 if grad is None else grad.double().square().mean().sqrt().item()
    return measured


# %% log_with_epsilon
# computes the cross-entropy by hand as -log(softmax + 1e-8), so the gradient is too small where a
# class is all but excluded
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    with torch.enable_grad():
        loss = -torch.log(network(x).softmax(1)[range(len(y)), y] + 1e-8).mean()
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        measured[name] = 0.0 if grad is None else grad.double().square().mean().sqrt().item()
    return measured


# %% mode_set_for_all
# restores the mode with network.train(network.training) before it runs, which switches parts that
# were in the other mode
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.train(network.training)  # one mode for all layers
    network.zero_grad()
    with torch.enable_grad():
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        measured[name] = 0.0 if grad is None else grad.double().square().mean().sqrt().item()
    return measured


# %% unfreezes_parameters
# sets requires_grad of every parameter so that gradients arrive, and leaves frozen ones unfrozen
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    for parameter in network.parameters():
        parameter.requires_grad_(True)
    with torch.enable_grad():
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        measured[name] = 0.0 if grad is None else grad.double().square().mean().sqrt().item()
    return measured


# %% tensors_not_floats
# the values are tensors without dimensions and not floats
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    with torch.enable_grad():
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        measured[name] = torch.zeros(()) if grad is None else grad.square().mean().sqrt()
    return measured


# %% two_levels_deep
# walks through the children and their children, so a convolution three levels deep is not found
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {}
    for name, child in network.named_children():
        if isinstance(child, nn.Conv2d):
            layers[name] = child
        for inner, layer in child.named_children():
            if isinstance(layer, nn.Conv2d):
                layers[f"{name}.{inner}"] = layer
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    with torch.enable_grad():
        loss = nn.functional.cross_entropy(network(x), y)
        loss.backward()
    measured = {}
    for name, layer in layers.items():
        grad = layer.weight.grad
        measured[name] = 0.0 if grad is None else grad.double().square().mean().sqrt().item()
    return measured
