"""Voice block: a quotation."""
