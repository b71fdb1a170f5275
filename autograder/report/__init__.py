"""The class report: what a class has made of an assignment, on one page, for the evening before the lecture.

`collecting` reads the gradebook and the graded notebooks into the plain data of `class_data`; `tallies`, `conduct`,
`alike` and `so_far` say what is in it; `page` writes it.
"""
