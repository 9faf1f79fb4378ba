"""Launcher: keeps the kiosk on the screen.

Standard library only, and nothing of the program: where that is broken, this still runs.
"""
