"""What students believe of `count_parameters`: wrong answers, each with the sentence for whoever gave it."""

from torch import nn


def _trained(module):
    return [p for p in module.parameters() if p.requires_grad]


def biases_left_out(module):
    """You count the weights and leave out the biases. A bias is learned like any weight."""
    return sum(p.numel() for name, p in module.named_parameters() if p.requires_grad and "bias" not in name)


def tensors_counted(module):
    """You count the tensors, not the numbers in them. A weight of shape (6, 1, 5, 5) holds 150 numbers: numel()."""
    return len(_trained(module))


def sides_added(module):
    """You add the sides of each weight. Multiply them: a 3 x 4 array holds 12 numbers, not 7."""
    return sum(sum(p.shape) for p in _trained(module))


def first_side_only(module):
    """len(p) is the first side of a weight only. All its numbers count: p.numel()."""
    return sum(len(p) for p in _trained(module))


def square_windows(module):
    """You use one side of the window twice. A window can be 2 x 5: multiply all sides of the weight."""
    return sum(p.shape[0] * p.shape[1] * p.shape[2] ** 2 if p.dim() == 4 else p.numel() for p in _trained(module))


def no_layers_inside(module):
    """You look at the parameters of the module itself, not at those of the layers inside: module.parameters() finds
    all."""
    return sum(p.numel() for p in module.parameters(recurse=False) if p.requires_grad)


def one_level_down(module):
    """You look at the direct layers only. A block inside a network has layers, too: module.parameters() finds all."""
    layers = [module, *module.children()]
    return sum(p.numel() for layer in layers for p in layer.parameters(recurse=False) if p.requires_grad)


def blocks_counted_again(module):
    """You go through modules() and count all parameters of each, so what lies in a block counts again for every block
    around it."""
    return sum(p.numel() for layer in module.modules() for p in _trained(layer))


def children_without_itself(module):
    """You go through the children and forget the parameters of the module itself: a single layer has no children."""
    return sum(p.numel() for child in module.children() for p in _trained(child))


def convolutions_and_linear_layers_only(module):
    """You know convolutions and linear layers only. Other layers learn, too, batch normalisation for one."""
    layers = [layer for layer in module.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]
    return sum({id(p): p.numel() for layer in layers for p in _trained(layer)}.values())


def buffers_counted(module):
    """You count the buffers as well, as state_dict() lists them. Running statistics are kept, not learned."""
    return sum(p.numel() for p in _trained(module)) + sum(b.numel() for b in module.buffers())


def frozen_counted(module):
    """You count what is frozen. Where requires_grad is False, training changes nothing."""
    return sum(p.numel() for p in module.parameters())


def shared_counted_twice(module):
    """You count a shared parameter once for each layer that uses it. It is one array, and is learned once."""
    every = module.named_parameters(remove_duplicate=False)
    return sum(p.numel() for _, p in every if p.requires_grad)


def equal_sizes_merged(module):
    """You put the sizes into a set, where two layers of the same size become one. Only the SAME parameter counts
    once."""
    return sum({p.numel() for p in _trained(module)})


def equal_shapes_merged(module):
    """You take parameters of equal shapes for one. Two layers of the same kind are two layers."""
    return sum({tuple(p.shape): p.numel() for p in _trained(module)}.values())


def numbers_that_are_not_zero(module):
    """You count the numbers that are not zero. A bias that starts at 0 is learned all the same."""
    return sum(int(p.count_nonzero()) for p in _trained(module))


def bytes_for_numbers(module):
    """You count bytes. A float32 takes four of them, and is one parameter."""
    return sum(p.numel() * p.element_size() for p in _trained(module))


def as_a_float(module):
    """You give a float. A count is a whole number, an int."""
    return float(sum(p.numel() for p in _trained(module)))


def groups_ignored(module):
    """You reckon with c_in times c_out for every convolution. With groups a filter sees only its own channels: read the
    size of the weight itself."""
    more = [
        layer.weight.numel() * (layer.groups - 1)
        for layer in module.modules()
        if isinstance(layer, nn.Conv2d) and layer.weight.requires_grad
    ]
    return sum(p.numel() for p in _trained(module)) + sum(more)


def tied_counted_twice(module):
    """You count a layer once, wherever it stands. Two layers can also share one parameter: count parameters."""
    return sum(p.numel() for layer in module.modules() for p in layer.parameters(recurse=False) if p.requires_grad)


def evaluation_for_frozen(module):
    """You leave out layers that are in evaluation. That changes how they compute; what is frozen, requires_grad
    tells."""
    layers = [layer for layer in module.modules() if layer.training]
    own = [p for layer in layers for p in layer.parameters(recurse=False) if p.requires_grad]
    return sum({id(p): p.numel() for p in own}.values())
