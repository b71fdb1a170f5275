# %% restores_with_train
# puts modes back with module.train(mode), which reaches the layers below: a layer that belongs to two
# blocks takes the mode of the later block
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.train(mode)
    return total / len(x), hits / len(x)


# %% children_only
# switches only the children to evaluation: a network whose own forward asks self.training (functional
# dropout), or that is a single layer, still drops
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    for layer in network.children():
        layer.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)


# %% three_kinds_of_layers
# switches only nn.Dropout, BatchNorm1d and BatchNorm2d: Dropout2d and all other layers that know
# modes stay in training
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    for module in network.modules():
        if isinstance(module, (nn.Dropout, nn.BatchNorm1d, nn.BatchNorm2d)):
            module.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)


# %% made_double
# converts network and images to float64 for precision: a network of float32 is one of float64
# afterwards
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    network.double()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size].double())
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)


# %% whole_set_forward
# calls network.forward on all of x at once and cuts only the logits: more than batch_size images go
# through the network
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    with torch.no_grad():
        all_logits = network.forward(x)
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = all_logits[start : start + batch_size]
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)


# %% log_of_softmax
# takes the log of the softmax plus 1e-12 by hand: a loss above 27 is cut off there, so sure and wrong
# answers are too cheap
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += -torch.log(logits.softmax(dim=1).gather(1, classes[:, None]) + 1e-12).sum().item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)


# %% eval_if_root_trains
# where the root is in evaluation mode already nothing is switched, so a layer that is in training
# mode all the same (a dropout kept alive) drops
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    if network.training:
        network.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)


# %% back_if_root_trained
# puts modes back only where the root was in training: a single layer in training below a root in
# evaluation is left in evaluation
import functools
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    was_training = network.training
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    if was_training:
        for module, mode in modes:
            module.training = mode
    return total / len(x), hits / len(x)


# %% cached
# functools.cache knows tensors and networks by identity: after a training step the same call gives
# the figures of before
import functools
import torch
from torch import nn


@functools.cache  # the same network and the same images have the same figures
def evaluate(network, x, y, batch_size):
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    total, hits = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            classes = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            hits += (logits.argmax(dim=1) == classes).sum().item()
    for module, mode in modes:
        module.training = mode
    return total / len(x), hits / len(x)
