"""QR block: an address to take along."""
