"""What runs beside the student. With `wire` the only code of ours that the sandbox can see."""
