"""The feedback page: one HTML file that loads nothing, made from a graded notebook and the points of the gradebook."""
