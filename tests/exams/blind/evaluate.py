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


# %% modes_of_the_children_only
# The mode of each child is remembered and put back with child.train(mode): mixed modes inside a block are lost.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    mode, modes = network.training, [layer.training for layer in network.children()]
    network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    network.training = mode
    for layer, before in zip(network.children(), modes):
        layer.train(before)
    return loss / len(x), right / len(x)


# %% only_dropouts_and_normalisations
# Only dropouts and batch normalisations are switched: others that ask for the mode (RReLU, a block of one's own) are not.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    kinds = nn.modules.batchnorm._BatchNorm, nn.modules.dropout._DropoutNd
    switched = [layer for layer in network.modules() if isinstance(layer, kinds) and layer.training]
    for layer in switched:
        layer.training = False
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for layer in switched:
        layer.training = True
    return loss / len(x), right / len(x)


# %% switched_only_if_in_training
# The network is switched only if it says that it is in training: a layer in it may be so while the network is not.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    if network.training:
        network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for layer, mode in modes:
        layer.training = mode
    return loss / len(x), right / len(x)


# %% logarithm_of_a_clamped_probability
# The loss is the logarithm of a probability of at least 1e-12: a network that is sure and wrong pays at most 27.6.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            probabilities = torch.softmax(logits, dim=1)
            of_class = probabilities[torch.arange(len(classes)), classes]
            loss -= torch.log(of_class.clamp(min=1e-12)).sum().item()  # no logarithm of 0
            right += (probabilities.argmax(dim=1) == classes).sum().item()
    for layer, mode in modes:
        layer.training = mode
    return loss / len(x), right / len(x)


# %% logits_shifted_in_place
# The largest logit is subtracted in place: where the network hands its input through, these are the caller's images.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            logits -= logits.max(dim=1, keepdim=True).values  # so that exp does not overflow
            of_class = logits[torch.arange(len(classes)), classes]
            loss += (logits.exp().sum(dim=1).log() - of_class).sum().item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for layer, mode in modes:
        layer.training = mode
    return loss / len(x), right / len(x)


# %% number_of_batches_rounded
# The number of batches is rounded to the nearest: where it is rounded down, more than batch_size images go at once.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    network.eval()
    pieces = max(1, round(len(x) / batch_size))
    loss, right = 0.0, 0
    with torch.no_grad():
        for images, classes in zip(x.tensor_split(pieces), y.tensor_split(pieces)):
            logits = network(images)
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for layer, mode in modes:
        layer.training = mode
    return loss / len(x), right / len(x)


# %% accuracy_rounded
# The accuracy is rounded to a hundredth of a percent.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for layer, mode in modes:
        layer.training = mode
    return loss / len(x), round(right / len(x), 4)


# %% frozen_put_back_with_eval
# All are put in training and those that were not get .eval(), which also reaches the layers in them that were.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    frozen = [layer for layer in network.modules() if not layer.training]
    network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    network.train()
    for layer in frozen:
        layer.eval()
    return loss / len(x), right / len(x)


# %% both_figures_in_an_array
# Both sums stand in an array, and it is an array of two figures that comes back, not a tuple of floats.
import numpy as np
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    network.eval()
    sums = np.zeros(2)
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            sums += (
                nn.functional.cross_entropy(logits, classes, reduction="sum").item(),
                (logits.argmax(dim=1) == classes).sum().item(),
            )
    for layer, mode in modes:
        layer.training = mode
    return sums / len(x)


# %% modes_remembered_by_description
# Breaks "Afterwards each layer must be in the mode in which it was": layers that print alike share one entry.
# nn.Sequential(nn.Dropout(0.5), nn.Linear(2, 2), nn.Dropout(0.5)) in training, layer "0" in evaluation.
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = {str(layer): layer.training for layer in network.modules()}
    network.eval()
    n, loss, right = len(x), 0.0, 0
    with torch.no_grad():
        for start in range(0, n, batch_size):
            logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
            loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(dim=1) == classes).sum().item()
    for layer in network.modules():
        layer.training = modes[str(layer)]
    return loss / n, right / n


# %% early_return_where_all_fits
# Breaks "Afterwards each layer must be in the mode in which it was": the way for a single batch returns before that.
# nn.Linear(2, 2) in training, 3 images, batch_size=3: it stays in evaluation mode.
import torch
from torch import nn


def figures_of(network, x, y):
    with torch.no_grad():
        logits = network(x)
        loss = nn.functional.cross_entropy(logits, y, reduction="sum").item()
        return loss, (logits.argmax(dim=1) == y).sum().item()


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    network.eval()
    n = len(x)
    if n <= batch_size:
        loss, right = figures_of(network, x, y)
        return loss / n, right / n
    parts = [figures_of(network, *part) for part in zip(x.split(batch_size), y.split(batch_size))]
    for layer, mode in modes:
        layer.training = mode
    return sum(loss for loss, _ in parts) / n, sum(right for _, right in parts) / n


# %% frozen_instead_of_no_grad
# Breaks "Nothing must be noted down for a way back": with frozen parameters a graph still begins at x.
# nn.Linear(2, 3), x = torch.ones(4, 2, requires_grad=True): the logits require a gradient.
import torch
from torch import nn


def evaluate(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    network.eval()
    for parameter in learning:
        parameter.requires_grad = False
    n, loss, right = len(x), 0.0, 0
    for start in range(0, n, batch_size):
        logits, classes = network(x[start : start + batch_size]), y[start : start + batch_size]
        loss += nn.functional.cross_entropy(logits, classes, reduction="sum").item()
        right += (logits.argmax(dim=1) == classes).sum().item()
    for parameter in learning:
        parameter.requires_grad = True
    for layer, mode in modes:
        layer.training = mode
    return loss / n, right / n
