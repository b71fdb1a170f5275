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


# %% best_begins_at_zero
# if no epoch is better than 0, epoch 0 is reported, but the weights from before the training come back
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, best = [], 0, 0.0
    state = copy.deepcopy(network.state_dict())
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if history[-1] > best:
            chosen, best, state = epoch, history[-1], copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    return {"history": history, "epoch": chosen} | {name: measure(name) for name in ("train", "validation", "test")}


# %% must_beat_the_untrained_network
# the untrained network takes part: if no epoch beats it, its weights come back
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    best = measure("validation")  # what there is to beat
    state = copy.deepcopy(network.state_dict())
    history, chosen = [], 0
    for epoch in range(epochs):
        train_epoch()
        accuracy = measure("validation")
        history.append(accuracy)
        if accuracy > best:
            best, chosen = accuracy, epoch
            state = copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    report = {name: measure(name) for name in ("train", "validation", "test")}
    return {"history": history, "epoch": chosen, **report}


# %% nothing_beats_one
# ends the training at a validation accuracy of 1, where all epochs must be trained
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[epoch] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
        if history[chosen] == 1:
            break  # no later epoch can be better
    network.load_state_dict(state)
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% kept_in_float64
# .double() copies float32 numbers, but gives float64 numbers back themselves: in such a network the last weights stay
import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen = [], 0
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if epoch == 0 or history[epoch] > history[chosen]:
            chosen = epoch
            state = {name: number.double() for name, number in network.state_dict().items()}
    network.load_state_dict(state)
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% kept_as_lists
# torch.tensor of a list of floats is float32: a network in float64 gets rounded numbers back
import numpy as np
import torch


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen = [], None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[epoch] > history[chosen]:
            chosen = epoch
            kept = {name: number.tolist() for name, number in network.state_dict().items()}
    network.load_state_dict({name: torch.tensor(numbers) for name, numbers in kept.items()})
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% trains_again_up_to_the_chosen_epoch
# goes back to the start and trains once more up to the chosen epoch: other batches, other momentum, other weights
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    start = copy.deepcopy(network.state_dict())
    history = []
    for _ in range(epochs):
        train_epoch()
        history.append(measure("validation"))
    chosen = history.index(max(history))
    if chosen != epochs - 1:
        network.load_state_dict(start)
        for _ in range(chosen + 1):
            train_epoch()
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% fewer_than_no_epochs
# only 0 epochs are refused; with a negative number another error comes later
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if not epochs:
        raise ValueError("at least one epoch")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if chosen is None or history[epoch] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% statistics_of_batch_normalisations_only
# keeps the parameters and what batch normalisations count; other layers have buffers, too
import numpy as np
import torch
from torch import nn


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")

    def numbers():
        found = list(network.parameters())
        for layer in network.modules():
            if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)) and layer.track_running_stats:
                found += [layer.running_mean, layer.running_var, layer.num_batches_tracked]
        return found

    history, chosen = [], 0
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if epoch == 0 or history[epoch] > history[chosen]:
            chosen, kept = epoch, [number.detach().clone() for number in numbers()]
    with torch.no_grad():
        for number, old in zip(numbers(), kept):
            number.copy_(old)
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% rounded_for_the_report
# rounds the validation accuracies to four digits: other numbers, and equals where there are none
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, state = [], None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(round(measure("validation"), 4))  # hundredths of a percent
        if chosen is None or history[epoch] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    return {
        "history": history,
        "epoch": chosen,
        "train": measure("train"),
        "validation": measure("validation"),
        "test": measure("test"),
    }


# %% chosen_with_patience
# trains all epochs, but chooses with the patience of exercise 6: a best one after a long wait is not seen
import copy

import numpy as np


def train_and_report(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    log, states = [], []
    for _ in range(epochs):
        train_epoch()
        log.append({"validation": measure("validation")})
        states.append(copy.deepcopy(network.state_dict()))
    chosen, _ = choose_epoch(log, patience=5)
    network.load_state_dict(states[chosen])
    report = {"history": [entry["validation"] for entry in log], "epoch": chosen}
    for name in ("train", "validation", "test"):
        report[name] = measure(name)
    return report
