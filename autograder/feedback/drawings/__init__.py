"""Drawings on a feedback page: inline SVG, made from plain data, in the colours of the page."""
