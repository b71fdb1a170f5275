"""What students believe about `evaluate`."""

import torch
from torch.nn import functional


def _modes(network):
    return [(layer, layer.training) for layer in network.modules()]


def _put_back(modes):
    for layer, training in modes:
        layer.training = training


def _measured(network, x, y, batch_size, look=lambda logits: logits):
    """Put all through in evaluation, put the modes back; return (loss, right, samples) of each batch."""
    modes = _modes(network)
    network.eval()
    with torch.no_grad():
        seen = _batch_by_batch(network, x, y, batch_size, look)
    _put_back(modes)
    return seen


def _batch_by_batch(network, x, y, batch_size, look=lambda logits: logits):
    seen = []
    for start in range(0, len(x), batch_size):
        classes = y[start : start + batch_size]
        logits = look(network(x[start : start + batch_size]))
        loss = functional.cross_entropy(logits, classes).item()
        seen.append((loss, (logits.argmax(dim=1) == classes).sum().item(), len(classes)))
    return seen


def _probabilities(logits):
    return torch.softmax(logits, dim=1)


def _figures(seen):
    samples = sum(size for _, _, size in seen)
    return sum(loss * size for loss, _, size in seen) / samples, sum(right for _, right, _ in seen) / samples


def evaluation_mode_forgotten(network, x, y, batch_size):
    """You never call network.eval(). Dropout still drops, and a batch normalisation uses the batch and moves its
    statistics: the figures are those of another network."""
    with torch.no_grad():
        return _figures(_batch_by_batch(network, x, y, batch_size))


def training_mode_switched_on(network, x, y, batch_size):
    """You call network.train() before you measure. That is the mode for training: call network.eval()."""
    modes = _modes(network)
    network.train()
    with torch.no_grad():
        seen = _batch_by_batch(network, x, y, batch_size)
    _put_back(modes)
    return _figures(seen)


def left_in_evaluation(network, x, y, batch_size):
    """You leave the network in evaluation mode. Whoever trains on would train without dropout, and with statistics that
    do not move: put each layer back into its mode."""
    network.eval()
    with torch.no_grad():
        return _figures(_batch_by_batch(network, x, y, batch_size))


def always_back_to_training(network, x, y, batch_size):
    """You call network.train() at the end, whatever the mode was before. Remember the mode of each layer and put it
    back."""
    seen = _measured(network, x, y, batch_size)
    network.train()
    return _figures(seen)


def one_mode_for_all_layers(network, x, y, batch_size):
    """You remember the mode of the network and give it to all its layers. Some of them may have another one: remember
    each layer's."""
    before = network.training
    seen = _measured(network, x, y, batch_size)
    network.train(before)
    return _figures(seen)


def only_the_outermost_mode_put_back(network, x, y, batch_size):
    """You put back the mode of the network itself and not those of the layers inside. Go through network.modules()."""
    before = network.training
    _measured(network, x, y, batch_size)
    seen = _measured(network, x, y, batch_size)
    network.eval()
    network.training = before
    return _figures(seen)


def mode_of_the_outermost_trusted(network, x, y, batch_size):
    """You switch to evaluation only where the network itself is in training mode. A layer in it may be in training all
    the same: call network.eval() in any case."""
    if network.training:
        return _figures(_measured(network, x, y, batch_size))
    with torch.no_grad():
        return _figures(_batch_by_batch(network, x, y, batch_size))


def only_the_layers_inside_switched(network, x, y, batch_size):
    """You switch the layers in the network to evaluation, and not the network itself. It may be a single layer, or ask
    for its own mode: call network.eval()."""
    modes = _modes(network)
    for layer in network.children():
        layer.eval()
    with torch.no_grad():
        seen = _batch_by_batch(network, x, y, batch_size)
    _put_back(modes)
    return _figures(seen)


def modes_put_back_block_by_block(network, x, y, batch_size):
    """You put modes back with layer.train(...), which gives a block's mode to all that is in it, also to a layer that
    has had its own back. Set layer.training."""
    modes = _modes(network)
    seen = _measured(network, x, y, batch_size)
    for layer, training in modes:
        layer.train(training)
    return _figures(seen)


def gradients_noted_down(network, x, y, batch_size):
    """You let PyTorch note down everything for a way back that nobody goes. That costs time and memory: measure inside
    `with torch.no_grad():`."""
    modes = _modes(network)
    network.eval()
    seen = _batch_by_batch(network, x, y, batch_size)
    _put_back(modes)
    return _figures(seen)


def gradients_cleared(network, x, y, batch_size):
    """You clear the gradients. They belong to the training: measuring leaves them alone."""
    network.zero_grad()
    return _figures(_measured(network, x, y, batch_size))


def gradients_made(network, x, y, batch_size):
    """You call backward while you measure. Nothing is learned in an evaluation: leave it out."""
    modes = _modes(network)
    network.eval()
    seen = _batch_by_batch(network, x, y, batch_size)
    loss = functional.cross_entropy(network(x[:batch_size]), y[:batch_size])
    if loss.requires_grad:
        loss.backward()
    _put_back(modes)
    return _figures(seen)


def last_batch_alone(network, x, y, batch_size):
    """Your figures are those of the last batch, since each batch overwrites the one before. Add up over the batches."""
    return _figures(_measured(network, x, y, batch_size)[-1:])


def first_batch_alone(network, x, y, batch_size):
    """Your figures are those of the first batch: the return stands inside the loop."""
    return _figures(_measured(network, x, y, batch_size)[:1])


def mean_over_batches(network, x, y, batch_size):
    """You take the mean of the batches' figures. In a smaller last batch each sample then counts more: add up over
    samples and divide by their number."""
    seen = _measured(network, x, y, batch_size)
    loss = sum(loss for loss, _, _ in seen) / len(seen)
    return loss, sum(right / size for _, right, size in seen) / len(seen)


def mean_of_the_losses_of_batches(network, x, y, batch_size):
    """Your accuracy counts samples, and your loss is the mean over batches. Multiply each batch's loss by its size and
    divide by the number of samples."""
    seen = _measured(network, x, y, batch_size)
    return sum(loss for loss, _, _ in seen) / len(seen), _figures(seen)[1]


def softmax_before_the_loss(network, x, y, batch_size):
    """You apply softmax to the logits, and the cross-entropy does so again. Give it the logits themselves."""
    loss, _ = _figures(_measured(network, x, y, batch_size, _probabilities))
    return loss, _figures(_measured(network, x, y, batch_size))[1]


def largest_probability(network, x, y, batch_size):
    """You compare the probabilities of a softmax. Those of logits that differ by very little are equal, for they are
    rounded: compare the logits themselves."""
    loss, _ = _figures(_measured(network, x, y, batch_size))
    return loss, _figures(_measured(network, x, y, batch_size, _probabilities))[1]


def loss_not_divided(network, x, y, batch_size):
    """Your loss is the sum over the samples. Divide by their number."""
    loss, accuracy = _figures(_measured(network, x, y, batch_size))
    return loss * len(x), accuracy


def right_answers_counted(network, x, y, batch_size):
    """You return how many answers are right. Divide by the number of samples."""
    loss, accuracy = _figures(_measured(network, x, y, batch_size))
    return loss, accuracy * len(x)


def accuracy_in_percent(network, x, y, batch_size):
    """You return the accuracy in percent. A share from 0 to 1 is asked for."""
    loss, accuracy = _figures(_measured(network, x, y, batch_size))
    return loss, 100 * accuracy


def share_of_errors(network, x, y, batch_size):
    """You return the share of wrong answers. The accuracy is the share of the right ones."""
    loss, accuracy = _figures(_measured(network, x, y, batch_size))
    return loss, 1 - accuracy


def accuracy_before_the_loss(network, x, y, batch_size):
    """You return (accuracy, loss). The loss comes first."""
    loss, accuracy = _figures(_measured(network, x, y, batch_size))
    return accuracy, loss


def divided_by_full_batches(network, x, y, batch_size):
    """You divide by the number of batches times batch_size. The last batch may be smaller: divide by the number of
    samples."""
    loss, accuracy = _figures(_measured(network, x, y, batch_size))
    places = -(-len(x) // batch_size) * batch_size
    return loss * len(x) / places, accuracy * len(x) / places


def samples_left_over(network, x, y, batch_size):
    """You leave out the samples of a last, smaller batch. All samples count."""
    full = max(len(x) // batch_size * batch_size, min(len(x), batch_size))
    return _figures(_measured(network, x[:full], y[:full], batch_size))


def all_images_at_once(network, x, y, batch_size):
    """You put all images through at once. A large set does not fit into memory: take batch_size at a time."""
    return _figures(_measured(network, x, y, len(x)))


def smallest_logit(network, x, y, batch_size):
    """You compare the smallest logit with the class. The largest one is the network's answer."""
    loss, _ = _figures(_measured(network, x, y, batch_size))
    return loss, _figures(_measured(network, x, y, batch_size, lambda logits: -logits))[1]


def accuracy_of_positive_logits(network, x, y, batch_size):
    """You count an answer as right where the logit of the class is positive. It is right where it is the largest."""
    modes = _modes(network)
    network.eval()
    with torch.no_grad():
        logits = torch.cat([network(part) for part in x.split(batch_size)])
    _put_back(modes)
    loss, _ = _figures(_measured(network, x, y, batch_size))
    return loss, (logits.gather(1, y[:, None]) > 0).double().mean().item()


def figures_as_tensors(network, x, y, batch_size):
    """You return tensors. Turn both figures into floats, with item() or float()."""
    return tuple(torch.tensor(figure, dtype=torch.float64) for figure in _figures(_measured(network, x, y, batch_size)))


def network_in_single_precision(network, x, y, batch_size):
    """You turn the network into float32 and leave it so. Measure it with the numbers that it has, and change none."""
    network.float()
    return _figures(_measured(network, x.float(), y, batch_size))


def network_in_double_precision(network, x, y, batch_size):
    """You turn the network into float64 and leave it so. Measure it with the numbers that it has, and change none."""
    network.double()
    return _figures(_measured(network, x.double(), y, batch_size))


def images_scaled_in_place(network, x, y, batch_size):
    """You write into x. Whoever called the function still needs the images: make new tensors."""
    figures = _figures(_measured(network, x, y, batch_size))
    x /= x.abs().max() + 1
    return figures
