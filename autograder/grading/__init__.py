"""One submission from its bytes to its verdicts: rebuild, sandbox, examiner, verdict."""
