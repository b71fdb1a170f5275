"""What a network recognises: accuracy, class by class, and which classes it takes for which."""

from cnnedu.evaluation.answers import accuracy, predict
from cnnedu.evaluation.confusion import Evaluation, as_table, evaluate
from cnnedu.evaluation.images import Images
from cnnedu.evaluation.shipped import ask, evaluate_shipped, load_test_images

__all__ = [
    "Evaluation",
    "Images",
    "accuracy",
    "as_table",
    "ask",
    "evaluate",
    "evaluate_shipped",
    "load_test_images",
    "predict",
]
