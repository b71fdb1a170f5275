"""The README's table of reference models says what their cards say."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES = {
    "LeNet-5": "lenet",
    "compact ResNet": "compact_resnet",
    "softmax regression": "softmax",
    "one convolution": "cnn1",
    "two convolutions": "cnn2",
    "digits (scikit-learn)": "digits",
    "MNIST": "mnist",
    "Fashion-MNIST": "fashion-mnist",
}


def test_the_readme_claims_what_the_cards_measured() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Reference models")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", section, re.MULTILINE)
    claimed = {f"{NAMES[model]}-{NAMES[data]}": tuple(figures) for model, data, *figures in rows}
    measured = {}
    for path in (ROOT / "cnnedu" / "weights").glob("*.json"):
        card = json.loads(path.read_text(encoding="utf-8"))
        accuracies = (card["train_accuracy"], card["validation_accuracy"], card["test_accuracy"])
        measured[path.stem] = (str(card["epochs"]), *(f"{100 * accuracy:.2f}" for accuracy in accuracies))
    assert claimed == measured
