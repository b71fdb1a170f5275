"""What is right: every public function or class in these files must keep full marks."""
