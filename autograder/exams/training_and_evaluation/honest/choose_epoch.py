"""Right ways to write `choose_epoch`."""

import numpy as np


def best_so_far(log, patience):
    if not log or patience < 1:
        raise ValueError("a log and some patience are needed")
    best = 0
    for epoch, figures in enumerate(log):
        if figures["validation"] > log[best]["validation"]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(log) - 1


def epochs_without_improvement(log, patience):
    if len(log) == 0:
        raise ValueError("nothing was trained")
    if patience <= 0:
        raise ValueError("patience begins at 1")
    chosen, largest, waited = 0, -1.0, 0
    for epoch in range(len(log)):
        accuracy = log[epoch]["validation"]
        if accuracy > largest:
            chosen, largest, waited = epoch, accuracy, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return chosen, epoch


def shorter_and_shorter_logs(log, patience):
    if patience < 1 or log == []:
        raise ValueError("no epoch can be chosen")
    accuracies = [figures["validation"] for figures in log]
    for length in range(1, len(log) + 1):
        seen = accuracies[:length]
        best = seen.index(max(seen))
        if length - 1 >= best + patience:
            break
    return best, length - 1


def with_arrays(log, patience):
    if not len(log) or not patience >= 1:
        raise ValueError("empty log, or no patience")
    accuracies = np.array([figures["validation"] for figures in log])
    highest = np.maximum.accumulate(accuracies)
    best = np.array([np.argmax(accuracies == level) for level in highest])
    late = np.flatnonzero(np.arange(len(log)) - best >= patience)
    last = int(late[0]) if late.size else len(log) - 1
    return int(best[last]), last


def from_record_to_record(log, patience):
    if patience < 1 or len(log) < 1:
        raise ValueError("log and patience must not be empty")
    best = 0
    while True:
        window = range(best + 1, min(best + patience, len(log) - 1) + 1)
        better = [e for e in window if log[e]["validation"] > log[best]["validation"]]
        if not better:
            return best, min(best + patience, len(log) - 1)
        best = better[0]
