"""What students believe of `cost_of_stack`, each with the sentence for whoever believes it."""


def _check_numbers(*numbers):
    if min(numbers) < 1:
        raise ValueError("a number is too small")


def channels_counted_once(k, depth, channels):
    """You multiply by the channels once, as the lecture does (18C, 25C). Each output channel has a kernel for every
    input channel: it is the square of the channels."""
    _check_numbers(k, depth, channels)
    return depth * k * k * channels


def channels_forgotten(k, depth, channels):
    """You count the weights of one kernel in each layer. There is one for each pair of an input and an output
    channel."""
    _check_numbers(k, depth, channels)
    return depth * k * k


def channels_added(k, depth, channels):
    """You add the input channels to the output channels. Every pair of them has a kernel: multiply."""
    _check_numbers(k, depth, channels)
    return depth * k * k * (channels + channels)


def kernel_not_squared(k, depth, channels):
    """You count k weights in a kernel. It has k rows and k columns: k * k."""
    _check_numbers(k, depth, channels)
    return depth * k * channels**2


def kernel_doubled(k, depth, channels):
    """You count 2 * k weights in a kernel of k rows and k columns. It has k * k."""
    _check_numbers(k, depth, channels)
    return depth * 2 * k * channels**2


def depth_forgotten(k, depth, channels):
    """You count one layer. Every layer has weights of its own: multiply by the depth."""
    _check_numbers(k, depth, channels)
    return k * k * channels**2


def depth_as_power(k, depth, channels):
    """You multiply the weights of the layers. They lie beside each other in memory: add them up, which is the depth
    times those of one layer."""
    _check_numbers(k, depth, channels)
    return (k * k * channels**2) ** depth


def bias_counted(k, depth, channels):
    """You count a bias for each output channel. Without biases is asked."""
    _check_numbers(k, depth, channels)
    return depth * (k * k * channels + 1) * channels


def one_bias_a_layer_counted(k, depth, channels):
    """You count one more for each layer. Biases are not asked for, and there would be one for each output channel."""
    _check_numbers(k, depth, channels)
    return depth * (k * k * channels**2 + 1)


def first_layer_sees_one_channel(k, depth, channels):
    """Your first layer has one input channel. All layers are equal here: channels in and channels out."""
    _check_numbers(k, depth, channels)
    return k * k * channels + (depth - 1) * k * k * channels**2


def first_layer_sees_three_channels(k, depth, channels):
    """Your first layer sees the three colours of a picture. All layers are equal here: channels in and channels out."""
    _check_numbers(k, depth, channels)
    return k * k * 3 * channels + (depth - 1) * k * k * channels**2


def one_kernel_of_the_same_field(k, depth, channels):
    """You count the weights of one large kernel that sees as much as the stack. The stack itself is asked, which is the
    cheaper one."""
    _check_numbers(k, depth, channels)
    return (1 + depth * (k - 1)) ** 2 * channels**2


def channels_doubled_by_each_layer(k, depth, channels):
    """You double the channels from layer to layer, as VGG does between its blocks. Here all layers are equal."""
    _check_numbers(k, depth, channels)
    return sum(k * k * channels**2 * 4**layer for layer in range(min(depth, 300)))


def number_of_weights_as_float(k, depth, channels):
    """Your number is right, but it is a float. Products of whole numbers need no division."""
    _check_numbers(k, depth, channels)
    return float(depth * k * k * channels**2)


def numbers_not_checked(k, depth, channels):
    """You give a number for a window, a depth or channels below 1. Check each and raise a ValueError."""
    return depth * k * k * channels**2


def product_checked_for_its_sign(k, depth, channels):
    """You refuse what makes the result smaller than 1. Squares are positive, and so is a product of two negative
    numbers: check each number on its own."""
    if k * depth * channels < 1:
        raise ValueError("a number is too small")
    return depth * k * k * channels**2


def only_zeros_refused(k, depth, channels):
    """You refuse 0 only. Negative numbers of layers or channels do not exist either: check for less than 1."""
    if 0 in (k, depth, channels):
        raise ValueError("a number is zero")
    return depth * k * k * channels**2


def window_not_checked(k, depth, channels):
    """You check the depth and the channels, but not the window: k < 1 has to be refused as well."""
    _check_numbers(depth, channels)
    return depth * k * k * channels**2


def single_channel_refused(k, depth, channels):
    """You refuse a window of 1, a single layer or a single channel. Each of them is allowed: refuse what is smaller
    than 1."""
    if min(k, depth, channels) <= 1:
        raise ValueError("a number is too small")
    return depth * k * k * channels**2
