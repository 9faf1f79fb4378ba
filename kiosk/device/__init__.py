"""The machine below the kiosk: its settings, files, clocks, fonts, display, sound and memory."""
