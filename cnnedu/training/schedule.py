"""How the learning rate moves. It depends on the number of the step alone, so a resumed run needs no other memory."""

from __future__ import annotations

import math

__all__ = ["SCHEDULES", "rate"]

SCHEDULES = ("one-cycle", "cosine", "constant")

_WARM_UP = 0.3  # share of the steps in which the one-cycle schedule climbs
_START, _END = 1 / 25, 1 / 250_000  # of the highest rate; the values of torch.optim.lr_scheduler.OneCycleLR


def rate(schedule: str, step: int, steps: int) -> float:
    """The learning rate of a step, as a share of the highest one.

    * ``one-cycle`` climbs along a half cosine during the first 30 % of the steps and falls along another one to almost
      nothing. The climb keeps a high rate from breaking fresh weights, the fall lets them settle.
    * ``cosine`` falls along a half cosine from the first step to the last.
    * ``constant`` stays.

    Args:
        schedule: one of `SCHEDULES`.
        step: from 0 to steps - 1.
        steps: of the whole training, at least 1.

    Returns:
        number from 0 to 1.

    Raises:
        ValueError: the schedule is unknown or the step lies outside.

    Source: Smith and Topin, Super-convergence (2018); Loshchilov and Hutter, SGDR (2017).

    >>> [round(rate("one-cycle", step, 10), 2) for step in range(10)]
    [0.04, 0.52, 1.0, 0.95, 0.81, 0.61, 0.39, 0.19, 0.05, 0.0]
    >>> [rate("cosine", step, 3) for step in range(3)]
    [1.0, 0.5, 0.0]
    """
    if schedule not in SCHEDULES:
        raise ValueError(f"unknown schedule {schedule!r}: use one of {', '.join(SCHEDULES)}")
    if not 0 <= step < steps:
        raise ValueError(f"step must lie in 0 .. {steps - 1}, got {step}")
    if schedule == "constant" or steps == 1:
        return 1.0
    last = steps - 1
    if schedule == "cosine":
        return _half_cosine(1.0, 0.0, step / last)
    top = max(_WARM_UP * steps - 1, 0.0)  # as in PyTorch, where the climb ends one step before 30 %
    if step <= top:
        return _half_cosine(_START, 1.0, step / top) if top else 1.0
    return _half_cosine(1.0, _END, (step - top) / (last - top))


def _half_cosine(start: float, end: float, progress: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * progress)) / 2
