"""Sources block: where the facts come from."""
