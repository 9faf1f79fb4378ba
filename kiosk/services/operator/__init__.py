"""What the operator of this device can do standing before it."""
