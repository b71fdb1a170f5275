"""A gradebook that is committed when it is told to. nbgrader's own waits for the disk after every single step."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook, get_alembic_version
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session, scoped_session, sessionmaker

__all__ = ["BatchedGradebook"]


# What is asked for with every submission. nbgrader's own tables are then read from end to end, so that each submission
# would take longer than the one before.
_LOOKED_UP = (
    ("base_cell", "notebook_id"),
    ("comment", "notebook_id"),
    ("grade", "notebook_id"),
    ("submitted_assignment", "student_id"),
    ("submitted_notebook", "assignment_id"),
)


class _Session(Session):
    """Its `commit` sends what there is to the database, as part of the running transaction."""

    def commit(self) -> None:
        self.flush()

    def really_commit(self) -> None:
        super().commit()


class BatchedGradebook(Gradebook):
    """nbgrader's gradebook, of whose changes nothing is kept before `keep`.

    Args:
        db_url: of the database; its tables are made where there are none.
        course_id: the course.
    """

    def __init__(self, db_url: str, course_id: str) -> None:
        super().__init__(db_url, course_id)
        self.db.remove()
        self.db: Any = scoped_session(sessionmaker(class_=_Session, bind=self.engine, future=True))
        self._note_version()
        with self.engine.begin() as connection:
            for table, column in _LOOKED_UP:
                connection.execute(text(f"CREATE INDEX IF NOT EXISTS {table}_by_{column} ON {table} ({column})"))

    def _note_version(self) -> None:
        """Note the version of the tables where nbgrader was killed before it did: `nbgrader db upgrade` wants it."""
        with self.engine.begin() as connection:
            if not inspect(connection).has_table("alembic_version"):
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            if connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 0:
                connection.execute(
                    text("INSERT INTO alembic_version (version_num) VALUES (:version)"),
                    {"version": get_alembic_version()},
                )

    def keep(self) -> None:
        """Commit, and forget what was read: others may change the gradebook before the next batch."""
        self.db().really_commit()
        self.db.remove()

    def discard(self) -> None:
        """Take back all changes since `keep`."""
        self.db.rollback()
        self.db.remove()
