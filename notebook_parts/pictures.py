"""Grey pictures side by side, their rows and columns counted."""

import matplotlib.pyplot as plt

from .canvas import GREY, canvas, write

__all__ = ["show_pictures"]


def show_pictures(pictures):
    """Draw grey pictures of the same height side by side: {title: array}. Black is 0, white is 255."""
    size = 5.5
    axes = canvas((size + 0.9) * len(pictures) + 0.6, size + 2.2)
    titles, counts = [], []
    for number, (title, picture) in enumerate(pictures.items()):
        x, y, (rows, columns) = 1.1 + (size + 0.9) * number, 1.1, picture.shape
        axes.imshow(picture, cmap="gray", vmin=0, vmax=255, extent=(x, x + size, y + size, y), aspect="auto")
        titles.append((x + size / 2, 0.6, title))
        counts += [
            (x + size * j / columns, y + size + 0.25, str(j)) for j in range(0, columns + 1, max(columns // 4, 1))
        ]
        counts += [(x - 0.3, y + size * i / rows, str(i)) for i in range(0, rows + 1, max(rows // 4, 1))]
        counts += [(x - 0.4, y - 0.4, "row"), (x + size / 2, y + size + 0.65, "column")]
    axes.set(xlim=axes.get_xlim(), ylim=(size + 2.2, 0))
    write(axes, titles, weight="bold")
    write(axes, counts, size=0.25, colour=GREY)
    plt.show()
