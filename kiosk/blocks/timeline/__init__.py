"""Timeline block: moments in order."""
