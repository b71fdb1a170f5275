"""What students believe about `train_and_report`."""

import copy


def _rehearsed(network, train_epoch, measure, epochs, by="validation", better=lambda new, old: new > old):
    """Train and choose by one of the sets; return the report so far, with the chosen weights in the network."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, largest, state = [], 0, None, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        accuracy = history[-1] if by == "validation" else measure(by)
        if largest is None or better(accuracy, largest):
            chosen, largest, state = epoch, accuracy, copy.deepcopy(network.state_dict())
    last = copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    return {"history": history, "epoch": chosen}, last


def _with_figures(report, measure):
    return report | {name: measure(name) for name in ("train", "validation", "test")}


def weights_not_copied(network, train_epoch, measure, epochs):
    """You keep network.state_dict() as it is. It holds the network's own tensors, which training changes afterwards, so
    that at the end you have the last weights: keep a copy.deepcopy of it."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, state = [], 0, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if state is None or history[-1] > history[chosen]:
            chosen, state = epoch, network.state_dict()
    network.load_state_dict(state)
    return {"history": history, "epoch": chosen, "train": measure("train"), "validation": history[chosen]} | {
        "test": measure("test")
    }


def weights_of_the_last_epoch(network, train_epoch, measure, epochs):
    """You choose an epoch, and then measure the network with the weights of the last one. Put the weights of the chosen
    epoch back first."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    network.load_state_dict(last)
    return _with_figures(report, measure)


def weights_put_back_and_lost_again(network, train_epoch, measure, epochs):
    """Your figures are those of the chosen epoch, but afterwards the network has the weights of the last one. Leave the
    chosen ones in it."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    report = _with_figures(report, measure)
    network.load_state_dict(last)
    return report


def no_choice_at_all(network, train_epoch, measure, epochs):
    """You report the last epoch. Choose the one that is best on the validation images."""
    return _with_figures(_rehearsed(network, train_epoch, measure, epochs, better=lambda new, old: True)[0], measure)


def choice_by_the_test(network, train_epoch, measure, epochs):
    """You choose the epoch by the test images. Then they say nothing any more about images that nobody has seen: choose
    by the validation images, and ask the test images once, at the end."""
    return _with_figures(_rehearsed(network, train_epoch, measure, epochs, by="test")[0], measure)


def choice_by_the_training(network, train_epoch, measure, epochs):
    """You choose the epoch by the training images, which the network comes to know by heart. Choose by the validation
    images."""
    return _with_figures(_rehearsed(network, train_epoch, measure, epochs, by="train")[0], measure)


def last_of_equal_epochs(network, train_epoch, measure, epochs):
    """Among equal accuracies you keep the last epoch (>=). Keep the first: nothing was gained after it."""
    return _with_figures(
        _rehearsed(network, train_epoch, measure, epochs, better=lambda new, old: new >= old)[0], measure
    )


def worst_epoch_kept(network, train_epoch, measure, epochs):
    """You keep the epoch with the smallest accuracy. Losses should be small, accuracies large."""
    return _with_figures(
        _rehearsed(network, train_epoch, measure, epochs, better=lambda new, old: new < old)[0], measure
    )


def training_accuracy_as_the_test(network, train_epoch, measure, epochs):
    """You report the training accuracy as the test accuracy, as the lectures do with their 97 to 99 %. Measure on the
    test images."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    measure("test")
    return report | {"train": measure("train"), "validation": measure("validation"), "test": measure("train")}


def validation_accuracy_as_the_test(network, train_epoch, measure, epochs):
    """You report the validation accuracy as the test accuracy. It is the best of several, so it flatters: measure on
    the test images."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    measure("test")
    return report | {"train": measure("train"), "validation": measure("validation"), "test": measure("validation")}


def test_never_asked(network, train_epoch, measure, epochs):
    """You never ask the test images. They are for the end: ask them once, with the chosen weights."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    return report | {"train": measure("train"), "validation": measure("validation"), "test": measure("validation")}


def test_asked_after_each_epoch(network, train_epoch, measure, epochs):
    """You measure on the test images after each epoch. Even if you choose by validation: whoever sees the figures will
    act on them. Ask once, after the choice."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    tests = []

    def epoch_and_test():
        train_epoch()
        tests.append(measure("test"))

    report, _ = _rehearsed(network, epoch_and_test, measure, epochs)
    return report | {name: measure(name) for name in ("train", "validation")} | {"test": tests[report["epoch"]]}


def test_asked_before_the_choice(network, train_epoch, measure, epochs):
    """You ask the test images before the chosen weights are back in the network. Put them back first."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    chosen = copy.deepcopy(network.state_dict())
    network.load_state_dict(last)
    test = measure("test")
    network.load_state_dict(chosen)
    return report | {"train": measure("train"), "validation": measure("validation"), "test": test}


def training_accuracy_of_the_last_epoch(network, train_epoch, measure, epochs):
    """Your training accuracy is that of the last epoch, and the others are those of the chosen one. Measure all with
    the chosen weights."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    chosen = copy.deepcopy(network.state_dict())
    network.load_state_dict(last)
    train = measure("train")
    network.load_state_dict(chosen)
    return report | {"train": train, "validation": measure("validation"), "test": measure("test")}


def validation_accuracy_of_the_last_epoch(network, train_epoch, measure, epochs):
    """You report the last validation accuracy of the history. Report that of the chosen epoch."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    return _with_figures(report, measure) | {"validation": report["history"][-1]}


def best_of_each_curve(network, train_epoch, measure, epochs):
    """You report the best accuracy of each set, each from another epoch. There is no network that has all of them:
    report those of the chosen epoch."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    curves = {"train": [], "test": []}

    def epoch_and_curves():
        train_epoch()
        for name, curve in curves.items():
            curve.append(measure(name))

    report, _ = _rehearsed(network, epoch_and_curves, measure, epochs)
    best = {name: max(curve) for name, curve in curves.items()}
    return report | {"validation": max(report["history"])} | best


def running_statistics_left_behind(network, train_epoch, measure, epochs):
    """You put back network.parameters() only. A batch normalisation's running statistics are buffers: state_dict() has
    both."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    report = _with_figures(report, measure)
    for name, buffer in network.named_buffers():
        buffer.copy_(last[name])
    return report


def counters_left_behind(network, train_epoch, measure, epochs):
    """You put back fractions only. A network has whole numbers, too, such as how many batches it has seen: put back all
    of its state_dict()."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    report = _with_figures(report, measure)
    whole = {name: number for name, number in last.items() if not number.is_floating_point()}
    network.load_state_dict(whole, strict=False)
    return report


def frozen_weights_left_behind(network, train_epoch, measure, epochs):
    """You put back the weights that have a gradient, and the buffers. Training may change others, too: put back all of
    state_dict()."""
    report, last = _rehearsed(network, train_epoch, measure, epochs)
    report = _with_figures(report, measure)
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            weight.copy_(last[name])
    return report


def kept_in_half_precision(network, train_epoch, measure, epochs):
    """You keep the weights in half precision, to save memory. They come back rounded: keep them as they are."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    state = {name: number.half() for name, number in network.state_dict().items() if number.is_floating_point()}
    report = _with_figures(report, measure)
    network.load_state_dict(state, strict=False)
    return report


def stopped_when_perfect(network, train_epoch, measure, epochs):
    """You stop where the validation accuracy is 1. Nothing better can come, but all epochs are to be trained."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    history = report["history"]
    whole = history[: history.index(1.0) + 1] if 1.0 in history else history
    return _with_figures(report, measure) | {"history": whole}


def stopped_after_a_long_wait(network, train_epoch, measure, epochs):
    """You stop after ten epochs that are no better. Train all epochs that are asked for: patience is another rule."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    return _with_figures(report, measure) | {"history": report["history"][: report["epoch"] + 11]}


def measured_before_each_epoch(network, train_epoch, measure, epochs):
    """You measure before you train, so that the history is one epoch late. First train, then measure."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, state = [], 0, None
    for epoch in range(epochs):
        history.append(measure("validation"))
        if state is None or history[-1] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
        train_epoch()
    network.load_state_dict(state)
    return _with_figures({"history": history, "epoch": chosen}, measure)


def untrained_network_in_the_history(network, train_epoch, measure, epochs):
    """Your history begins with the untrained network. It begins after the first epoch."""
    before = measure("validation")
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    return _with_figures(report, measure) | {"history": [before, *report["history"]]}


def one_epoch_short(network, train_epoch, measure, epochs):
    """You train one epoch less than asked for: range(epochs) ends at epochs - 1 by itself."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    report, _ = _rehearsed(network, train_epoch, measure, max(epochs - 1, 1))
    return _with_figures(report, measure)


def stopped_when_worse(network, train_epoch, measure, epochs):
    """You stop as soon as an epoch is worse than the one before. Train all epochs that are asked for: accuracies go up
    and down."""
    if epochs < 1:
        raise ValueError("at least one epoch")
    history, chosen, state = [], 0, None
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if state is None or history[-1] > history[chosen]:
            chosen, state = epoch, copy.deepcopy(network.state_dict())
        elif history[-1] < history[-2]:
            break
    network.load_state_dict(state)
    return _with_figures({"history": history, "epoch": chosen}, measure)


def epochs_counted_from_one(network, train_epoch, measure, epochs):
    """You count the epochs from 1. The first one has the number 0: history[epoch] must be its accuracy."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    return _with_figures(report, measure) | {"epoch": report["epoch"] + 1}


def only_the_records_in_the_history(network, train_epoch, measure, epochs):
    """Your history has only the epochs that were better than all before. It has every epoch."""
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    history = report["history"]
    records = [accuracy for epoch, accuracy in enumerate(history) if accuracy > max(history[:epoch], default=-1.0)]
    return _with_figures(report, measure) | {"history": records}


def any_number_of_epochs(network, train_epoch, measure, epochs):
    """You accept 0 epochs and fewer. Then nothing is chosen: raise a ValueError."""
    if epochs < 1:
        return _with_figures({"history": [], "epoch": -1}, measure)
    return _with_figures(_rehearsed(network, train_epoch, measure, epochs)[0], measure)


def trained_anew_up_to_the_best(network, train_epoch, measure, epochs):
    """You go back to the start and train once more, up to the best epoch. That takes twice the time, and chance leads
    somewhere else: keep a copy of the weights when they are the best so far."""
    start = copy.deepcopy(network.state_dict())
    report, _ = _rehearsed(network, train_epoch, measure, epochs)
    network.load_state_dict(start)
    for _ in range(report["epoch"] + 1):
        train_epoch()
    return _with_figures(report, measure)
