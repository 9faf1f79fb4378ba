"""Cards block: things of one kind side by side."""
