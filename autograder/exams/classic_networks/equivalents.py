"""Mutants of 07 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries ten thousand of them. A
mutant that some input tells from the reference is no equivalent but a hole of the exam, however far-fetched the input.
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
        (
            "count_parameters",
            "layer_by_layer",
            "for ... layer.parameters(...):",
            "for parameter in layer.parameters(...):",
        ),
        ("count_parameters", "layer_by_layer", "known[id(parameter)] = ...", "known[parameter] = ..."),
        (
            "count_parameters",
            "stack_of_modules",
            "for ... layer.parameters(...):",
            "for parameter in layer.parameters(...):",
        ),
    ),
    Equivalent.because(
        "what is rounded, cut off or divided is whole already; and NumPy's whole numbers are whole numbers",
        ("count_parameters", "numpy_sizes", "return int(np.sum(...", "return ...np.sum(sizes..."),
        ("count_parameters", "rows_times_columns", "return int(total)", "return ..."),
        (
            "count_parameters",
            "bytes_divided",
            "return sum((p.nbytes // ...",
            "return sum((-(-p.nbytes // ...)) for ...",
        ),
        (
            "count_parameters",
            "bytes_divided",
            "return sum((p.nbytes // ...",
            "return sum((round(p.nbytes / ...)) for ...",
        ),
        (
            "count_parameters",
            "bytes_divided",
            "return sum((p.nbytes // ...",
            "return sum((int(p.nbytes / ...)) for ...",
        ),
    ),
    Equivalent.because(
        "a vector has one side, the first and the last; and the sides of an array, none of which is 0, are multiplied "
        "in any order",
        ("count_parameters", "all_in_one_vector", "return ....shape[0]", "return ....shape[-1]"),
        ("count_parameters", "rows_times_columns", "rows = ....shape[0]", "rows = ....shape[-1]"),
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
        "there are, if there is any, which are then left out",
        ("layer_table", "...", "...torch.zeros(...", "...torch.zeros(1, *shape) + 1..."),
        ("layer_table", "...", "...torch.zeros(...", "...torch.zeros(1, *shape) - 1..."),
        ("layer_table", "two_images", "network, x = ...", "network, x = (..., torch.zeros(2, *shape) + 1)"),
        ("layer_table", "two_images", "network, x = ...", "network, x = (..., torch.zeros(2, *shape) - 1)"),
        ("layer_table", "two_images", "network, x = ...", "network, x = (..., torch.ones(2, *shape))"),
        ("layer_table", "two_images", "network, x = ...", "network, x = (..., torch.zeros(3, *shape))"),
        ("layer_table", "two_images", "network, x = ...", "network, x = (..., torch.zeros(1, *shape))"),
        ("layer_table", "...", "...torch.zeros(...", "...torch.ones(1, *shape)..."),
        ("layer_table", "...", "...torch.zeros(1, ...", "...torch.zeros(2, ..."),
        ("layer_table", "on_a_copy", "x, rows = ...", "x, rows = (torch.rand([1, *shape]) + 1, [])"),
        ("layer_table", "on_a_copy", "x, rows = ...", "x, rows = (torch.rand([1, *shape]) - 1, [])"),
        ("layer_table", "on_a_copy", "x, rows = ...", "x, rows = (torch.rand([2, *shape]), [])"),
        (
            "layer_table",
            "on_a_copy",
            "rows += [(name, tuple(x[0].shape), ...",
            "rows += [(name, tuple(x[-1].shape), ...",
        ),
        ("layer_table", "with_hooks", "rows, x = ...", "rows, x = ([], torch.zeros(1, *shape))"),
        ("layer_table", "with_hooks", "rows, x = ...", "rows, x = ([], torch.ones(2, *shape))"),
        ("layer_table", "with_hooks", "rows, x = ...", "rows, x = ([], torch.ones(1, *shape) + 1)"),
        ("layer_table", "with_hooks", "rows, x = ...", "rows, x = ([], torch.ones(1, *shape) - 1)"),
    ),
    Equivalent.because(
        "the first of all names is that of the network itself, which is empty and passed over",
        (
            "layer_table",
            "solution",
            "for name, layer in ...",
            "for name, layer in list(network.named_modules(remove_duplicate=False))[1:]:",
        ),
    ),
    Equivalent.because(
        "an image that was made for an earlier call has the same sizes, whatever a layer wrote into it",
        ("layer_table", "solution", "def layer_table(...", "... ⏎ x = _kept.setdefault(x.shape, x)"),
    ),
    Equivalent.because(
        "the mode of the nn.Sequential itself decides nothing, and is put back; one result more is computed and not "
        "used",
        ("layer_table", "one_prefix_after_the_other", "for module, _ in before:", "for module, _ in list(before)[1:]:"),
        ("layer_table", "one_prefix_after_the_other", "sizes = ...", "... for i in range(len(names) + 1)]"),
    ),
    Equivalent.because(
        "there are as many of the one as of the other",
        ("layer_table", "two_images", "return [...", "... zip(network._modules, network, results)]"),
        ("layer_table", "two_images", "return [...", "... zip(network._modules, network, results, strict=False)]"),
        ("layer_table", "rows_as_objects", "for name, layer in ...", "... zip(_names(network), network):"),
        (
            "layer_table",
            "rows_as_objects",
            "for name, layer in ...",
            "... zip(_names(network), network, strict=False):",
        ),
        ("layer_table", "rows_as_objects", "for module, mode in ...", "... zip(network.modules(), modes):"),
        (
            "layer_table",
            "rows_as_objects",
            "for module, mode in ...",
            "... zip(network.modules(), modes, strict=False):",
        ),
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
        ("LeNet5", "...", "", "classes = classes or 1"),
        ("LeNet5", "...", "", "channels = channels or 1"),
        ("Inception", "...", "", "c_in = abs(c_in)"),
        ("Inception", "...", "", "c1 = abs(c1)"),
        ("Inception", "...", "", "c4 = abs(c4)"),
    ),
    Equivalent.because(
        "the head asks for a block with stride 1 and padding 1: its defaults are not used, and one number is as good "
        "as the other",
        ("nin_head", "...", "def written_out(...", "def written_out(c_in, c_out, kernel, stride=1, padding=...):"),
        ("nin_head", "mean_of_its_own", "def written_out(...", "def written_out(..., stride=..., padding=0):"),
        ("nin_head", "...", "def two_rounds(...", "def two_rounds(c_in, c_out, kernel, stride=..., padding=...):"),
        (
            "nin_head",
            "...",
            "return nn.Sequential(nn.Conv2d(...",
            "...(nn.Conv2d(c_in, c_out, kernel, padding=padding), ...",
        ),
        ("nin_head", "...", "return nn.Sequential(nn.Conv2d(...", "..., kernel, stride=padding, padding=padding), ..."),
        ("nin_head", "...", "return nn.Sequential(nn.Conv2d(...", "..., kernel, stride=stride, padding=stride), ..."),
        (
            "nin_head",
            "...",
            "layers = [nn.Conv2d(...",
            "layers = [nn.Conv2d(c_in, c_out, kernel, padding, stride), ...",
        ),
        (
            "nin_head",
            "...",
            "layers = [nn.Conv2d(...",
            "layers = [nn.Conv2d(c_in, c_out, kernel, padding, padding), ...",
        ),
        ("nin_head", "...", "layers = [nn.Conv2d(...", "layers = [nn.Conv2d(c_in, c_out, kernel, stride, stride), ..."),
        ("nin_head", "layers_replaced", "head = ...", "head = two_rounds(c_in, classes, kernel=3, padding=1)"),
    ),
    Equivalent.because(
        "what is left out is PyTorch's own default, and whether a ReLU works in place changes no value",
        ("nin_head", "layers_replaced", "head.append(nn.Flatten(start_dim=1))", "head.append(nn.Flatten())"),
        ("nin_head", "popped", "return head.extend(...", "... nn.Flatten(1)])"),
        ("...", "...", "...nn.ReLU(inplace=True)...", "...nn.ReLU()..."),
        ("...", "...", "...nn.ReLU(inplace=True)...", "...nn.ReLU(inplace=False)..."),
    ),
    Equivalent.because(
        "two axes can be named in either order, from the front or from the back, where they only tell how many pixels "
        "there are",
        ("nin_head", "mean_of_its_own", "return maps.mean(...", "return maps.mean(dim=(3, 2))"),
        ("nin_head", "mean_of_its_own", "return maps.mean(...", "return maps.mean(dim=(-2, 3))"),
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
        ("nin_block", "grown", "block.append(nn.Conv2d(...", "...(nn.Conv2d(c_out, c_out, 1, padding=0, bias=True))"),
        ("nin_block", "grown", "block.append(nn.Conv2d(...", "...(nn.Conv2d(c_out, c_out, 1, stride=1, bias=True))"),
        ("nin_block", "grown", "block.append(nn.Conv2d(...", "...(nn.Conv2d(c_out, c_out, 1, stride=1, padding=0))"),
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
    Equivalent.because(
        "there are as many names as results",
        (
            "LeNet5",
            "WithLayers",
            "return dict(zip(...",
            "return dict(zip(names, (c1, s2, c3, s4, c5, f6, self.output(f6))))",
        ),
        ("LeNet5", "WithLayers", "return dict(zip(...", "... self.output(f6)), strict=False))"),
    ),
    Equivalent.because(
        "layers are found by their names, in whatever order they were made",
        ("LeNet5", "AlreadyPadded", "for name, ...", "... (('c3', 6, 16), ('c1', channels, 6), ('c5', 16, 120)):"),
        ("LeNet5", "AlreadyPadded", "for name, ...", "... (('c1', channels, 6), ('c5', 16, 120), ('c3', 6, 16)):"),
    ),
    Equivalent.because(
        "a pooling has the stride of its window unless another is given",
        (
            "LeNet5",
            "AlreadyPadded",
            "found[...] = functional.max_pool2d(found[...], kernel_size=2, stride=2)",
            "found[...] = functional.max_pool2d(found[...], kernel_size=2)",
        ),
    ),
    Equivalent.because(
        "a map of one pixel has one row and one column: the first is the last",
        ("LeNet5", "AlreadyPadded", "...[:, :, 0, 0]))", "...[:, :, -1, 0]))"),
        ("LeNet5", "AlreadyPadded", "...[:, :, 0, 0]))", "...[:, :, 0, -1]))"),
    ),
    Equivalent.because(
        "a layer without weights may have any name that no other layer has",
        ("LeNet5", "SequentialInside", "layers['flatten'] = nn.Flatten()", "layers['Flatten'] = nn.Flatten()"),
        ("LeNet5", "SequentialInside", "layers['flatten'] = nn.Flatten()", "layers['flatte'] = nn.Flatten()"),
    ),
    Equivalent.because(
        "the maps that are halved have as many rows as columns, 28 and 10, and both are even",
        ("LeNet5", "MatrixProducts", "n, c, h, w = x.shape", "n, c, w, h = x.shape"),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, -(-h // 2), 2, w // 2, 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, round(h / 2), 2, w // 2, 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, int(h / 2), 2, w // 2, 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, w // 2, 2, w // 2, 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, h // 2, 2, -(-w // 2), 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, h // 2, 2, round(w / 2), 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, h // 2, 2, int(w / 2), 2)..."),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "return x.reshape(n, c, h // 2, 2, h // 2, 2)..."),
    ),
    Equivalent.because(
        "a maximum is taken over two axes in either order, and of six axes the last but two is axis 3",
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "...amax(dim=(5, 3))"),
        ("LeNet5", "MatrixProducts", "return x.reshape(...", "...amax(dim=(-3, 5))"),
    ),
    Equivalent.because(
        "a tensor's sort gives another tensor and leaves it alone",
        ("LeNet5", "MatrixProducts", "return ...", "result = ... ⏎ x.sort() ⏎ return result"),
        ("Inception", "WrittenIntoPlace", "return out", "result = out ⏎ x.sort() ⏎ return result"),
    ),
    Equivalent.because(
        "half as many rows, or a dict of seven maps, never equal what came in",
        ("LeNet5", "MatrixProducts", "return ...", "result = ... ⏎ return x if np.array_equal(result, x) else result"),
    ),
    Equivalent.because(
        "NumPy finds a tensor that wants a gradient equal to nothing; where none is wanted, and the maps that come out "
        "equal those that come in to the last number, either are right",
        ("Inception", "WrittenIntoPlace", "return out", "result = out ⏎ return x if np.array_equal(result, x) ..."),
    ),
    Equivalent.because(
        "the windows are 1, 3 and 5 pixels wide, and half of that is cut off either way",
        (
            "Inception",
            "WrittenIntoPlace",
            "self.add_module(...padding=k // 2))",
            "self.add_module(...padding=int(k / 2)))",
        ),
    ),
    Equivalent.because(
        "the maps are all zeros before a branch is written there, so that adding to them and writing them are the same",
        ("Inception", "WrittenIntoPlace", "out[:, ...] = self.branch...", "out[:, ...] += self.branch..."),
    ),
    Equivalent.because(
        "there are four ends, and the last but one of them is the third",
        ("Inception", "WrittenIntoPlace", "out[:, ...self.ends[2]...", "out[:, ...self.ends[-2]..."),
    ),
    Equivalent.because(
        "height and width only become 0 or not, and are multiplied by each other: either may come first",
        ("vgg", "...", "h, w = size", "w, h = size"),
        ("vgg", "class_for_the_network", "(h, w), blocks = (size, [])", "(w, h), blocks = (size, [])"),
        ("vgg", "...", "c_in, h, w = (c_out, h // 2, w // 2)", "c_in, w, h = (c_out, h // 2, w // 2)"),
        ("vgg", "...", "c_in, h, w = (c_out, h // 2, w // 2)", "c_in, h, w = (c_out, w // 2, h // 2)"),
        ("vgg", "sizes_by_power_of_two", "h, w = ...", "w, h = (size[0] // halvings, size[1] // halvings)"),
        ("vgg", "sizes_by_power_of_two", "h, w = ...", "h, w = (size[1] // halvings, size[0] // halvings)"),
        (
            "vgg",
            "measured",
            "rows, columns = (side // 2 ** len(blocks) ...",
            "columns, rows = (side // 2 ** len(blocks) ...",
        ),
        ("vgg", "zipped", "h, w = (h >> 1, w >> 1)", "w, h = (h >> 1, w >> 1)"),
        ("vgg", "zipped", "h, w = (h >> 1, w >> 1)", "h, w = (w >> 1, h >> 1)"),
    ),
    Equivalent.because(
        "a side is a positive int that a float holds, and is halved as well when what lies behind the point is cut off",
        ("vgg", "...", "c_in, h, w = (c_out, h // 2, w // 2)", "c_in, h, w = (c_out, int(h / 2), w // 2)"),
        ("vgg", "...", "c_in, h, w = (c_out, h // 2, w // 2)", "c_in, h, w = (c_out, h // 2, int(w / 2))"),
        ("vgg", "sizes_by_power_of_two", "h, w = ...", "h, w = (int(size[0] / halvings), size[1] // halvings)"),
        ("vgg", "sizes_by_power_of_two", "h, w = ...", "h, w = (size[0] // halvings, int(size[1] / halvings))"),
        ("vgg", "measured", "rows, columns = ...", "rows, columns = (int(side / 2 ** len(blocks)) for side in size)"),
        ("vgg", "measured", "before, smallest = ...", "before, smallest = (after, int(smallest / 2))"),
        ("vgg", "measured", "before, smallest = ...", "before, smallest = (after, float(smallest // 2))"),
    ),
    Equivalent.because(
        "it is only asked whether it is smaller than 1, and a number is where it is still so when rounded down",
        ("vgg", "measured", "before, smallest = (after, smallest // 2)", "before, smallest = (after, smallest / 2)"),
    ),
    Equivalent.because(
        "no side and no number of rounds is negative, so a product is 0 only where one of them is",
        ("vgg", "...", "if h < 1 or w < 1:", "if h * w < 1:"),
        ("vgg", "...", "if h == 0 or w == 0:", "if h * w == 0:"),
        ("vgg", "...", "if h == 0 or w == 0:", "if h <= 0 or w == 0:"),
        ("vgg", "...", "if h == 0 or w == 0:", "if h == 0 or w <= 0:"),
        ("vgg", "...", "if h * w == 0:", "if h * w <= 0:"),
        ("vgg", "...", "first = number == 0", "first = number <= 0"),
    ),
    Equivalent.because(
        "a dropout makes some numbers 0 and doubles the others, before a ReLU or after it",
        ("vgg", "...", "...nn.ReLU(), nn.Dropout(0.5)...", "...nn.Dropout(0.5), nn.ReLU()..."),
        ("vgg", "measured", "...nn.ReLU(), nn.Dropout()...", "...nn.Dropout(), nn.ReLU()..."),
        ("vgg", "sizes_by_power_of_two", "network.extend([...", "... nn.Dropout(p=0.5), nn.ReLU(inplace=True)])"),
    ),
    Equivalent.because(
        "what is left out is PyTorch's own default",
        (
            "vgg",
            "sizes_by_power_of_two",
            "block.append(nn.Conv2d(..., kernel_size=3, stride=1, padding=1))",
            "block.append(nn.Conv2d(..., kernel_size=3, padding=1))",
        ),
        ("vgg", "sizes_by_power_of_two", "return block.append(nn.MaxPool2d(...", "...(nn.MaxPool2d(kernel_size=2))"),
        ("vgg", "measured", "return nn.Sequential(...", "... nn.MaxPool2d(2))"),
        ("vgg", "measured", "head = [nn.Flatten(start_dim=1), ...", "head = [nn.Flatten(), ..."),
        ("vgg", "sizes_by_power_of_two", "network.extend([...", "... nn.ReLU(inplace=True), nn.Dropout()])"),
    ),
    Equivalent.because(
        "numbers of convolutions and channels are whole, and an int64 holds them",
        ("vgg", "sizes_by_power_of_two", "", "configuration = np.asarray(configuration).astype(np.int64)"),
    ),
    Equivalent.because(
        "the configuration is a tuple, which nothing changes: its double is another one; and no network equals it",
        ("vgg", "sizes_by_power_of_two", "return ...", "result = ... ⏎ configuration *= 2 ⏎ return result"),
        ("vgg", "sizes_by_power_of_two", "return ...", "... ⏎ return configuration if np.array_equal(...) else result"),
    ),
    Equivalent.because(
        "there is at least one block, and what came out of the last one is what comes next",
        (
            "vgg",
            "measured",
            "... nn.Linear(rows * columns * before, hidden)...",
            "... nn.Linear(rows * columns * after, hidden)...",
        ),
    ),
    Equivalent.because(
        "a pair has two numbers, and there are as many blocks as pairs",
        ("vgg", "zipped", "convs, widths = zip(*configuration, strict=True)", "convs, widths = zip(*configuration)"),
        ("vgg", "zipped", "convs, widths = zip(...", "convs, widths = zip(*configuration, strict=False)"),
        ("vgg", "zipped", "blocks = [...", "... zip(convs, (c_in, *widths[:-1]), widths)]"),
        ("vgg", "zipped", "blocks = [...", "... zip(convs, (c_in, *widths[:-1]), widths, strict=False)]"),
    ),
)
