"""Packs on their way to a device: archives, keys, and the store of installed packs."""
