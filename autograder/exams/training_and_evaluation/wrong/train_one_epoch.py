"""What students believe about `train_one_epoch`."""

import torch
from torch.nn import functional


def _taught(network, optimizer, x, y, batches, loss_of=functional.cross_entropy, mode=True, clear=True):
    """Train with some loss; return (loss, samples) of each batch."""
    if mode is not None:
        network.train(mode)
    seen = []
    for batch in batches:
        if clear:
            optimizer.zero_grad()
        loss = loss_of(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        seen.append((loss.item(), len(batch)))
    return seen


def _over_samples(seen):
    return sum(loss * size for loss, size in seen) / sum(size for _, size in seen)


def gradients_never_cleared(network, optimizer, x, y, batches):
    """You never call optimizer.zero_grad(). backward adds to the gradients that are there already, so that every step
    goes down all batches before it, too."""
    return _over_samples(_taught(network, optimizer, x, y, batches, clear=False))


def gradients_cleared_once_an_epoch(network, optimizer, x, y, batches):
    """You clear the gradients once, before the loop. They must be cleared for every batch."""
    optimizer.zero_grad()
    return _over_samples(_taught(network, optimizer, x, y, batches, clear=False))


def mode_left_as_it_was(network, optimizer, x, y, batches):
    """You never call network.train(). After an evaluation the network is still in evaluation mode, and its batch
    normalisations learn nothing."""
    return _over_samples(_taught(network, optimizer, x, y, batches, mode=None))


def back_to_evaluation_afterwards(network, optimizer, x, y, batches):
    """You call network.eval() at the end. Leave the network in training mode: whoever evaluates it changes the mode."""
    loss = _over_samples(_taught(network, optimizer, x, y, batches))
    network.eval()
    return loss


def mean_over_the_batches(network, optimizer, x, y, batches):
    """You take the mean of the batches' losses. In a small last batch each sample then counts more than elsewhere:
    multiply by the size of the batch, and divide by the number of samples."""
    seen = _taught(network, optimizer, x, y, batches)
    return sum(loss for loss, _ in seen) / len(seen)


def loss_of_the_last_batch(network, optimizer, x, y, batches):
    """You return the loss of the last batch. The mean over all samples of the epoch is asked for."""
    return _taught(network, optimizer, x, y, batches)[-1][0]


def sum_of_the_losses(network, optimizer, x, y, batches):
    """You add the losses of the batches up and do not divide. The mean over the samples is asked for."""
    return sum(loss for loss, _ in _taught(network, optimizer, x, y, batches))


def sum_over_the_samples_of_an_epoch(network, optimizer, x, y, batches):
    """You return the sum of the loss over all samples. Divide by their number."""
    return sum(loss * size for loss, size in _taught(network, optimizer, x, y, batches))


def divided_by_all_samples_there_are(network, optimizer, x, y, batches):
    """You divide by len(x). The batches need not hold all samples: divide by the number of those that they do hold."""
    return sum(loss * size for loss, size in _taught(network, optimizer, x, y, batches)) / len(x)


def softmax_twice(network, optimizer, x, y, batches):
    """You apply softmax to the logits, and the cross-entropy does so again. Give it the logits themselves."""

    def loss_of(logits, classes):
        return functional.cross_entropy(torch.softmax(logits, dim=1), classes)

    return _over_samples(_taught(network, optimizer, x, y, batches, loss_of))


def squared_error(network, optimizer, x, y, batches):
    """You take the squared difference from a vector of zeros and a one. The cross-entropy is asked for."""

    def loss_of(logits, classes):
        wanted = functional.one_hot(classes, logits.shape[1]).to(logits.dtype)
        return functional.mse_loss(logits, wanted)

    return _over_samples(_taught(network, optimizer, x, y, batches, loss_of))


def steps_down_the_sum(network, optimizer, x, y, batches):
    """You go down the sum of the losses of a batch, so that the steps grow with the batch. Take their mean."""

    def loss_of(logits, classes):
        return functional.cross_entropy(logits, classes, reduction="sum")

    seen = _taught(network, optimizer, x, y, batches, loss_of)
    return sum(loss for loss, _ in seen) / sum(size for _, size in seen)


def one_step_an_epoch(network, optimizer, x, y, batches):
    """You call optimizer.step() once, after all batches. Take a step after each: that is what batches are for."""
    network.train()
    optimizer.zero_grad()
    seen = []
    for batch in batches:
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        seen.append((loss.item(), len(batch)))
    optimizer.step()
    return _over_samples(seen)


def no_step_at_all(network, optimizer, x, y, batches):
    """Your network learns nothing: nobody takes a step, or the gradients are cleared between backward and step. Call
    optimizer.step() right after backward."""
    network.train()
    seen = []
    for batch in batches:
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        seen.append((loss.item(), len(batch)))
    return _over_samples(seen)


def step_before_backward(network, optimizer, x, y, batches):
    """You take the step before backward, with the gradients of the batch before. First backward, then the step."""
    network.train()
    seen = []
    for batch in batches:
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        optimizer.step()
        optimizer.zero_grad()
        loss.backward()
        seen.append((loss.item(), len(batch)))
    return _over_samples(seen)


def two_steps_a_batch(network, optimizer, x, y, batches):
    """You take two steps for each batch. One is asked for."""
    network.train()
    seen = []
    for batch in batches:
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        optimizer.step()
        seen.append((loss.item(), len(batch)))
    return _over_samples(seen)


def loss_after_the_step(network, optimizer, x, y, batches):
    """You compute the loss of a batch again after its step. Return the one from which the gradient came: a second way
    through the network costs time, and moves the running statistics once more."""
    network.train()
    seen = []
    for batch in batches:
        optimizer.zero_grad()
        functional.cross_entropy(network(x[batch]), y[batch]).backward()
        optimizer.step()
        with torch.no_grad():
            seen.append((functional.cross_entropy(network(x[batch]), y[batch]).item(), len(batch)))
    return _over_samples(seen)


def batches_in_the_order_of_the_samples(network, optimizer, x, y, batches):
    """You take the samples one behind the other and only use the sizes of the batches. Index with the batch itself:
    x[batch]."""
    sizes, start = [len(batch) for batch in batches], 0
    pieces = []
    for size in sizes:
        pieces.append(list(range(start, start + size)))
        start += size
    return _over_samples(_taught(network, optimizer, x, y, pieces))


def classes_not_shuffled_with_the_images(network, optimizer, x, y, batches):
    """You take the images of the batch and the classes from the beginning of y. Both must be indexed: x[batch] with
    y[batch]."""
    network.train()
    seen, start = [], 0
    for batch in batches:
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x[batch]), y[start : start + len(batch)])
        loss.backward()
        optimizer.step()
        start += len(batch)
        seen.append((loss.item(), len(batch)))
    return _over_samples(seen)


def only_the_first_batch(network, optimizer, x, y, batches):
    """Your return stands inside the loop, so that the epoch ends after the first batch."""
    return _over_samples(_taught(network, optimizer, x, y, batches[:1]))


def last_batch_of_the_epoch_left_out(network, optimizer, x, y, batches):
    """You leave the last batch out. All batches belong to the epoch."""
    return _over_samples(_taught(network, optimizer, x, y, batches[:-1] or batches))


def everything_in_one_batch(network, optimizer, x, y, batches):
    """You put all samples through at once and take a single step. Take a step after each batch."""
    together = [position for batch in batches for position in batch.tolist()]
    return _over_samples(_taught(network, optimizer, x, y, [together]))


def step_after_each_sample(network, optimizer, x, y, batches):
    """You take a step after each sample. The gradient of a batch is the mean over its samples: one step a batch."""
    network.train()
    seen = []
    for batch in batches:
        for position in batch.tolist():
            optimizer.zero_grad()
            loss = functional.cross_entropy(network(x[[position]]), y[[position]])
            loss.backward()
            optimizer.step()
            seen.append((loss.item(), 1))
    return _over_samples(seen)


def optimizer_of_its_own(network, optimizer, x, y, batches):
    """You make an optimizer of your own. The one that you are given has its rate, and remembers the steps before."""
    return _over_samples(_taught(network, torch.optim.SGD(network.parameters(), lr=0.5), x, y, batches))


def mode_of_the_outermost_trusted(network, optimizer, x, y, batches):
    """You call network.train() only where the network itself is in evaluation mode. A layer in it may be so all the
    same: call it in any case."""
    if not network.training:
        network.train()
    seen = []
    for batch in batches:
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        seen.append((loss.item(), len(batch)))
    return _over_samples(seen)


def loss_as_a_tensor(network, optimizer, x, y, batches):
    """You return a tensor, which holds on to the graph of every batch. Take loss.item() of each."""
    network.train()
    total, samples = 0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total, samples = total + loss * len(batch), samples + len(batch)
    return total / samples


def images_written_over(network, optimizer, x, y, batches):
    """You write into x while you scale the images. Whoever called the function still needs them: make new tensors."""
    loss = _over_samples(_taught(network, optimizer, x, y, batches))
    x /= x.abs().max() + 1
    return loss


def nothing_returned_but_zero(network, optimizer, x, y, batches):
    """You train and return 0, or a loss that was never added up. Add loss.item() times the size of each batch."""
    _taught(network, optimizer, x, y, batches)
    return 0.0
