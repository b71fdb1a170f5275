"""A class at once: progress, tables."""
