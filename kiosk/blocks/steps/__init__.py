"""Steps block: measures or stages."""
