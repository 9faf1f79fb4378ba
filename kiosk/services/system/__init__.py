"""What the operating system needs so that this device is a kiosk, and how to take that back."""
