"""Runtime services of the visitors' program that QML does not see: pack switching, opening hours, watches, control."""
