"""Thin Qt layer: properties that QML reads, and the slots through which a touch becomes an action."""
