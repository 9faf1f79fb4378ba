"""Figures block: big numbers side by side."""
