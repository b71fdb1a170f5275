"""How the course meets nbgrader: its plug-ins, its gradebook, its folders. Only this room imports nbgrader to grade.

`nbgrader_config.py` names the classes of `plugins`; `autograder.classroom` grades a class in workers, which know
nothing of this room, and writes what comes of it with `writer`.
"""
