"""Operator menu: what the operator can do standing before the screen."""
