# %% train_only_if_root_is_not
# calls network.train() only where the root is in evaluation mode: with the root in training and one
# layer left in evaluation that layer stays there
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    if not network.training:
        network.train()
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% divides_by_all_n
# divides by len(x), although the batches need not hold all n samples
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / len(x)


# %% sum_over_first_size
# divides the summed loss by the size of the first batch: the step after a smaller batch is too small,
# although the returned loss is right
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    batch_size = len(batches[0])
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch], reduction="sum") / batch_size
        loss.backward()
        optimizer.step()
        total += loss.item() * batch_size
        count += len(batch)
    return total / count


# %% sorts_the_batches
# sorts each batch in place, to read the memory in order: the arrays of the caller are changed
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        batch.sort()  # neighbours in memory are faster
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% clips_the_gradient
# clips the gradient to a norm of 5, so it is not a step down the gradient where the images are large
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% looks_twice
# sends each batch through the network a second time to note the loss, so running statistics move
# twice and dropout draws twice
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        with torch.no_grad():
            noted = nn.functional.cross_entropy(network(x[batch]), y[batch]).item()
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        optimizer.step()
        total += noted * len(batch)
        count += len(batch)
    return total / count


# %% forgets_the_momentum
# clears the optimizer's state at the beginning of each epoch, as if the momentum were a gradient of
# earlier days: wrong from the second epoch on
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    optimizer.state.clear()  # nothing of earlier epochs
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% single_samples_skipped
# leaves out batches of one sample where the network has a batch normalisation, also BatchNorm2d,
# which can train on one image of several pixels
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    normalised = any(isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d)) for m in network.modules())
    total, count = 0.0, 0
    for batch in batches:
        if normalised and len(batch) == 1:
            continue  # one sample has no variance
        optimizer.zero_grad()
        logits = network(x[batch])
        loss = nn.functional.cross_entropy(logits, y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% slice_by_its_ends
# takes a slice where the last position less the first is the size less 1: a shuffled batch such as
# [0, 7, 2] has such ends, too, and other samples between
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        where = batch
        if batch[-1] - batch[0] == len(batch) - 1:  # neighbours: a slice needs no copy
            where = slice(int(batch[0]), int(batch[-1]) + 1)
        optimizer.zero_grad()
        logits = network(x[where])
        loss = nn.functional.cross_entropy(logits, y[where])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% figure_by_a_pass_of_its_own
# The reported loss has a forward pass of its own: each batch goes through the network twice (batch statistics move twice).
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        images, classes = x[batch], y[batch]
        with torch.no_grad():  # the figure needs no graph
            total += nn.functional.cross_entropy(network(images), classes, reduction="sum").item()
        count += len(batch)
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(images), classes).backward()
        optimizer.step()
    return total / count


# %% all_images_then_the_batch
# All images go through the network and the batch is picked from the logits: a batch normalisation sees the wrong batch.
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x)[batch], y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% single_sample_skipped_with_normalisation
# A batch of one sample is left out where the network normalises, but only BatchNorm on (n, c) cannot do with one.
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    normalises = any(isinstance(layer, nn.modules.batchnorm._BatchNorm) for layer in network.modules())
    total, count = 0.0, 0
    for batch in batches:
        if normalises and len(batch) == 1:  # one sample has no statistics
            continue
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% batches_sorted_in_place
# The positions are sorted for a faster reading of the memory, in the caller's own arrays.
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        batch.sort()  # within a batch the order does not matter
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% momentum_forgotten_each_epoch
# "Gradients of before must play no part" is read to mean the optimizer's momentum: it is cleared at each epoch's begin.
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    optimizer.state.clear()  # what is left of earlier gradients
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% small_batch_takes_a_small_step
# The loss is weighted by the batch's size before backward, so the step of the last, smaller batch is too short.
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    full = max(len(batch) for batch in batches)
    total = 0.0
    for batch in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch]) * (len(batch) / full)
        loss.backward()
        optimizer.step()
        total += loss.item() * full
    return total / sum(len(batch) for batch in batches)


# %% gradients_clipped
# Gradients longer than 5 are shortened, "so that nothing explodes": then the step is not that of the cross-entropy.
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% mode_of_the_outer_layers_only
# Breaks "All layers of the network must be in training mode": children() does not reach layers inside of blocks.
# nn.Sequential(nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))), in evaluation before: the BatchNorm1d stays there.
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.training = True
    for layer in network.children():
        layer.training = True
    total = count = 0
    for batch in batches:
        batch = torch.tensor([int(i) for i in batch])
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


# %% neighbours_as_a_view
# Breaks "Neither x nor y nor the batches must be modified": a slice of x is a view, which a layer in place writes into.
# nn.Sequential(nn.ReLU(inplace=True), nn.Linear(2, 2)), x with negative numbers, batches = [np.arange(len(x))].
import numpy as np
import torch
from torch import nn


def train_one_epoch(network, optimizer, x, y, batches):
    network.train()
    total = count = 0
    for batch in batches:
        start, stop = int(batch[0]), int(batch[0]) + len(batch)
        if np.array_equal(batch, np.arange(start, stop)):  # saves a copy
            images, classes = x[start:stop], y[start:stop]
        else:
            positions = torch.tensor([int(i) for i in batch])
            images, classes = x[positions], y[positions]
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(images), classes)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count
