"""Makes this folder an nbgrader course and plugs the grader in. nbgrader reads this file by itself."""

import os
import sys

from autograder.notebook.regions import CODE_STUB

c = get_config()  # noqa: F821  # nbgrader defines it

# To make a gradebook nbgrader calls `alembic`, which an environment that is not activated has beside Python only.
os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", ""), os.path.dirname(sys.executable)])

c.CourseDirectory.course_id = "cnnedu"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# assignments/ is built and committed, so it is always there; nbgrader would leave it and register nothing.
c.GenerateAssignment.force = True
c.ClearSolutions.code_stub = {"python": CODE_STUB}

# Read whatever was handed in; grade it in the sandbox; write verdicts, never outputs, into the gradebook.
c.Autograde.exporter_class = "autograder.gradebook.plugins.SubmissionExporter"
c.Autograde.sanitize_preprocessors = []  # the exporter has rebuilt the notebook: nothing is left to sanitize
c.Autograde.autograde_preprocessors = [
    "autograder.gradebook.plugins.GradeInSandbox",
    "autograder.gradebook.plugins.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# When an assignment is due: `autograder due 01_correlation "2030-03-01 23:59"`. Lateness is always said. Without
# the "#" it costs points, too: for each day begun this share of those gained, after ten minutes of grace, at most half.
# c.AssignLatePenalties.plugin_class = "autograder.gradebook.late_penalty.PerDay"
# c.PerDay.percent_a_day = 10
# c.PerDay.grace_minutes = 10
# c.PerDay.most_percent = 50

# How many copies of the gradebook are kept in backups/, one made before each run.
c.SubmissionExporter.backups = 10

# The feedback page is our own, with the points that the gradebook has when it is written.
c.GenerateFeedback.exporter_class = "autograder.gradebook.feedback_page.FeedbackExporter"
c.GenerateFeedback.preprocessors = []
