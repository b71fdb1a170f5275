"""How the course meets nbgrader: its plug-ins, its gradebook, its folders. Only this room imports nbgrader to grade.

`nbgrader_config.py` names the classes of `plugins`; `autograder.classroom` grades a class through `one_submission`.
"""
