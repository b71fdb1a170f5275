"""Right ways to write `evaluate`."""

import copy

import numpy as np
import torch
from torch import nn
from torch.nn import functional


def sums_in_a_loop(network, x, y, batch_size):
    before = {layer: layer.training for layer in network.modules()}
    network.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            logits = network(x[start : start + batch_size])
            classes = y[start : start + batch_size]
            loss += functional.cross_entropy(logits, classes, reduction="sum").item()
            right += (logits.argmax(1) == classes).sum().item()
    for layer, training in before.items():
        layer.training = training
    return loss / len(x), right / len(x)


def logits_collected_first(network, x, y, batch_size):
    modes = [layer.training for layer in network.modules()]
    network.train(False)
    with torch.inference_mode():
        logits = torch.cat([network(images) for images in x.split(batch_size)])
        loss = nn.CrossEntropyLoss()(logits, y)
        accuracy = (logits.max(dim=1).indices == y).float().mean()
    for layer, training in zip(network.modules(), modes, strict=True):
        layer.training = training
    return float(loss), float(accuracy)


@torch.no_grad()
def weighted_means(network, x, y, batch_size):
    was_training = [layer for layer in network.modules() if layer.training]
    network.eval()
    losses, accuracies, weights = [], [], []
    for images, classes in zip(torch.split(x, batch_size), torch.split(y, batch_size), strict=True):
        logits = network(images)
        losses.append(functional.cross_entropy(logits, classes).item())
        accuracies.append((torch.argmax(logits, dim=-1) == classes).float().mean().item())
        weights.append(len(images))
    for layer in was_training:
        layer.training = True
    count = [round(accuracy * weight) for accuracy, weight in zip(accuracies, weights, strict=True)]
    return float(np.average(losses, weights=weights)), sum(count) / sum(weights)


def with_numpy(network, x, y, batch_size):
    modes = [(layer, layer.training) for layer in network.modules()]
    rows = []
    try:
        network.eval()
        start = 0
        while start < x.shape[0]:
            with torch.no_grad():
                rows.append(network(x[start : start + batch_size]).numpy())
            start += batch_size
    finally:
        for layer, mode in modes:
            layer.training = mode
    logits, classes = np.concatenate(rows).astype(np.float64), y.numpy()
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    true = log_p[np.arange(len(classes)), classes]
    return float(-true.mean()), float(np.mean(logits.argmax(axis=1) == classes))


def on_a_copy(network, x, y, batch_size):
    spare = copy.deepcopy(network).eval()
    total, right = 0.0, 0.0
    for i in range(0, x.size(0), batch_size):
        with torch.no_grad():
            logits = spare(x[i : i + batch_size])
        log_p = functional.log_softmax(logits, dim=1)
        classes = y[i : i + batch_size]
        total -= log_p.gather(1, classes[:, None]).sum().item()
        right += logits.argmax(dim=1).eq(classes).sum().item()
    return total / x.size(0), right / x.size(0)


def one_sample_after_the_other(network, x, y, batch_size):
    layers = list(network.modules())
    modes = [layer.training for layer in layers]
    network.eval()
    losses, hits = [], []
    with torch.no_grad():
        for image, true in zip(x, y, strict=True):
            logits = network(image[None])[0]
            losses.append((torch.logsumexp(logits, 0) - logits[true]).item())
            hits.append(int(logits.argmax()) == int(true))
    for layer, mode in zip(layers, modes, strict=True):
        layer.training = mode
    return sum(losses) / len(losses), sum(hits) / len(hits)
