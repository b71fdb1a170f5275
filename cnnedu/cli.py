"""The command `cnnedu`. Commands import what they need when they run, so that `cnnedu --help` answers at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(
    help="The reference of the course: describe, train and evaluate its networks.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)


@app.callback()
def main() -> None:
    """Keep `describe` a command of its own even while it is the only one."""


@app.command()
def describe(
    model: Annotated[str, typer.Argument(help="A network's name, such as lenet, vgg16 or resnet50.")],
    input_shape: Annotated[
        str | None, typer.Option("--input", metavar="CxHxW", help="Channels, height and width of one image.")
    ] = None,
    classes: Annotated[int | None, typer.Option(help="How many classes it tells apart.")] = None,
    every_layer: Annotated[bool, typer.Option("--all", help="List every layer; do not fold the blocks.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, every layer listed.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the network into FILE (.png, .svg or .pdf).")
    ] = None,
) -> None:
    """Show the layers of a network: output, kernel, stride, parameters, multiply-adds, receptive field."""
    from rich.console import Console

    from cnnedu import describe as describing

    try:
        description = describing.describe(model, _shape(input_shape), classes)
        if plot is not None:
            from cnnedu.describe.drawing import save_drawing

            save_drawing(description, plot)
    except (ValueError, OSError) as error:
        typer.echo(f"cnnedu describe: {error}", err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(describing.as_json(description), indent=2))
    else:
        Console(highlight=False).print(describing.as_table(description, every_layer))
    if plot is not None:
        typer.echo(f"drawn to {plot}", err=True)


@app.command()
def train(
    model: Annotated[str, typer.Argument(help="A network's name, such as lenet or compact_resnet.")],
    data: Annotated[str, typer.Option(help="digits, mnist, fashion-mnist, or folder:PATH.")],
    epochs: Annotated[int | None, typer.Option(help="Passes over the images; by default the recipe's.")] = None,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda, or cuda:N.")] = "auto",
    seed: Annotated[int, typer.Option(min=0, help="Of all random numbers.")] = 0,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where checkpoint, weights and card go.")] = Path("runs"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew, whatever checkpoint there is.")] = False,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="As the lectures: no augmentation, no average, the last epoch kept."),
    ] = False,
) -> None:
    """Train a network and write its weights and their card. A killed training goes on where it was.

    Several GPUs or hosts: torchrun --nproc-per-node N --module cnnedu train ...
    """
    from cnnedu.data import DataError
    from cnnedu.training import TrainingError, experiment, plain_recipe
    from cnnedu.weights import WeightsError

    try:
        recipe = plain_recipe(model) if plain else None
        card = experiment.train(
            model, data, recipe=recipe, epochs=epochs, device=device, seed=seed, out=out, fresh=fresh
        )
    except (ValueError, DataError, TrainingError, WeightsError) as error:
        typer.echo(f"cnnedu train: {error}", err=True)
        raise typer.Exit(2) from error
    if card is not None:  # one of several processes speaks for all
        typer.echo(
            f"{card.name}: train {card.train_accuracy:.2%}, validation {card.validation_accuracy:.2%}, "
            f"test {card.test_accuracy:.2%} after {card.epochs} epochs in {card.seconds:.1f} s; "
            f"{out / card.name}.safetensors and .json"
        )


@app.command()
def evaluate(
    model: Annotated[str, typer.Argument(help="A network's name, such as lenet.")],
    data: Annotated[
        str | None, typer.Option(help="What it was trained on; by default each there are weights for.")
    ] = None,
    device: Annotated[str, typer.Option(help="cpu, cuda, or cuda:N.")] = "cpu",
    weights: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where weights and cards lie; by default those of cnnedu.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Ask the weights trained as the lectures do.")] = False,
) -> None:
    """Ask trained weights about the test images: accuracy, class by class, and which are taken for which."""
    from rich.console import Console

    from cnnedu import evaluation
    from cnnedu.data import DataError
    from cnnedu.training import TrainingError
    from cnnedu.training.references import PLAIN
    from cnnedu.training.world import joined
    from cnnedu.weights import SHIPPED, WeightsError

    folder = (weights or SHIPPED) / (PLAIN if plain else "")
    try:
        with joined(device) as world:
            results = evaluation.evaluate_shipped(model, data, folder, world.device)
    except (ValueError, DataError, TrainingError, WeightsError) as error:
        typer.echo(f"cnnedu evaluate: {error}", err=True)
        raise typer.Exit(2) from error
    for result in results:
        Console(highlight=False).print(evaluation.as_table(result))


@app.command()
def report(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the page and its figures go.")] = Path("report"),
    device: Annotated[str, typer.Option(help="cpu, cuda, or cuda:N.")] = "cpu",
    weights: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where weights and cards lie; by default those of cnnedu.")
    ] = None,
) -> None:
    """Do the lectures' experiment again: one page with every accuracy, train beside test, and the figures."""
    from rich.console import Console

    from cnnedu import report as reporting
    from cnnedu.data import DataError
    from cnnedu.training import TrainingError
    from cnnedu.training.world import joined
    from cnnedu.weights import SHIPPED, WeightsError

    console = Console(stderr=True)
    try:
        with joined(device) as world, console.status("reading the cards") as status:
            page = reporting.write_report(out, weights or SHIPPED, world.device, lambda what: status.update(what))
    except (ValueError, OSError, DataError, TrainingError, WeightsError) as error:
        typer.echo(f"cnnedu report: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{page} and {len(list(out.glob('*.png')))} figures beside it")


def _shape(text: str | None) -> tuple[int, int, int] | None:
    if text is None:
        return None
    parts = text.lower().split("x")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(f"--input wants channels, height and width, such as 1x28x28, got {text!r}")
    c, h, w = map(int, parts)
    return c, h, w
