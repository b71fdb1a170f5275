"""A class at once: grading it, progress, tables."""
