"""Video block: a film in its place."""
