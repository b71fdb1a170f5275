"""Five small exercises, one of each kind that the engine knows: the fixtures of the tests beside this folder."""

from __future__ import annotations

from autograder.exam.exercise import Assignment
from small_exams.batch_norm import BATCH_NORM
from small_exams.centre import CENTRE
from small_exams.linear_backward import LINEAR_BACKWARD
from small_exams.residual_block import RESIDUAL_BLOCK
from small_exams.train_epoch import TRAIN_EPOCH

__all__ = ["KINDS"]

KINDS = Assignment(
    "01_kinds",
    exercises=(CENTRE, BATCH_NORM, LINEAR_BACKWARD, RESIDUAL_BLOCK, TRAIN_EPOCH),
    libraries=("numpy", "matplotlib", "torch"),
)
