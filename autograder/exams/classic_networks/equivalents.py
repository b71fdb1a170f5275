"""Mutants of 07 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS = (
    Equivalent.because(
        "an int has no copy to spare: adding in place gives a number of its own",
        ("count_parameters", "...", "total = total + ...", "total += ..."),
        ("count_parameters", "added_from_the_end", "position = position - 1", "position -= 1"),
    ),
    Equivalent.because(
        "each parameter is taken once, by its identity, so it may be met again and again; and a tensor is its own key, "
        "compared by identity",
        ("count_parameters", "layer_by_layer", "for parameter in layer.parameters(...", "..."),
        ("count_parameters", "layer_by_layer", "known[id(parameter)] = ...", "known[parameter] = ..."),
        ("count_parameters", "stack_of_modules", "for parameter in layer.parameters(...", "..."),
    ),
    Equivalent.because(
        "what is rounded, cut off or divided is whole already; and NumPy's whole numbers are whole numbers",
        ("count_parameters", "numpy_sizes", "return int(np.sum(...", "return ...np.sum(sizes..."),
        ("count_parameters", "rows_times_columns", "return int(total)", "return ..."),
        ("count_parameters", "bytes_divided", "return sum((p.nbytes // ...", "return sum((...p.nbytes..."),
    ),
    Equivalent.because(
        "a vector has one side, the first and the last; and the sides of an array can be multiplied in any order",
        ("count_parameters", "all_in_one_vector", "return ....shape[0]", "return ....shape[-1]"),
        ("count_parameters", "rows_times_columns", "rows = parameter.shape[0]", "rows = parameter.shape[-1]"),
    ),
    Equivalent.because(
        "every parameter has a name",
        (
            "count_parameters",
            "rows_times_columns",
            "if parameter.requires_grad and name:",
            "if parameter.requires_grad:",
        ),
    ),
    Equivalent.because(
        "the numbers of a tensor are told by its size, with a gradient or without",
        ("count_parameters", "bytes_divided", "trained = ...", "trained = [p for p in ..."),
    ),
    Equivalent.because(
        "the position before the first is the last: all are visited, in another order",
        ("count_parameters", "added_from_the_end", "size, learned = sizes[position]", "... = sizes[position - 1]"),
    ),
    Equivalent.because(
        "the sizes of what comes out depend on those of the image alone: not on its numbers, nor on how many images "
        "there are, which are then left out",
        ("layer_table", "...", "...torch.zeros(...", "...torch.zeros(1, *shape) + 1..."),
        ("layer_table", "...", "...torch.zeros(...", "...torch.zeros(1, *shape) - 1..."),
        ("layer_table", "two_images", "network, x = ...", "network, x = (copy.deepcopy(network).eval(), torch..."),
        ("layer_table", "...", "...torch.zeros(...", "...torch.ones(1, *shape)..."),
        ("layer_table", "...", "...torch.zeros(1, ...", "...torch.zeros(0, ..."),
        ("layer_table", "...", "...torch.zeros(1, ...", "...torch.zeros(2, ..."),
        ("layer_table", "solution", "def layer_table(...", "def layer_table(network, shape, _kept={}): ..."),
        ("layer_table", "on_a_copy", "x, rows = (torch.rand(...", "x, rows = (torch.rand(..."),
        (
            "layer_table",
            "on_a_copy",
            "rows += [(name, tuple(x[0].shape), ...",
            "rows += [(name, tuple(x[-1].shape), ...",
        ),
        ("layer_table", "with_hooks", "spare(torch.ones(...", "spare(torch...(..., *shape))"),
    ),
    Equivalent.because(
        "in training two images are enough for a batch normalisation, and what moves are the statistics of a copy",
        ("layer_table", "two_images", "network, x = ...", "network, x = (copy.deepcopy(network), ..."),
        ("layer_table", "two_images", "network, x = ...", "network, x = (copy.deepcopy(network).train(), ..."),
    ),
    Equivalent.because(
        "the mode of the nn.Sequential itself decides nothing, and is put back; one result more is computed and not "
        "used",
        ("layer_table", "one_prefix_after_the_other", "for module, _ in before:", "for module, _ in list(before)[1:]:"),
        ("layer_table", "one_prefix_after_the_other", "sizes = ...", "... for i in range(len(names) + 1)]"),
    ),
    Equivalent.because(
        "there are as many of the one as of the other",
        ("layer_table", "...", "...zip(...strict=True)...", "...zip(..."),
    ),
    Equivalent.because(
        "it is read in the line that follows, before another row is made",
        ("layer_table", "rows_as_objects", "self.output = layer(x)", "type(self).output = layer(x)"),
    ),
    Equivalent.because(
        "numbers of channels, classes and units, windows and strides are at least 1, and a padding at least 0",
        ("nin_...", "...", "", "c_in = abs(c_in)"),
        ("nin_...", "...", "", "c_out = abs(c_out)"),
        ("nin_...", "...", "", "classes = abs(classes)"),
        ("nin_block", "...", "", "kernel = abs(kernel)"),
        ("nin_block", "...", "", "stride = abs(stride)"),
        ("nin_block", "...", "", "padding = abs(padding)"),
        ("vgg...", "...", "", "c_in = abs(c_in)"),
        ("vgg...", "...", "", "c_out = abs(c_out)"),
        ("vgg", "...", "", "hidden = abs(hidden)"),
        ("vgg", "...", "", "classes = abs(classes)"),
        ("LeNet5", "...", "", "classes = abs(classes)"),
        ("LeNet5", "...", "", "channels = abs(channels)"),
        ("Inception", "...", "", "c_in = abs(c_in)"),
        ("Inception", "...", "", "c1 = abs(c1)"),
        ("Inception", "...", "", "c4 = abs(c4)"),
    ),
    Equivalent.because(
        "the head asks for a block with stride 1 and padding 1: its defaults are not used, and one number is as good "
        "as the other",
        ("nin_head", "...", "def written_out(...", "def written_out(c_in, c_out, kernel, stride=..., padding=...):"),
        ("nin_head", "...", "def two_rounds(...", "def two_rounds(c_in, c_out, kernel, stride=..., padding=...):"),
        (
            "nin_head",
            "...",
            "return nn.Sequential(nn.Conv2d(c_in, c_out, kernel, stride=stride, ...",
            "... padding=padding), ...",
        ),
        (
            "nin_head",
            "...",
            "return nn.Sequential(nn.Conv2d(c_in, c_out, kernel, stride=stride, ...",
            "... padding=stride), ...",
        ),
        (
            "nin_head",
            "...",
            "layers = [nn.Conv2d(c_in, c_out, kernel, stride, padding), ...",
            "layers = [nn.Conv2d(...",
        ),
        (
            "nin_head",
            "layers_replaced",
            "head = two_rounds(c_in, classes, kernel=3, stride=1, padding=1)",
            "..., padding=1)",
        ),
    ),
    Equivalent.because(
        "what is left out is PyTorch's own default, and whether a ReLU works in place changes no value",
        ("nin_head", "layers_replaced", "head.append(nn.Flatten(start_dim=1))", "head.append(nn.Flatten())"),
        ("nin_head", "popped", "return head.extend(...", "... nn.Flatten(1)])"),
        ("...", "...", "...nn.ReLU(inplace=True)...", "...nn.ReLU(...)..."),
    ),
    Equivalent.because(
        "two axes can be named in either order, from the front or from the back, where they only tell how many pixels "
        "there are",
        ("nin_head", "mean_of_its_own", "return maps.mean(...", "return maps.mean(dim=(..."),
        ("nin_head", "sum_over_the_size", "n, c, h, w = maps.shape", "n, c, w, h = maps.shape"),
    ),
    Equivalent.because(
        "a number of rounds is never negative",
        ("nin_head", "sum_over_the_size", "... number == 0 ...", "... number <= 0 ..."),
    ),
    Equivalent.because(
        "a stride is at least 1, so it is never nothing",
        ("nin_block", "...", "", "stride = stride or 1"),
    ),
    Equivalent.because(
        "a stride of 1, no padding and a bias are PyTorch's own defaults",
        (
            "nin_block",
            "grown",
            "block.append(nn.Conv2d(c_out, c_out, 1, ...",
            "block.append(nn.Conv2d(c_out, c_out, 1, ...",
        ),
    ),
    Equivalent.because(
        "a layer without weights may have any name that no other layer has",
        ("nin_block", "with_names", "layers['relu...'] = nn.ReLU()", "layers['...'] = nn.ReLU()"),
    ),
    Equivalent.because(
        "a number of rounds is never negative, and a pooling has the stride of its window unless another is given",
        ("vgg_block", "sequential_that_grows", "first = number == 0", "first = number <= 0"),
        ("vgg_block", "sequential_that_grows", "block.append(nn.Conv2d(...", "... kernel_size=3, padding=1))"),
        ("vgg_block", "sequential_that_grows", "return block.append(nn.MaxPool2d(...", "...(kernel_size=2))"),
        ("vgg_block", "named_by_hand", "block.add_module(...", "... nn.MaxPool2d((2, 2)))"),
        ("vgg_block", "comprehension", "return nn.Sequential(...", "... nn.MaxPool2d(2))"),
    ),
    Equivalent.because(
        "all channels but the first number are the same",
        ("vgg_block", "named_by_hand", "block.add_module(...", "... nn.Conv2d(channels[i], channels[1], ..."),
    ),
    Equivalent.because(
        "a layer without weights may have any name that no other layer has",
        ("vgg_block", "ordered_dict", "layers[...] = nn.ReLU()", "layers[str(layers)] = nn.ReLU()"),
        ("vgg_block", "ordered_dict", "layers['pool'] = ...", "layers['...'] = nn.MaxPool2d(2)"),
    ),
)
