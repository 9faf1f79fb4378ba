"""`kiosk report`: the journal counted, with small counts suppressed, as a page, as tables or as lines."""
