"""What both sides of the sandbox know: questions, answers, and how they are written down. Imports nothing of ours."""
