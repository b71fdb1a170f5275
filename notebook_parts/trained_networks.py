"""Two trained networks, written with the layers of the exercises: every number in them passes through these."""

__all__ = ["lenet_scores", "residual_scores"]


def lenet_scores(layers, w, x):
    """LeNet-5: from images (n, 1, 28, 28) to scores (n, 10). w: its weights by name."""
    conv2d, pool = layers["conv2d"], layers["max_pool2d"]
    activation = layers["activation"]
    x = conv2d(x, w["c1.weight"], w["c1.bias"], (1, 1), (2, 2))
    x = pool(activation(x, "tanh"), (2, 2))
    x = conv2d(x, w["c3.weight"], w["c3.bias"], (1, 1), (0, 0))
    x = pool(activation(x, "tanh"), (2, 2))
    x = conv2d(x, w["c5.weight"], w["c5.bias"], (1, 1), (0, 0))
    x = linear(layers, w, "f6", activation(x, "tanh"))
    return linear(layers, w, "output", activation(x, "tanh"))[:, :, 0, 0]


def residual_scores(layers, w, x):
    """The residual network: three blocks, two poolings, and one number for each map."""
    x = layers["activation"](convolved_and_normalised(layers, w, "conv", "bn", x), "relu")
    x = layers["max_pool2d"](residual(layers, w, "block1", x), (2, 2))
    x = layers["max_pool2d"](residual(layers, w, "block2", x), (2, 2))
    x = layers["global_mean_pool"](residual(layers, w, "block3", x))
    return linear(layers, w, "fc", x[:, :, None, None])[:, :, 0, 0]


def residual(layers, w, name, x):
    """A block: what two convolutions make of x is added to x, as in notebook 8."""
    relu = layers["activation"]
    y = convolved_and_normalised(layers, w, f"{name}.conv1", f"{name}.bn1", x)
    y = convolved_and_normalised(layers, w, f"{name}.conv2", f"{name}.bn2", relu(y, "relu"))
    if f"{name}.downsample.0.weight" in w:  # more channels behind the block than before it
        way_past = f"{name}.downsample.0", f"{name}.downsample.1"
        x = convolved_and_normalised(layers, w, *way_past, x)
    return relu(x + y, "relu")


def convolved_and_normalised(layers, w, conv, bn, x):
    """A convolution that keeps the size, and a batch normalisation in evaluation."""
    margin = w[f"{conv}.weight"].shape[-1] // 2
    y = layers["conv2d"](x, w[f"{conv}.weight"], None, (1, 1), (margin, margin))
    learned = ("weight", "bias", "running_mean", "running_var")  # gamma, beta, mean, var
    return layers["BatchNorm2d"](y, *(w[f"{bn}.{part}"] for part in learned))


def linear(layers, w, name, x):
    """A fully connected layer on maps of one pixel, (n, c, 1, 1), as a convolution."""
    filters = layers["linear_as_conv"](w[f"{name}.weight"], x.shape[1:])
    return layers["conv2d"](x, filters, w[f"{name}.bias"], (1, 1), (0, 0))
