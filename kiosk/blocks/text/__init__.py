"""Text block: running text."""
