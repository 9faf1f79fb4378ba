"""Packs on their way to a device: archives, keys, and the store of what is installed there."""
