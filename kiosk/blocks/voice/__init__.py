"""Voice block: what somebody says."""
