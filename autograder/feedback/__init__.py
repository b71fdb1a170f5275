"""What a student reads: a Verdict as text, as JSON and as HTML. Pure functions."""
