# %% wait_never_reset
# counts all epochs without a new best together, not those in a row: an improvement does not begin the
# waiting anew
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    best, waited = 0, 0
    for epoch in range(1, len(log)):
        if log[epoch]["validation"] > log[best]["validation"]:
            best = epoch
        else:
            waited += 1
            if waited >= patience:
                return best, epoch
    return best, len(log) - 1


# %% best_begins_at_0
# the best accuracy begins at 0.0, so a first epoch of exactly 0.0 counts as waiting, and training
# stops one epoch early
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    best, chosen, waited = 0.0, 0, 0
    for epoch, figures in enumerate(log):
        if figures["validation"] > best:
            best, chosen, waited = figures["validation"], epoch, 0
        else:
            waited += 1
            if waited == patience:
                return chosen, epoch
    return chosen, len(log) - 1


# %% stops_at_1
# stops at once where the accuracy is 1.0, for nothing can be better: the last epoch is then too early
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    accuracies = [figures["validation"] for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best]:
            best = epoch
            if accuracies[epoch] == 1.0:  # nothing can be better
                return best, epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1


# %% patience_beyond_log
# raises ValueError where patience is larger than the log, although the last epoch of the log is right
# then
def choose_epoch(log, patience):
    if not log or not 1 <= patience <= len(log):
        raise ValueError("nothing to choose from")
    accuracies = [figures["validation"] for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1


# %% not_patience
# refuses only a patience of 0: a negative one raises nothing
def choose_epoch(log, patience):
    if not log or not patience:
        raise ValueError("nothing to choose from")
    accuracies = [figures["validation"] for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1


# %% ties_by_loss
# of epochs with equal accuracy it takes the one with the smaller loss, where the log has one: then it
# is not the first of equals
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    accuracies = [figures["validation"] for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best] or (
            accuracies[epoch] == accuracies[best] and log[epoch].get("loss", 0) < log[best].get("loss", 0)
        ):
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1


# %% least_improvement
# asks for an improvement of more than 0.0001, as training libraries do: a smaller one is not seen
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    accuracies = [figures["validation"] for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best] + 1e-4:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1


# %% marks_the_log
# writes into the entry of the chosen epoch that it was chosen: the log of the caller is changed
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    accuracies = [figures["validation"] for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best]:
            best = epoch
        elif epoch - best >= patience:
            log[best]["chosen"] = True
            return best, epoch
    last = len(log) - 1
    log[best]["chosen"] = True
    return best, last


# %% three_decimals
# compares accuracies rounded to three decimals: with more than a thousand validation images a better
# epoch can count as an equal one
def choose_epoch(log, patience):
    if not log or patience < 1:
        raise ValueError("nothing to choose from")
    accuracies = [round(figures["validation"], 3) for figures in log]
    best = 0
    for epoch in range(len(log)):
        if accuracies[epoch] > accuracies[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1


# %% waits_add_up
# the wait does not begin anew after an improvement: all epochs without one count, not those in a row
import numpy as np


def choose_epoch(log, patience):
    if not log:
        raise ValueError("the log is empty")
    if patience < 1:
        raise ValueError("patience must be at least 1")
    chosen, waited = 0, 0
    for epoch in range(1, len(log)):
        if log[epoch]["validation"] > log[chosen]["validation"]:
            chosen = epoch
        else:
            waited += 1
            if waited == patience:
                return chosen, epoch
    return chosen, len(log) - 1


# %% best_begins_at_zero
# an accuracy of 0 in the first epoch is no improvement on 0: the wait begins one epoch too early
import numpy as np


def choose_epoch(log, patience):
    if len(log) == 0 or patience < 1:
        raise ValueError("no epochs, or no patience")
    best, chosen, waited = 0.0, 0, 0
    for epoch, entry in enumerate(log):
        if entry["validation"] > best:
            best, chosen, waited = entry["validation"], epoch, 0
        else:
            waited += 1
        if waited == patience:
            return chosen, epoch
    return chosen, epoch


# %% a_least_improvement
# as in many libraries, an improvement by less than 1e-4 is taken for none
import numpy as np


def choose_epoch(log, patience, min_delta=1e-4):
    if not log:
        raise ValueError("the log is empty")
    if patience < 1:
        raise ValueError("patience must be at least 1")
    chosen = 0
    for epoch, entry in enumerate(log):
        if entry["validation"] - log[chosen]["validation"] > min_delta:
            chosen = epoch
        elif epoch - chosen == patience:
            return chosen, epoch
    return chosen, len(log) - 1


# %% accuracies_as_a_tensor
# torch.tensor of floats is float32: accuracies that differ by less than a ten-millionth are equal there
import numpy as np
import torch


def choose_epoch(log, patience):
    if not log:
        raise ValueError("the log is empty")
    if patience < 1:
        raise ValueError("patience must be at least 1")
    accuracies = torch.tensor([entry["validation"] for entry in log])
    for last in range(len(log)):
        chosen = int(accuracies[: last + 1].argmax())
        if last - chosen == patience:
            break
    return chosen, last


# %% negative_patience
# only a patience of 0 is refused, not one below
import numpy as np


def choose_epoch(log, patience):
    if not log or not patience:
        raise ValueError("nothing was trained, or no patience")
    chosen = 0
    for epoch, entry in enumerate(log):
        if entry["validation"] > log[chosen]["validation"]:
            chosen = epoch
        elif epoch - chosen == patience:
            return chosen, epoch
    return chosen, len(log) - 1


# %% patience_longer_than_the_log
# refuses a patience that is larger than the number of epochs
import numpy as np


def choose_epoch(log, patience):
    if not 1 <= patience <= len(log):
        raise ValueError("there must be epochs, and patience for one of them at least")
    chosen = 0
    for epoch, entry in enumerate(log):
        if entry["validation"] > log[chosen]["validation"]:
            chosen = epoch
        elif epoch - chosen >= patience:
            return chosen, epoch
    return chosen, len(log) - 1


# %% nothing_beats_one
# at an accuracy of 1 it stops at once, without waiting
import numpy as np


def choose_epoch(log, patience):
    if not log:
        raise ValueError("the log is empty")
    if patience < 1:
        raise ValueError("patience must be at least 1")
    best, chosen, waited = -1.0, None, 0
    for epoch, entry in enumerate(log):
        if entry["validation"] > best:
            best, chosen, waited = entry["validation"], epoch, 0
            if best == 1.0:  # cannot become better
                break
        else:
            waited += 1
            if waited == patience:
                break
    return chosen, epoch


# %% numbers_the_epochs_in_the_log
# writes the number of its epoch into each dict, so the log is modified
import numpy as np


def choose_epoch(log, patience):
    if not log:
        raise ValueError("the log is empty")
    if patience < 1:
        raise ValueError("patience must be at least 1")
    best = log[0]
    for epoch, entry in enumerate(log):
        entry.setdefault("epoch", epoch)
        if entry["validation"] > best["validation"]:
            best = entry
        if epoch - best["epoch"] == patience:
            break
    return best["epoch"], epoch


# %% one_call_for_each_epoch
# calls itself for each further epoch: a log of a thousand epochs is too deep, RecursionError
import numpy as np


def choose_epoch(log, patience):
    if not log:
        raise ValueError("the log is empty")
    if patience < 1:
        raise ValueError("patience must be at least 1")

    def after(epoch, chosen):
        if log[epoch]["validation"] > log[chosen]["validation"]:
            chosen = epoch
        if epoch - chosen == patience or epoch == len(log) - 1:
            return chosen, epoch
        return after(epoch + 1, chosen)

    return after(0, 0)


# %% single_epoch_before_the_guard
# Breaks "ValueError: patience is smaller than 1": a log of one epoch is answered before patience is looked at.
# [{"validation": 0.5}] with patience=0: (0, 0) instead of ValueError.
def choose_epoch(log, patience):
    if not log:
        raise ValueError("an empty log")
    if len(log) == 1:
        return 0, 0
    if patience < 1:
        raise ValueError("no patience")
    chosen = 0
    for epoch, figures in enumerate(log):
        if figures["validation"] > log[chosen]["validation"]:
            chosen = epoch
        elif epoch - chosen == patience:
            return chosen, epoch
    return chosen, len(log) - 1
