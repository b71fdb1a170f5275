"""Misconceptions that are one mistake: whoever makes the first is helped by the name of the second.

No machine can tell whether advice helps. `autograder names` counts a name as right only if it stands here, with the
reason; every other name that somebody gets instead of his own misleads.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["KIN"]

KIN: Mapping[str, Mapping[tuple[str, str], str]] = {
    "corr2d": {
        ("output written into the image", "integer output"): (
            "The output of integers is the image itself, and the advice, a new array from np.zeros, mends both."
        ),
    },
    "activation": {
        ("slope of one at zero", "slope of relu one at zero"): (
            "The advice, x > 0 instead of x >= 0, mends leaky_relu as well as relu."
        ),
    },
    "Dropout": {
        ("scaled in evaluation instead", "not scaled"): (
            "What is scaled in evaluation is not scaled in training: the advice, to divide there, is the first half of "
            "the way, and evaluation then gets a name of its own."
        ),
    },
    "count_parameters": {
        ("equal sizes merged", "equal shapes merged"): (
            "Both drop a layer because another one is as large, and the advice, to let only the same parameter count "
            "once, mends both."
        ),
    },
    "shortcut": {
        ("never a projection", "only where both change"): (
            "The advice, to project where one of the two changes, mends both."
        ),
    },
    "vgg": {
        ("only the height checked", "images of any size"): (
            "A width of which nothing is left is let through by both, and the advice, to refuse where h or w becomes "
            "0, mends both."
        ),
        ("images of any size", "empty blocks"): (
            "So is called who refuses nothing at all: both are built, and the advice mends one of them."
        ),
        ("empty blocks", "images of any size"): (
            "So is called who refuses nothing at all: both are built, and the advice mends one of them."
        ),
    },
}
"""By exercise, the mistake that was made and the name it may get, and why its advice mends it."""
