"""Defaults of device.yaml that other layers need where there is no file, and the figures that its sizes are held to.

`device_model` fills in the same defaults.
"""

from __future__ import annotations

IDLE, COUNTDOWN, EASED_IDLE = 60.0, 20.0, 120.0  # seconds
DIAGONAL = 55.0  # inches
MM_PER_INCH = 25.4
LOWEST_MM, HIGHEST_MM = 380, 1220  # above the floor, in reach of somebody who sits: EN 301 549, 8.3
