"""How the course meets nbgrader: its plug-ins, its gradebook, its folders. Only this room imports nbgrader to grade.

`nbgrader_config.py` names the classes of `plugins`; `autograder.classroom` grades a class in workers, which know
nothing of this room, and writes what comes of it with `writer`.
"""

import sys

# jsonschema's check of IRIs, which no notebook has, compiles a grammar as soon as it is imported: most of a second.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
