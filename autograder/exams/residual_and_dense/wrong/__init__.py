"""What students believe: every public function or class in these files is a wrong answer, its docstring the reason."""
