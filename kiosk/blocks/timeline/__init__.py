"""Timeline block: moments in their order."""
