"""How Moodle, Canvas and Gradescope write things down: their lists of students, downloads and grade tables.

Everything here turns files into plain data or back. It knows no gradebook and no course; `autograder.classroom` and
`autograder.gradebook` bring them together.
"""
