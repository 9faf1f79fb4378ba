"""Audio block: a piece of sound, and all of it in words."""
