"""Defaults of device.yaml that the session has too, where there is no file: `device_model` fills in the same."""

from __future__ import annotations

IDLE, COUNTDOWN, EASED_IDLE = 60.0, 20.0, 120.0  # seconds
