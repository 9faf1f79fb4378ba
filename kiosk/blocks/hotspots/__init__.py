"""Hotspots block: a picture with points to touch."""
