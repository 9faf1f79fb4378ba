"""Gallery block: the way into a gallery."""
