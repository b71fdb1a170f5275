"""Who decides a grade: exams, the examiner, the sandbox, and nbgrader's gradebook."""

from autograder.kernel import check

__all__ = ["check"]
