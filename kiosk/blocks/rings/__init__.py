"""Rings block: levels around a middle."""
