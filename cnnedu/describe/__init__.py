"""A network of the registry described: its layers, what they cost and see, as a table, as JSON, as a picture.

`cnnedu.describe.drawing` is imported by whoever draws: Matplotlib takes longer to import than a table to make.
"""

from cnnedu.describe.description import Description, as_json, as_table, describe
from cnnedu.describe.folding import Row, fold
from cnnedu.describe.table import Layer, layer_table

__all__ = ["Description", "Layer", "Row", "as_json", "as_table", "describe", "fold", "layer_table"]
