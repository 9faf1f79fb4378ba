"""Films, sounds and captions: probed and converted. Runs in the worker only."""
