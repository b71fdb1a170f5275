"""The steps of training and of an honest evaluation, one plain function each: as assignment 09 asks students for them.

`cnnedu.training` trains with these ideas and more: recipes, checkpoints, devices.
"""

from cnnedu.steps.batches import batches_of
from cnnedu.steps.choice import choose_epoch
from cnnedu.steps.confusion import confusion_matrix
from cnnedu.steps.epoch import train_one_epoch
from cnnedu.steps.evaluation import evaluate
from cnnedu.steps.report import train_and_report
from cnnedu.steps.standardise import standardise

__all__ = [
    "batches_of",
    "choose_epoch",
    "confusion_matrix",
    "evaluate",
    "standardise",
    "train_and_report",
    "train_one_epoch",
]
