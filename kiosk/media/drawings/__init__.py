"""SVG drawings: what librsvg does not draw, their fonts, and their conversion. Runs in the worker only."""
