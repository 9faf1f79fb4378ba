"""Operator menu: what the operator can do at the screen."""
