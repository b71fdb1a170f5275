"""What students believe about `choose_epoch`."""

_CHOICES: dict = {}


def _accuracies(log, patience, of="validation"):
    if not log or patience < 1:
        raise ValueError("a log and some patience are needed")
    return [figures[of] for figures in log]


def _watched(accuracies, patience):
    best = 0
    for epoch, accuracy in enumerate(accuracies):
        if accuracy > accuracies[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(accuracies) - 1


def chosen_by_the_test(log, patience):
    """You choose by the test accuracy. Then the test images have helped to choose, and say nothing any more about
    images that nobody has seen: choose by the validation accuracy."""
    return _watched(_accuracies(log, patience, "test" if log and "test" in log[0] else "validation"), patience)


def chosen_by_the_training(log, patience):
    """You choose by the training accuracy, which grows even where the network only learns its images by heart. Choose
    by the validation accuracy."""
    return _watched(_accuracies(log, patience, "train" if log and "train" in log[0] else "validation"), patience)


def best_of_the_test_until_then(log, patience):
    """You stop by the validation accuracy and then choose by the test accuracy. Choose by the validation accuracy,
    too."""
    best, last = _watched(_accuracies(log, patience), patience)
    if "test" not in log[0]:
        return best, last
    tests = _accuracies(log, patience, "test")[: last + 1]
    return tests.index(max(tests)), last


def last_of_equals(log, patience):
    """Among equal accuracies you choose the last epoch (>=). The first is asked for: nothing was gained after it."""
    accuracies = _accuracies(log, patience)
    best = 0
    for epoch, accuracy in enumerate(accuracies):
        if accuracy >= accuracies[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(accuracies) - 1


def equals_begin_the_wait_anew(log, patience):
    """An accuracy that equals the best one begins the wait anew. It is no improvement: wait from the epoch chosen."""
    accuracies = _accuracies(log, patience)
    best, waited = 0, 0
    for epoch, accuracy in enumerate(accuracies):
        waited = 0 if accuracy >= accuracies[best] else waited + 1
        if accuracy > accuracies[best]:
            best = epoch
        if waited >= patience:
            return best, epoch
    return best, len(accuracies) - 1


def never_stopped(log, patience):
    """You never stop before the end of the log. After patience epochs without an improvement training ends."""
    accuracies = _accuracies(log, patience)
    return accuracies.index(max(accuracies)), len(accuracies) - 1


def best_of_the_whole_log(log, patience):
    """You stop at the right epoch and choose among all, also among those after it. They are never trained: choose
    among the epochs up to the last one."""
    accuracies = _accuracies(log, patience)
    return accuracies.index(max(accuracies)), _watched(accuracies, patience)[1]


def one_epoch_too_patient(log, patience):
    """You wait one epoch too long: with a patience of 1 the first epoch without an improvement is the last one."""
    return _watched(_accuracies(log, patience), patience + 1)


def one_epoch_too_impatient(log, patience):
    """You give up an epoch too early. The epoch that is patience epochs later than the best one is still trained."""
    best, last = _watched(_accuracies(log, patience), patience)
    return best, last - 1 if last - best >= patience else last


def counted_from_one(log, patience):
    """You count the epochs from 1. The first one has the number 0, as in the log."""
    best, last = _watched(_accuracies(log, patience), patience)
    return best + 1, last + 1


def number_of_epochs_for_the_last(log, patience):
    """You return how many epochs are trained. The number of the last one is smaller by 1, since they count from 0."""
    best, last = _watched(_accuracies(log, patience), patience)
    return best, last + 1


def waits_added_up(log, patience):
    """You count all epochs without an improvement. Only those in a row count: an improvement begins anew at 0."""
    accuracies = _accuracies(log, patience)
    best, waited = 0, 0
    for epoch, accuracy in enumerate(accuracies[1:], start=1):
        if accuracy > accuracies[best]:
            best = epoch
        else:
            waited += 1
        if waited >= patience:
            return best, epoch
    return best, len(accuracies) - 1


def compared_with_the_epoch_before(log, patience):
    """You compare each epoch with the one before it. An improvement is one on the best so far."""
    accuracies = _accuracies(log, patience)
    waited, last = 0, len(accuracies) - 1
    for epoch in range(1, len(accuracies)):
        waited = 0 if accuracies[epoch] > accuracies[epoch - 1] else waited + 1
        if waited >= patience:
            last = epoch
            break
    return accuracies.index(max(accuracies[: last + 1])), last


def last_epoch_chosen(log, patience):
    """You choose the last epoch that is trained. It is worse than the best one: that is why training stopped."""
    last = _watched(_accuracies(log, patience), patience)[1]
    return last, last


def worst_epoch_chosen(log, patience):
    """You look for the smallest accuracy. It is losses that should be small; of accuracies the largest is the best."""
    return _watched([-accuracy for accuracy in _accuracies(log, patience)], patience)


def accuracies_rounded(log, patience):
    """You round the accuracies before you compare them. Then a little better is no longer better: compare them as they
    are."""
    return _watched([round(accuracy, 4) for accuracy in _accuracies(log, patience)], patience)


def accuracy_for_the_epoch(log, patience):
    """You return the best accuracy. The number of its epoch is asked for."""
    best, last = _watched(_accuracies(log, patience), patience)
    return log[best]["validation"], last


def only_the_choice(log, patience):
    """You return the chosen epoch alone. Return the pair (chosen, last)."""
    return _watched(_accuracies(log, patience), patience)[0]


def last_before_chosen(log, patience):
    """You return (last, chosen). The chosen epoch comes first."""
    best, last = _watched(_accuracies(log, patience), patience)
    return last, best


def stop_beyond_the_end(log, patience):
    """You return chosen + patience for the last epoch, also where the log ends before. Take the smaller of the two."""
    best, _ = _watched(_accuracies(log, patience), patience)
    return best, best + patience


def any_patience(log, patience):
    """You accept a patience smaller than 1. Nobody could train with it: raise a ValueError."""
    return _watched(_accuracies(log, 1), patience)


def empty_log_accepted(log, patience):
    """You return something for an empty log. There is nothing to choose from: raise a ValueError."""
    return _watched(_accuracies(log, patience), patience) if log else (0, 0)


def log_sorted(log, patience):
    """You sort the log where it is. Whoever called the function still needs it in order: sort a copy, or none."""
    pair = _watched(_accuracies(log, patience), patience)
    log.sort(key=lambda figures: -figures["validation"])
    return pair


def choice_of_the_first_call(log, patience):
    """You keep the choice of an earlier call for a log of the same length. Look at the log in each call."""
    pair = _watched(_accuracies(log, patience), patience)
    return _CHOICES.setdefault(len(log), pair)
