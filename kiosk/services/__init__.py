"""The world outside the kiosk: pictures, store, screen."""
