"""Content packs on this device: loading, checking, compiling, building, installing, and import of staff's material."""
