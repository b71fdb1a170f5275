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
