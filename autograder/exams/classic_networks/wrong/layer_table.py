"""What students believe of `layer_table`: wrong answers, each with the sentence for whoever gave it."""

import copy

import torch


def _learned(layer):
    return sum(p.numel() for p in layer.parameters() if p.requires_grad)


def _rows(network, shape, row):
    network, rows = copy.deepcopy(network).eval(), []
    x = torch.zeros(1, *shape)
    for name, layer in network._modules.items():
        before, x = x, layer(x)
        rows.append(row(name, layer, before, x))
    return rows


def batch_kept(network, shape):
    """Your sizes begin with the batch, a 1. The table is about one image: leave the first axis out."""
    return _rows(network, shape, lambda name, layer, before, x: (name, tuple(x.shape), _learned(layer)))


def input_sizes(network, shape):
    """You write down what goes into each layer. The table shows what comes out."""
    return _rows(network, shape, lambda name, layer, before, x: (name, tuple(before.shape[1:]), _learned(layer)))


def kinds_for_names(network, shape):
    """You write the kind of the layer, such as Conv2d. Its name is the one in the network."""
    return _rows(
        network, shape, lambda name, layer, before, x: (type(layer).__name__, tuple(x.shape[1:]), _learned(layer))
    )


def numbers_for_names(network, shape):
    """You number the layers. They may have names of their own: named_modules() knows them."""
    rows = _rows(network, shape, lambda name, layer, before, x: (tuple(x.shape[1:]), _learned(layer)))
    return [(str(i), *row) for i, row in enumerate(rows)]


def names_that_are_numbers(network, shape):
    """Your names are ints. A name is a string: the first layer of an unnamed network is called "0"."""
    rows = _rows(network, shape, lambda name, layer, before, x: (tuple(x.shape[1:]), _learned(layer)))
    names = list(network._modules)
    return [(int(name) if name.isdigit() else name, *row) for name, row in zip(names, rows, strict=True)]


def channels_last(network, shape):
    """You put the channels last. PyTorch's order is channels, height, width: keep it."""
    return _rows(
        network, shape, lambda name, layer, before, x: (name, tuple(x[0].movedim(0, -1).shape), _learned(layer))
    )


def height_and_width_only(network, shape):
    """You leave out the channels. A size has all axes but the batch's."""
    return _rows(
        network, shape, lambda name, layer, before, x: (name, tuple(x.shape[2:] or x.shape[1:]), _learned(layer))
    )


def number_of_values(network, shape):
    """You multiply the sizes. Give them as they are: (6, 28, 28), not 4704."""
    return _rows(network, shape, lambda name, layer, before, x: (name, (x[0].numel(),), _learned(layer)))


def biases_forgotten(network, shape):
    """You count the weights of a layer and forget its biases."""
    return _rows(
        network,
        shape,
        lambda name, layer, before, x: (
            name,
            tuple(x.shape[1:]),
            sum(p.numel() for n, p in layer.named_parameters() if not n.endswith("bias")),
        ),
    )


def own_parameters_only(network, shape):
    """You count what a layer holds itself, so a block counts as nothing. Count what lies inside it, too."""
    return _rows(
        network,
        shape,
        lambda name, layer, before, x: (
            name,
            tuple(x.shape[1:]),
            sum(p.numel() for p in layer.parameters(recurse=False)),
        ),
    )


def statistics_counted(network, shape):
    """You count the running statistics of a batch normalisation. They are buffers: kept, not learned."""
    return _rows(
        network,
        shape,
        lambda name, layer, before, x: (name, tuple(x.shape[1:]), sum(p.numel() for p in layer.state_dict().values())),
    )


def parameters_added_up(network, shape):
    """Your counts add up from row to row. Each row has the parameters of its own layer."""
    total, rows = 0, []
    for name, sizes, count in _rows(
        network, shape, lambda name, layer, _, x: (name, tuple(x.shape[1:]), _learned(layer))
    ):
        total += count
        rows.append((name, sizes, total))
    return rows


def whole_network_in_every_row(network, shape):
    """You count the parameters of the whole network in every row. Count those of the layer."""
    return _rows(network, shape, lambda name, layer, before, x: (name, tuple(x.shape[1:]), _learned(network)))


def layers_without_parameters_left_out(network, shape):
    """You leave out the layers that learn nothing. They change the size: every layer has a row."""
    rows = _rows(network, shape, lambda name, layer, before, x: (name, tuple(x.shape[1:]), _learned(layer)))
    return [row for row in rows if row[2]]


def blocks_opened(network, shape):
    """You open the blocks and list what is inside. A block is one layer of the network: one row."""
    rows, spare = [], copy.deepcopy(network).eval()

    def note(name):
        def hook(layer, inputs, output):
            rows.append((name, tuple(output.shape[1:]), _learned(layer)))

        return hook

    for name, layer in spare.named_modules():
        if not list(layer.children()):
            layer.register_forward_hook(note(name))
    spare(torch.zeros(1, *shape))
    return rows


def every_layer_on_the_image(network, shape):
    """You give the image to every layer. Each layer gets what the one before it gave: x = layer(x)."""
    network = copy.deepcopy(network).eval()
    x = torch.zeros(1, *shape)
    return [(name, tuple(layer(x).shape[1:]), _learned(layer)) for name, layer in network._modules.items()]


def lists_for_tuples(network, shape):
    """Your rows or sizes are lists. A row is a tuple, and the sizes in it are one."""
    return _rows(network, shape, lambda name, layer, before, x: [name, list(x.shape[1:]), _learned(layer)])


def training_mode(network, shape):
    """Your layers run in training mode: a batch normalisation refuses a single value, and moves its statistics. Call
    network.eval() before."""
    rows, x = [], torch.zeros(1, *shape)
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), _learned(layer)))
    return rows


def left_in_evaluation(network, shape):
    """You call eval() and leave the network so. Whoever was training it goes on without dropout and batch
    statistics."""
    rows, x = [], torch.zeros(1, *shape)
    network.eval()
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), _learned(layer)))
    return rows


def always_put_into_training(network, shape):
    """You call train() at the end, even where the network was in evaluation. Remember how it was, and put that back."""
    rows = left_in_evaluation(network, shape)
    network.train()
    return rows


def one_mode_for_all(network, shape):
    """You remember the mode of the network and give it to every layer. A layer inside can be in another mode: remember
    each."""
    mode = network.training
    rows = left_in_evaluation(network, shape)
    network.train(mode)
    return rows


def two_samples_in_training(network, shape):
    """You stay in training mode and use two images, so that a batch normalisation does not complain. It still moves its
    running statistics: use evaluation mode."""
    rows, x = [], torch.zeros(2, *shape)
    for name, layer in network._modules.items():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), _learned(layer)))
    return rows


def last_layer_forgotten(network, shape):
    """The last layer has no row."""
    return _rows(network, shape, lambda name, layer, before, x: (name, tuple(x.shape[1:]), _learned(layer)))[:-1]


def frozen_counted_in_the_table(network, shape):
    """You count what is frozen. Where requires_grad is False, training changes nothing: count_parameters knows."""
    return _rows(
        network,
        shape,
        lambda name, layer, before, x: (name, tuple(x.shape[1:]), sum(p.numel() for p in layer.parameters())),
    )


def listed_once(network, shape):
    """A layer that stands in two places has one row in your table: named_children() gives it only once. Go through the
    network itself, which gives it twice."""
    network, rows = copy.deepcopy(network).eval(), []
    x = torch.zeros(1, *shape)
    for name, layer in network.named_children():
        x = layer(x)
        rows.append((name, tuple(x.shape[1:]), _learned(layer)))
    return rows


def put_back_from_the_outside(network, shape):
    """You call eval() to put layers back into evaluation, and it reaches those inside, too: one that was in training
    there is so no more. Set module.training of each."""
    mode, evaluated = network.training, [module for module in network.modules() if not module.training]
    rows = left_in_evaluation(network, shape)
    network.train(mode)
    for module in evaluated:
        module.eval()
    return rows


def counted_in_one_row_only(network, shape):
    """What two rows share counts in the first of them only. Each row says what is learned in its layer, wherever else
    that is used."""
    seen = set()

    def new_ones(layer):
        found = {p for p in layer.parameters() if p.requires_grad} - seen
        seen.update(found)
        return sum(p.numel() for p in found)

    return _rows(network, shape, lambda name, layer, before, x: (name, tuple(x.shape[1:]), new_ones(layer)))
