"""Match block: things that belong together."""
