# %% only_floats_kept
# keeps only the floating-point numbers of the state: counters of int64 such as num_batches_tracked
# stay at the last epoch
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            state = {k: v.clone() for k, v in network.state_dict().items() if v.is_floating_point()}

    network.load_state_dict(state, strict=False)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% running_by_name
# keeps the parameters and what is called running_mean or running_var: num_batches_tracked and buffers
# of other names stay at the last epoch
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            state = {name: number.detach().clone() for name, number in network.named_parameters()}
            for name, number in network.named_buffers():
                if name.endswith(("running_mean", "running_var")):
                    state[name] = number.clone()

    network.load_state_dict(state, strict=False)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% kept_in_half
# keeps the floating-point numbers in half precision to save memory: the weights come back rounded
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            state = {k: v.half() if v.is_floating_point() else v.clone() for k, v in network.state_dict().items()}

    network.load_state_dict(state)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% frozen_not_kept
# keeps the parameters that require gradients and the buffers: a parameter without gradient that the
# training changes (a moving average) stays at the last epoch
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            kept = [p for p in network.parameters() if p.requires_grad] + list(network.buffers())
            state = [(number, number.detach().clone()) for number in kept]

    with torch.no_grad():
        for number, value in state:
            number.copy_(value)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% best_begins_at_0
# the best begins at 0 and must be beaten: where all accuracies are 0, epoch 0 is reported but no
# weights were kept, and the last ones stay
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, best, state = [], 0, 0.0, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if history[-1] > best:
            chosen = epoch
            best = history[-1]
            state = copy.deepcopy(network.state_dict())

    if state is not None:
        network.load_state_dict(state)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% stops_when_perfect
# stops where the validation accuracy is 1.0: not all epochs are trained, and the history is too short
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            state = copy.deepcopy(network.state_dict())
        if history[-1] >= 1.0:
            break  # nothing can be better
    network.load_state_dict(state)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% patience_of_10
# stops after ten epochs without a better one, though all epochs are to be trained
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            state = copy.deepcopy(network.state_dict())
        if epoch - chosen >= 10:
            break
    network.load_state_dict(state)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% least_improvement
# takes an epoch as better only where it is better by more than 0.0001
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("no epochs")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen] + 1e-4:
            chosen = epoch
            state = copy.deepcopy(network.state_dict())

    network.load_state_dict(state)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report


# %% not_epochs
# refuses only 0 epochs: with a negative number it trains nothing, and reports the network as it was
import copy
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if not epochs:
        raise ValueError("no epochs")
    history, chosen, state = [], None, copy.deepcopy(network.state_dict())
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[-1] > history[chosen]:
            chosen = epoch
            state = copy.deepcopy(network.state_dict())

    network.load_state_dict(state)
    report = {"history": history, "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report
