"""Which epoch's network to keep, and when to stop looking: by the validation images alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["choose_epoch"]


def choose_epoch(log: Sequence[Mapping[str, float]], patience: int) -> tuple[int, int]:
    """Stop when `patience` epochs in a row have brought nothing better, and choose the best epoch until then.

    Args:
        log: for each epoch a dict whose ``"validation"`` is the accuracy on the validation images; what else it holds
            plays no part.
        patience: at least 1.

    Returns:
        The epoch with the best accuracy, the first one where several are, and the last epoch that is trained; both
        count from 0.

    Raises:
        ValueError: the log is empty, or patience is smaller than 1.

    >>> choose_epoch([{"validation": 0.5}, {"validation": 0.7}, {"validation": 0.6}, {"validation": 0.9}], patience=1)
    (1, 2)
    """
    if not log or patience < 1:
        raise ValueError(f"got {len(log)} epochs and a patience of {patience}: both must be at least 1")
    best = 0
    for epoch, figures in enumerate(log):
        if figures["validation"] > log[best]["validation"]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(log) - 1
