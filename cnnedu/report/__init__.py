"""The lectures' experiment done again: one page and its figures, every number measured."""

from cnnedu.report.table import Row, as_markdown, rows
from cnnedu.report.writing import write_report

__all__ = ["Row", "as_markdown", "rows", "write_report"]
