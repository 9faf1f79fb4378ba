"""QR block: a web address for the visitor's phone."""
