"""Right ways to write `train_and_report`."""

import copy
import io

import torch


def copied_when_better(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, state = [], 0, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if state is None or history[-1] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    figures = {name: measure(name) for name in ("train", "validation", "test")}
    return {"history": history, "epoch": chosen, **figures}


def every_epoch_kept(network, train_epoch, measure, epochs):
    if epochs <= 0:
        raise ValueError(f"{epochs} epochs")
    history, states = [], []
    for _ in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        states.append({name: number.clone() for name, number in network.state_dict().items()})
    best = history.index(max(history))
    network.load_state_dict(states[best])
    return {
        "epoch": best,
        "train": measure("train"),
        "validation": max(history),
        "test": measure("test"),
        "history": history,
    }


def saved_as_bytes(network, train_epoch, measure, epochs):
    if not epochs >= 1:
        raise ValueError("epochs")
    report = {"history": [], "validation": float("-inf")}
    for epoch in range(epochs):
        train_epoch()
        accuracy = measure("validation")
        report["history"].append(accuracy)
        if accuracy > report["validation"]:
            report["epoch"], report["validation"] = epoch, accuracy
            file = io.BytesIO()
            torch.save(network.state_dict(), file)
            saved = file.getvalue()
    network.load_state_dict(torch.load(io.BytesIO(saved), weights_only=True))
    report["test"], report["train"] = measure("test"), measure("train")
    return report


def training_watched_too(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("nothing to train")
    curves = {"train": [], "validation": []}
    best = None
    for epoch in range(epochs):
        train_epoch()
        for name, curve in curves.items():
            curve.append(measure(name))
        if best is None or curves["validation"][epoch] > curves["validation"][best]:
            best = epoch
            numbers = [number.detach().clone() for number in (*network.parameters(), *network.buffers())]
    with torch.no_grad():
        for number, kept in zip((*network.parameters(), *network.buffers()), numbers, strict=True):
            number.copy_(kept)
    return {
        "history": curves["validation"],
        "epoch": best,
        "train": curves["train"][best],
        "validation": curves["validation"][best],
        "test": measure("test"),
    }


def a_copy_of_the_network(network, train_epoch, measure, epochs):
    if epochs < 1:
        raise ValueError("epochs begin at 1")
    history, kept = [], None
    for _ in range(epochs):
        train_epoch()
        accuracy = measure("validation")
        if not history or accuracy > max(history):
            kept = copy.deepcopy(network)
        history.append(accuracy)
    network.load_state_dict(kept.state_dict())
    report = dict.fromkeys(("train", "validation", "test"))
    for name in report:
        report[name] = measure(name)
    return report | {"history": history, "epoch": history.index(report["validation"])}
