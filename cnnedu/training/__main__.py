"""Train the reference models, all or some, and write their weights and cards.

    python -m cnnedu.training [NAME ...] [--device D] [--out DIR]

NAME is MODEL-DATA, such as lenet-mnist, or plain/MODEL-DATA for the lectures' way of training. What `out` already
holds, trained by the present recipe on the same device, is left as it is: a run that was killed goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from cnnedu.data import DataError
from cnnedu.training import Recipe, TrainingError, train
from cnnedu.training.experiment import device_name
from cnnedu.training.references import REFERENCES, Reference
from cnnedu.training.world import joined
from cnnedu.weights.errors import WeightsError
from cnnedu.weights.store import SHIPPED, load_trained

_SEED = 0


def main(arguments: list[str] | None = None) -> int:
    """Train what is asked for. Returns the exit status: 0 when all of it is there."""
    parser = argparse.ArgumentParser(prog="python -m cnnedu.training", description=(__doc__ or "").splitlines()[0])
    known = {reference.name: reference for reference in REFERENCES}
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; by default all")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda or cuda:N")
    parser.add_argument("--out", type=Path, default=SHIPPED, metavar="DIR", help="by default where cnnedu ships them")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in known]
    if unknown:
        parser.error(f"there is no reference model {', '.join(unknown)}. There are {', '.join(known)}")
    try:
        with joined(options.device) as world:
            present_device, kind = device_name(world), world.device.type
        for name in options.names or known:
            reference = known[name]
            folder, recipe = (options.out / name).parent, reference.recipe(kind)
            if _is_up_to_date(reference, recipe, present_device, folder):
                print(f"{name}: up to date", flush=True)
                continue
            card = train(reference.model, reference.data, recipe=recipe, device=options.device, seed=_SEED, out=folder)
            if card is not None:
                accuracies = f"{card.train_accuracy:.2%} / {card.validation_accuracy:.2%} / {card.test_accuracy:.2%}"
                print(f"{name}: train / validation / test {accuracies} in {card.seconds:.1f} s", flush=True)
    except (ValueError, DataError, TrainingError, WeightsError) as error:
        print(f"cnnedu.training: {error}", file=sys.stderr)
        return 2
    return 0


def _is_up_to_date(reference: Reference, recipe: Recipe, device: str, folder: Path) -> bool:
    try:
        card = load_trained(reference.model, reference.data, folder).card
    except WeightsError:
        return False
    return (card.recipe, card.seed, card.device) == (asdict(recipe), _SEED, device)


if __name__ == "__main__":
    sys.exit(main())
