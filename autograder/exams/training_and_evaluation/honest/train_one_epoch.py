"""Right ways to write `train_one_epoch`."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional


def weighted_by_the_batch(network, optimizer, x, y, batches):
    network.train()
    total, count = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        count += len(batch)
    return total / count


def summed_apart(network, optimizer, x, y, batches):
    network.train(True)
    losses, criterion = [], nn.CrossEntropyLoss(reduction="none")
    for batch in batches:
        each = criterion(network(x[batch]), y[batch])
        network.zero_grad()
        each.mean().backward()
        optimizer.step()
        losses += each.detach().tolist()
    return sum(losses) / len(losses)


def with_logarithms(network, optimizer, x, y, batches):
    network.train()
    total, positions = 0.0, 0
    for batch in batches:
        rows = torch.as_tensor(np.array(batch))
        log_p = torch.log_softmax(network(x.index_select(0, rows)), dim=1)
        loss = -log_p[torch.arange(len(rows)), y[rows]].sum()
        optimizer.zero_grad(set_to_none=True)
        (loss / len(rows)).backward()
        optimizer.step()
        with torch.no_grad():
            total += float(loss)
        positions += len(rows)
    return total / positions


def without_backward(network, optimizer, x, y, batches):
    for layer in network.modules():
        layer.training = True
    sums, sizes = [], []
    for batch in batches:
        parameters = list(network.parameters())
        loss = functional.cross_entropy(network(x[batch]), y[batch], reduction="sum")
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss / len(batch), parameters), strict=True):
            parameter.grad = gradient
        optimizer.step()
        sums.append(loss.item())
        sizes.append(len(batch))
    return sum(sums) / sum(sizes)


def cleared_after_each_step(network, optimizer, x, y, batches):
    network.train()
    optimizer.zero_grad()
    losses = []
    for batch in batches:
        images, classes = x[batch].clone(), y[batch].clone()
        loss = functional.nll_loss(functional.log_softmax(network(images), 1), classes)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.extend([loss.item()] * len(classes))
    return float(np.mean(losses))


def in_a_closure(network, optimizer, x, y, batches):
    network.train()
    seen = []
    for batch in batches:

        def again(batch=batch):
            optimizer.zero_grad()
            loss = nn.CrossEntropyLoss()(network(x[batch]), y[batch])
            loss.backward()
            return loss

        seen.append((optimizer.step(again).item(), len(batch)))
    return sum(loss * size for loss, size in seen) / sum(size for _, size in seen)
