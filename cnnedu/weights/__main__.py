"""Train the reference models, all or some, and write their weights and cards.

    python -m cnnedu.weights [NAME ...] [--device D] [--out DIR]

NAME is MODEL-DATA, such as lenet-mnist. What `out` already holds, trained by the present recipe on the same device, is
left as it is: a run that was killed goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from cnnedu.data import DataError
from cnnedu.training import TrainingError, recipe_for, train
from cnnedu.training.experiment import device_name
from cnnedu.training.world import joined
from cnnedu.weights.errors import WeightsError
from cnnedu.weights.store import SHIPPED, load_trained

REFERENCES = (
    ("lenet", "digits"),
    ("compact_resnet", "digits"),
    ("lenet", "mnist"),
    ("compact_resnet", "mnist"),
    ("softmax", "fashion-mnist"),
    ("cnn1", "fashion-mnist"),
    ("cnn2", "fashion-mnist"),
    ("lenet", "fashion-mnist"),
    ("alexnet_small", "fashion-mnist"),
    ("vgg9", "fashion-mnist"),
    ("nin_small", "fashion-mnist"),
    ("googlenet_small", "fashion-mnist"),
    ("resnet18_small", "fashion-mnist"),
    ("densenet121_small", "fashion-mnist"),
    ("compact_resnet", "fashion-mnist"),
)
_SEED = 0


def main(arguments: list[str] | None = None) -> int:
    """Train what is asked for. Returns the exit status: 0 when all of it is there."""
    parser = argparse.ArgumentParser(prog="python -m cnnedu.weights", description=(__doc__ or "").splitlines()[0])
    known = {f"{model}-{data}": (model, data) for model, data in REFERENCES}
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; by default all")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument("--out", type=Path, default=SHIPPED, metavar="DIR", help="by default where cnnedu ships them")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in known]
    if unknown:
        parser.error(f"there is no reference model {', '.join(unknown)}. There are {', '.join(known)}")
    try:
        with joined(options.device) as world:
            present_device = device_name(world)
        for name in options.names or known:
            model, data = known[name]
            if _is_up_to_date(model, data, present_device, options.out):
                print(f"{name}: up to date", flush=True)
                continue
            card = train(model, data, device=options.device, seed=_SEED, out=options.out)
            if card is not None:
                accuracies = f"{card.train_accuracy:.2%} / {card.validation_accuracy:.2%} / {card.test_accuracy:.2%}"
                print(f"{name}: train / validation / test {accuracies} in {card.seconds:.1f} s", flush=True)
    except (ValueError, DataError, TrainingError, WeightsError) as error:
        print(f"cnnedu.weights: {error}", file=sys.stderr)
        return 2
    return 0


def _is_up_to_date(model: str, data: str, device: str, folder: Path) -> bool:
    try:
        card = load_trained(model, data, folder).card
    except WeightsError:
        return False
    return (card.recipe, card.seed, card.device) == (asdict(recipe_for(model, data)), _SEED, device)


if __name__ == "__main__":
    sys.exit(main())
