"""Audio block: a sound with its transcript."""
