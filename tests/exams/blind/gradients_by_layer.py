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


# %% rstrip_takes_letters_off_the_name
# rstrip(".weight") takes away any of these letters, not the ending: a layer called "right" becomes "r"
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    convolutions = {id(layer.weight) for layer in network.modules() if isinstance(layer, nn.Conv2d)}
    if not convolutions:
        raise ValueError("no convolution")
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    return {
        name.rstrip(".weight"): weight.grad.square().mean().sqrt().item()
        for name, weight in network.named_parameters()
        if id(weight) in convolutions and weight.grad is not None
    }


# %% weights_counted_without_groups
# m is taken as in * out * kernel, which is too many for a convolution with groups
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("no convolution")
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    measured = {}
    for name, layer in layers.items():
        if layer.weight.grad is None:
            continue
        m = layer.in_channels * layer.out_channels * layer.kernel_size[0] * layer.kernel_size[1]
        measured[name] = ((layer.weight.grad**2).sum() / m).sqrt().item()
    return measured


# %% zero_gradient_taken_for_unused
# "goes through" is judged by the gradient: a convolution behind which ReLU is dead is left out instead of 0.0
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("no convolution")
    loss = nn.functional.cross_entropy(network(x), y)
    weights = [layer.weight for layer in layers.values()]
    gradients = torch.autograd.grad(loss, weights, allow_unused=True, materialize_grads=True)
    sizes = {name: g.square().mean().sqrt().item() for name, g in zip(layers, gradients, strict=True)}
    return {name: size for name, size in sizes.items() if size > 0}


# %% numpy_number_instead_of_float
# the values are np.float32, which is no float
import numpy as np
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("no convolution")
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    measured = {}
    for name, layer in layers.items():
        if layer.weight.grad is not None:
            gradient = layer.weight.grad.numpy()
            measured[name] = np.sqrt(np.mean(gradient**2))
    return measured


# %% image_by_image
# sends the images one by one and adds the gradients up: with batch normalisation in training that is another gradient
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("no convolution")
    network.zero_grad()
    for i in range(len(x)):  # needs the memory of one image only
        loss = nn.functional.cross_entropy(network(x[i : i + 1]), y[i : i + 1]) / len(x)
        loss.backward()
    return {
        name: layer.weight.grad.square().mean().sqrt().item()
        for name, layer in layers.items()
        if layer.weight.grad is not None
    }


# %% logarithm_of_softmax
# log(softmax) instead of log_softmax: where a probability is rounded to 0 the gradient becomes nan
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("no convolution")
    network.zero_grad()
    probabilities = torch.softmax(network(x), dim=1)
    loss = -torch.log(probabilities[torch.arange(len(y)), y]).mean()
    loss.backward()
    return {
        name: layer.weight.grad.square().mean().sqrt().item()
        for name, layer in layers.items()
        if layer.weight.grad is not None
    }


# %% every_weight_with_four_axes
# takes each weight of four axes for a convolution's: nn.ConvTranspose2d has such a weight, too
import torch
from torch import nn


def gradients_by_layer(network, x, y):
    kernels = {name: p for name, p in network.named_parameters() if name.endswith("weight") and p.dim() == 4}
    if not kernels:
        raise ValueError("no convolution")
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    return {
        name.removesuffix("weight").removesuffix("."): p.grad.square().mean().sqrt().item()
        for name, p in kernels.items()
        if p.grad is not None
    }


# %% dropout_is_switched_off
# Breaks "Each layer must run in the mode in which it is": dropout is measured as in evaluation.
# Shows: Sequential(Conv2d(1, 2, 1), Dropout(1.0), Flatten()) in training on a pixel of 3: not 0.0, which is right.
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    random = [m for m in network.modules() if isinstance(m, (nn.Dropout, nn.Dropout2d)) and m.training]
    for module in random:
        module.eval()  # or each measurement would give other numbers
    network.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    for module in random:
        module.train()
    return {
        name: layer.weight.grad.square().mean().sqrt().item()
        for name, layer in layers.items()
        if layer.weight.grad is not None
    }


# %% parts_of_the_batch_weigh_the_same
# Breaks "The gradient is that of the mean cross-entropy of the batch": a small last part weighs as much as a full one.
# Shows: 33 images, parts of 32 and 1: the last image counts a half (Sequential(Conv2d(1, 2, 1), Flatten())).
from torch import nn


def gradients_by_layer(network, x, y):
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not layers:
        raise ValueError("the network has no nn.Conv2d")
    network.zero_grad()
    parts = list(zip(x.split(32), y.split(32), strict=True))  # less memory at a time
    for some_x, some_y in parts:
        (nn.functional.cross_entropy(network(some_x), some_y) / len(parts)).backward()
    return {
        name: layer.weight.grad.square().mean().sqrt().item()
        for name, layer in layers.items()
        if layer.weight.grad is not None
    }
