"""Hostile notebooks by class: what each tries, what it is worth where nothing protects, and that it gains nothing."""
