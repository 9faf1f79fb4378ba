"""Operating system: the set-up that makes this device a kiosk, its undo, and the doctor."""
