"""Cards block: items of one kind side by side."""
