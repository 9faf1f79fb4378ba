"""Chart block: numbers that are drawn."""
