"""The one check that every network makes of its input: is the image large enough for its poolings?"""

from __future__ import annotations

__all__ = ["require_at_least"]


def require_at_least(least: int, input_size: tuple[int, int], network: str, instead: str = "") -> None:
    """Refuse an image that the network's windows would shrink to nothing.

    Args:
        least: the smallest height and width the network takes, in pixels.
        input_size: (h, w) of the image.
        network: its name, for the message.
        instead: the name of a network that takes smaller images, if there is one.

    Raises:
        ValueError: h or w is smaller than `least`.

    >>> require_at_least(32, (28, 28), "vgg16", instead="vgg16_small")
    Traceback (most recent call last):
    ...
    ValueError: vgg16 needs images of at least 32 x 32 pixels, got 28 x 28: enlarge them or use vgg16_small
    """
    h, w = input_size
    if h < least or w < least:
        remedy = f"enlarge them or use {instead}" if instead else "enlarge them"
        raise ValueError(f"{network} needs images of at least {least} x {least} pixels, got {h} x {w}: {remedy}")
