"""Rings block: levels around a centre."""
