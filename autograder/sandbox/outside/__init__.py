"""The grader's side of the sandbox. Everything that comes from within is decoded as hostile bytes."""
