"""Small networks of one channel, made of a list of layers: something to look at from outside."""

import numpy as np

__all__ = ["network_of", "with_network", "with_networks"]


def network_of(layers):
    """Return a network: a function that sends an image of shape (h, w) through some layers, one after the other.

    A layer is ("conv", kernel, stride, padding, bias) or, for max pooling, ("max", (kh, kw), stride). Strides and
    paddings are pairs, for the rows and for the columns.
    """

    def network(image):
        values = np.array(image, dtype=np.float64)
        for kind, window, (sh, sw), *more in layers:
            if kind == "conv":
                (ph, pw), bias = more
                values = np.pad(values, ((ph, ph), (pw, pw)))
                windows = np.lib.stride_tricks.sliding_window_view(values, window.shape)[::sh, ::sw]
                values = np.sum(windows * window, axis=(2, 3)) + bias
            else:
                values = np.lib.stride_tricks.sliding_window_view(values, window)[::sh, ::sw].max(axis=(2, 3))
        return values

    return network


def with_network(answer, layers, *arguments):
    """Call answer(network, *arguments) with the network of these layers: so the exam hands you a network."""
    return answer(network_of(layers), *arguments)


def with_networks(answer, networks, calls):
    """Call answer(network, *arguments) several times, as the exam does to see whether an earlier call matters.

    A call is the number of its network and the arguments. Images of one shape come in one and the same array, filled
    again; and no two results may lie in the same memory.
    """
    made, results = [network_of(layers) for layers in networks], []
    images = {}
    for number, *arguments in calls:
        for place, argument in enumerate(arguments):
            if isinstance(argument, np.ndarray):
                arguments[place] = images.setdefault(argument.shape, argument.copy())
                arguments[place][...] = argument
        results.append(answer(made[number], *arguments))
    arrays = [result for result in results if isinstance(result, np.ndarray)]
    for i, one in enumerate(arrays):
        if any(np.shares_memory(one, other) for other in arrays[:i]):
            raise ValueError("two calls gave one and the same array: make a new one in each call")
    return results
