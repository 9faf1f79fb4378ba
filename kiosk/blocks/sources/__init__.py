"""Sources block: the origin of the facts."""
