"""Doctor: what would stop this device from running for months, and how to fix it."""
