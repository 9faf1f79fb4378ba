"""Yi Kiosk: a touch-screen program for exhibition halls, driven by content packs."""

__version__ = "0.2.0"
