"""Pictures: decoded, resized and tiled with libvips, and what they say of themselves. Runs in the worker only."""
