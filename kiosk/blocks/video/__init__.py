"""Video block: a film played in place."""
