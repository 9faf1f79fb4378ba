"""Match block: pairs to match."""
