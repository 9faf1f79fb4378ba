"""Benchmarks: figures of the real kiosk, each a ratio within one run, and the document that publishes them."""
