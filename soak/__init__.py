"""Soak test, months in minutes: the memory of the real kiosk over thousands of visits, attract scenes and a film."""
