"""What students believe of `gradients_by_layer`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn
from torch.nn import functional


def _root_mean_square(numbers):
    return numbers.square().mean().sqrt().item()


def _convolutions(network):
    found = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not found:
        raise ValueError("the network has no nn.Conv2d")
    return found


def _measured(network, x, y, size=_root_mean_square, loss=functional.cross_entropy):
    found = _convolutions(network)
    network.zero_grad()
    loss(network(x), y).backward()
    return {name: size(layer.weight.grad) for name, layer in found.items()}


def mean_of_magnitudes(network, x, y):
    """You take the mean of the magnitudes. It is the root of the mean of the squares."""
    return _measured(network, x, y, lambda g: g.abs().mean().item())


def norm_not_divided(network, x, y):
    """You take the root of the sum of the squares, which grows with the number of weights. Take that of their mean."""
    return _measured(network, x, y, lambda g: g.norm().item())


def no_root(network, x, y):
    """You forget the root: the mean of the squares is the square of what is wanted."""
    return _measured(network, x, y, lambda g: g.square().mean().item())


def mean_of_the_gradient(network, x, y):
    """You take the mean of the gradient itself, in which positive and negative numbers cancel. Square them first."""
    return _measured(network, x, y, lambda g: g.mean().item())


def standard_deviation(network, x, y):
    """You take the standard deviation, which subtracts the mean. Take the root of the mean of the squares."""
    return _measured(network, x, y, lambda g: g.std().item() if g.numel() > 1 else 0.0)


def largest_number(network, x, y):
    """You take the largest number. It is the root of the mean of the squares."""
    return _measured(network, x, y, lambda g: g.abs().max().item())


def weights_not_gradients(network, x, y):
    """You measure the weights themselves. Their gradient stands in weight.grad."""
    _measured(network, x, y)
    return {name: _root_mean_square(layer.weight.detach()) for name, layer in _convolutions(network).items()}


def relative_to_the_weights(network, x, y):
    """You divide by the size of the weights. The gradient's own size is asked for."""
    measured = _measured(network, x, y)
    sizes = {name: _root_mean_square(layer.weight.detach()) for name, layer in _convolutions(network).items()}
    return {name: number / sizes[name] for name, number in measured.items()}


def loss_added_up(network, x, y):
    """You add up the losses of the images, so the gradient grows with the batch. The loss is their mean."""
    return _measured(network, x, y, loss=lambda logits, y: functional.cross_entropy(logits, y, reduction="sum"))


def softmax_before_the_loss(network, x, y):
    """You put softmax before the cross-entropy, which has one of its own. Give it the logits."""
    return _measured(network, x, y, loss=lambda logits, y: functional.cross_entropy(torch.softmax(logits, 1), y))


def no_logarithm(network, x, y):
    """You call nll_loss on the logits. It wants logarithms of probabilities: cross_entropy takes the logits."""
    return _measured(network, x, y, loss=functional.nll_loss)


def sum_of_the_logits(network, x, y):
    """You go back from the sum of the logits, and y plays no part. Go back from the cross-entropy of logits and y."""
    return _measured(network, x, y, loss=lambda logits, y: logits.sum())


def squared_error(network, x, y):
    """Your loss is the squared error. It is the cross-entropy."""
    return _measured(
        network,
        x,
        y,
        loss=lambda logits, y: functional.mse_loss(logits, functional.one_hot(y, logits.shape[1]).to(logits.dtype)),
    )


def earlier_gradients_kept(network, x, y):
    """You never clear the gradients: PyTorch adds each step to what is there. Call network.zero_grad() first."""
    found = _convolutions(network)
    functional.cross_entropy(network(x), y).backward()
    return {name: _root_mean_square(layer.weight.grad) for name, layer in found.items()}


def cleared_between_backward_and_reading(network, x, y):
    """You clear the gradients after going back, and before reading them. Clear them first."""
    found = _convolutions(network)
    functional.cross_entropy(network(x), y).backward()
    for layer in found.values():
        layer.weight.grad.zero_()
    return {name: _root_mean_square(layer.weight.grad) for name, layer in found.items()}


def biases_counted_too(network, x, y):
    """You take weight and bias of a convolution together. Its weight alone is asked for."""
    found = _convolutions(network)
    _measured(network, x, y)
    return {
        name: _root_mean_square(torch.cat([p.grad.flatten() for p in layer.parameters()]))
        for name, layer in found.items()
    }


def biases_for_the_weights(network, x, y):
    """You measure the biases where there are any. The weights are asked for."""
    found = _convolutions(network)
    _measured(network, x, y)
    return {name: _root_mean_square(list(layer.parameters())[-1].grad) for name, layer in found.items()}


def linear_layers_too(network, x, y):
    """You list the fully connected layers as well. Only nn.Conv2d is asked for."""
    measured = _measured(network, x, y)
    more = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Linear)}
    return measured | {name: _root_mean_square(layer.weight.grad) for name, layer in more.items()}


def every_layer_with_weights(network, x, y):
    """You list every layer that has weights. Only nn.Conv2d is asked for."""
    _measured(network, x, y)
    found = {name: getattr(layer, "weight", None) for name, layer in network.named_modules()}
    return {name: _root_mean_square(weight.grad) for name, weight in found.items() if weight is not None}


def not_inside_blocks(network, x, y):
    """You look at the network's own layers only, and miss those inside blocks: named_modules goes through all."""
    measured = _measured(network, x, y)
    return {name: number for name, number in measured.items() if "." not in name}


def last_module_left_out(network, x, y):
    """You leave out the last module, as if it were always the fully connected layer. A convolution may stand there:
    ask each module for its type."""
    modules = dict(list(network.named_modules())[:-1])
    if not any(isinstance(layer, nn.Conv2d) for layer in network.modules()):
        raise ValueError("the network has no nn.Conv2d")
    return {name: number for name, number in _measured(network, x, y).items() if name in modules}


def names_of_the_weights(network, x, y):
    """Your names are those of the weights. The name of the layer has no `.weight` at its end."""
    return {f"{name}.weight": number for name, number in _measured(network, x, y).items()}


def numbered(network, x, y):
    """You number the convolutions. Each has a name in the network: named_modules gives it."""
    return {str(number): value for number, value in enumerate(_measured(network, x, y).values())}


def refused_where_all_lie_inside_blocks(network, x, y):
    """You look for a convolution among the network's own layers, and refuse a network that has them inside blocks
    only: named_modules goes through all."""
    if not any(isinstance(layer, nn.Conv2d) for layer in network.children()):
        raise ValueError("the network has no nn.Conv2d")
    return _measured(network, x, y)


def tensors_of_one_number(network, x, y):
    """Your numbers are tensors of a single number. `.item()` makes a float of one."""
    return _measured(network, x, y, lambda g: g.square().mean().sqrt())


def list_for_a_dict(network, x, y):
    """You return a list. A dict is asked for: name and number of each convolution."""
    return list(_measured(network, x, y).values())


def tensors_for_floats(network, x, y):
    """Your gradients stay tensors of all their numbers. One float is asked for each: .item() at the end."""
    return _measured(network, x, y, lambda g: g.square())


def evaluated(network, x, y):
    """You put the network into evaluation. It runs in the mode in which it is: leave train() and eval() to others."""
    network.eval()
    return _measured(network, x, y)


def trained(network, x, y):
    """You put the network into training. It runs in the mode in which it is: leave train() and eval() to others."""
    network.train()
    return _measured(network, x, y)


def evaluated_and_put_back(network, x, y):
    """You measure in evaluation and then go back to training. The network runs in the mode in which it is."""
    network.eval()
    measured = _measured(network, x, y)
    network.train()
    return measured


def step_taken(network, x, y):
    """You take a step with an optimiser. Measuring changes no weight."""
    measured = _measured(network, x, y)
    torch.optim.SGD(network.parameters(), lr=0.1).step()
    return measured


def first_image_only(network, x, y):
    """You measure one image. The loss is the mean over the whole batch."""
    found = _convolutions(network)
    network.zero_grad()
    functional.cross_entropy(network(x)[:1], y[:1]).backward()
    return {name: _root_mean_square(layer.weight.grad) for name, layer in found.items()}


def nothing_refused(network, x, y):
    """You accept a network without a convolution: raise ValueError where there is nothing to measure."""
    found = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    network.zero_grad()
    functional.cross_entropy(network(x), y).backward()
    return {name: _root_mean_square(layer.weight.grad) for name, layer in found.items()}


def images_scaled_in_place(network, x, y):
    """You write into x: `x *= ...` changes the caller's images. Make a new tensor, x = x * ..."""
    x *= 0.5
    return _measured(network, x, y)
