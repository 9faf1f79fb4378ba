"""Chart block: a drawing of numbers."""
