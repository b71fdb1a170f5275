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
