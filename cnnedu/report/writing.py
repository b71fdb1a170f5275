"""From the shipped weights to a folder with the page and its figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from matplotlib.figure import Figure

from cnnedu.atomic import write_whole
from cnnedu.report.accuracies import draw_claims, draw_curves
from cnnedu.report.asked import Asked, ask_shipped
from cnnedu.report.claims import CLAIMS, Claim
from cnnedu.report.confusions import draw_confusion, draw_taken_for
from cnnedu.report.depth import DEPTHS, draw_activations, draw_depth, gradient_at_the_first_layer
from cnnedu.report.page import render_page
from cnnedu.report.pictures import draw_filters_and_maps, draw_images, draw_mistakes, draw_weights
from cnnedu.report.style import png
from cnnedu.report.table import Row, rows
from cnnedu.weights import SHIPPED, WeightsError

__all__ = ["write_report"]

_DATA = "fashion-mnist"
_T_SHIRT, _COAT, _SHIRT = 0, 4, 6


def write_report(
    out: Path,
    weights: Path = SHIPPED,
    device: torch.device | None = None,
    progress: Callable[[str], None] = lambda what: None,
) -> Path:
    """Ask the shipped weights about the test images and write ``index.html`` and its figures as PNG files.

    Args:
        out: folder, made if need be.
        weights: where weights and cards lie.
        device: to compute on; None for the CPU.
        progress: told what is done next.

    Returns:
        path of the page.

    Raises:
        WeightsError: weights are missing or damaged, or a card claims what its weights do not do.
        DataError: the test images are not found.
        OSError: the folder cannot be written.
    """
    table = rows(weights)
    best = best_row(table)
    asked = {}
    for name, model in (("softmax", "softmax"), ("cnn1", "cnn1"), ("cnn2", "cnn2"), ("best", best.card.model)):
        progress(f"asking {model} about the test images")
        asked[name] = ask_shipped(model, _DATA, weights, device)
    claims = [(claim, _training(table, claim, plain=True), _training(table, claim, plain=False)) for claim in CLAIMS]
    figures = {}
    for name, draw in _figures(table, claims, asked).items():
        progress(f"drawing {name}")
        figures[name] = png(draw)
    progress("writing the page")
    page = render_page(table, claims, figures, asked)
    for name, content in figures.items():
        write_whole(out / f"{name}.png", content)
    write_whole(out / "index.html", page.encode())
    return out / "index.html"


def best_row(table: list[Row]) -> Row:
    """The course's network for Fashion-MNIST that validation prefers: the test set chooses nothing."""
    candidates = [row for row in table if row.card.data == _DATA and not row.plain]
    if not candidates:
        raise WeightsError(f"no network was trained on {_DATA}: train one with `make weights`")
    return max(candidates, key=lambda row: row.card.validation_accuracy)


def _training(table: list[Row], claim: Claim, plain: bool) -> Row | None:
    wanted = (claim.model, claim.data, plain)
    return next((row for row in table if (row.card.model, row.card.data, row.plain) == wanted), None)


def _held_against(claims: list[tuple[Claim, Row | None, Row | None]]) -> list[tuple[Claim, Row]]:
    """The claims that finished weights can answer: those after two epochs are in the card's history only."""
    pairs = [(claim, plain or course) for claim, plain, course in claims if claim.epochs != 2]
    return [(claim, row) for claim, row in pairs if row is not None]


def _trained_both_ways(table: list[Row]) -> list[tuple[Row, Row]]:
    """The networks deep enough to learn by heart, trained as the lectures do and as the course does."""
    plain = {row.card.model: row for row in table if row.plain and row.card.model not in ("softmax", "cnn1")}
    course = [row for row in table if not row.plain and row.card.data == _DATA and row.card.model in plain]
    return [(plain[row.card.model], row) for row in course]


def _figures(
    table: list[Row], claims: list[tuple[Claim, Row | None, Row | None]], asked: dict[str, Asked]
) -> dict[str, Callable[[], Figure]]:
    softmax, best = asked["softmax"], asked["best"]
    coats, shirts = asked["cnn1"].right(_COAT), asked["cnn2"].right(_T_SHIRT)
    return {
        "claims": lambda: draw_claims(_held_against(claims)),
        "curves": lambda: draw_curves(_trained_both_ways(table)),
        "confusion-softmax": lambda: draw_confusion(softmax.evaluation),
        "confusion-best": lambda: draw_confusion(best.evaluation),
        "taken-for-shirts": lambda: draw_taken_for(
            [("softmax regression", softmax.evaluation), ("the best network", best.evaluation)], _SHIRT
        ),
        "softmax-weights": lambda: draw_weights(softmax),
        "filters-and-maps": lambda: draw_filters_and_maps(asked["cnn1"], int(coats[0])),
        "coats": lambda: draw_images(asked["cnn1"], coats[:16].tolist(), columns=4),
        "t-shirts": lambda: draw_images(asked["cnn2"], shirts[:20].tolist(), columns=5),
        "mistakes": lambda: draw_mistakes(best),
        "activations": draw_activations,
        "gradients-and-depth": lambda: draw_depth(
            {name: gradient_at_the_first_layer(name) for name in ("sigmoid", "tanh", "ReLU")}, DEPTHS
        ),
    }
