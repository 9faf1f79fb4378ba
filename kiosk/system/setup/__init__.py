"""Set-up of the operating system for a kiosk, and its undo."""
