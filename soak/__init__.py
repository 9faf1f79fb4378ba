"""Months in minutes: the real kiosk through thousands of visits, attract scenes and a film, and what it holds then."""
