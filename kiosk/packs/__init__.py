"""Content packs on this device: loaded, checked, compiled, built, installed, and made of what staff have."""
