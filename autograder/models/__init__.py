"""The trained reference models on a student's own layers: what the course promises to whoever wrote them."""
