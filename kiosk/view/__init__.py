"""Thin Qt: what QML may read, and the slots by which a touch becomes an action."""
