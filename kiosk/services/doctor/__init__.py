"""What would stop this device from running for months, and how to mend it."""
