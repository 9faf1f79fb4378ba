"""Gallery block: the entrance to a gallery."""
