"""Flip, shift and erase whole batches on the device on which they lie."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from cnnedu.training.recipe import Recipe

__all__ = ["Changes", "augmented", "draw_changes"]


@dataclass(frozen=True)
class Changes:
    """What happens to each image of a batch; None where nothing of the kind does.

    Attributes:
        mirrored: bool tensor (n,).
        offsets: int64 tensor (n, 2): pixels down and right; negative is up and left.
        boxes: int64 tensor (n, 4): top, left, bottom, right of what is erased; bottom and right lie outside.
    """

    mirrored: torch.Tensor | None = None
    offsets: torch.Tensor | None = None
    boxes: torch.Tensor | None = None

    def take(self, which: slice) -> Changes:
        """The changes of some of the images."""
        parts = (self.mirrored, self.offsets, self.boxes)
        return Changes(*(None if part is None else part[which] for part in parts))


def draw_changes(recipe: Recipe, n: int, size: tuple[int, int], generator: torch.Generator) -> Changes:
    """Draw the changes of a batch. Equal generators draw equal changes.

    The rectangles to erase have sides between an eighth and half of the image's and lie wholly inside.

    Args:
        recipe: which changes there are, and how strong.
        n: images in the batch.
        size: (h, w) of the images.
        generator: lies on the device of the images.

    >>> draw_changes(Recipe(epochs=1, shift=2), 3, (8, 8), torch.Generator().manual_seed(0)).offsets.shape
    torch.Size([3, 2])
    """
    device = generator.device
    mirrored = offsets = boxes = None
    if recipe.flip:
        mirrored = torch.rand(n, generator=generator, device=device) < 0.5
    if recipe.shift:
        offsets = torch.randint(-recipe.shift, recipe.shift + 1, (n, 2), generator=generator, device=device)
    if recipe.erase:
        whole = torch.tensor(size, device=device)
        shares = 0.125 + 0.375 * torch.rand((n, 2), generator=generator, device=device)
        sides = (whole * shares).round().long().clamp_(min=1)
        sides *= torch.rand((n, 1), generator=generator, device=device) < recipe.erase
        corner = (torch.rand((n, 2), generator=generator, device=device) * (whole - sides + 1)).long()
        boxes = torch.cat([corner, corner + sides], dim=1)
    return Changes(mirrored, offsets, boxes)


def augmented(pixels: torch.Tensor, changes: Changes) -> torch.Tensor:
    """Mirror, then shift, then erase. What comes in from outside, and what is erased, is black (0).

    Args:
        pixels: uint8 tensor (n, c, h, w); it is not changed.
        changes: for n images.

    >>> image = torch.tensor([[[[1, 2], [3, 4]]]], dtype=torch.uint8)
    >>> augmented(image, Changes(offsets=torch.tensor([[1, 0]])))  # one pixel down
    tensor([[[[0, 0],
              [1, 2]]]], dtype=torch.uint8)
    """
    n, c, h, w = pixels.shape
    rows = torch.arange(h, device=pixels.device).expand(n, h)
    columns = torch.arange(w, device=pixels.device).expand(n, w)
    black = torch.zeros((n, 1, 1, 1), dtype=torch.bool, device=pixels.device)
    if changes.boxes is not None:
        top, left, bottom, right = changes.boxes[:, :, None].unbind(1)
        inside_rows, inside_columns = (rows >= top) & (rows < bottom), (columns >= left) & (columns < right)
        black = black | (inside_rows[:, None, :, None] & inside_columns[:, None, None, :])
    if changes.mirrored is None and changes.offsets is None:
        return pixels.masked_fill(black, 0) if changes.boxes is not None else pixels
    if changes.offsets is not None:
        rows, columns = rows - changes.offsets[:, :1], columns - changes.offsets[:, 1:]
        outside_rows, outside_columns = (rows < 0) | (rows >= h), (columns < 0) | (columns >= w)
        black = black | outside_rows[:, None, :, None] | outside_columns[:, None, None, :]
        rows, columns = rows.clamp(0, h - 1), columns.clamp(0, w - 1)
    if changes.mirrored is not None:
        columns = torch.where(changes.mirrored[:, None], w - 1 - columns, columns)
    # Where each pixel comes from: one gather does the mirroring and the shift together.
    places = (rows[:, :, None] * w + columns[:, None, :]).view(n, 1, h * w).expand(n, c, h * w)
    return pixels.view(n, c, h * w).gather(2, places).view(n, c, h, w).masked_fill_(black, 0)
