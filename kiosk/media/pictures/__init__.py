"""Pictures: decoded, resized and tiled with libvips, with their metadata. Runs in the worker only."""
