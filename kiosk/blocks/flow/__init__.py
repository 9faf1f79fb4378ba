"""Flow block: stations along a line."""
