"""What `kiosk report` tells of the journal: counted, made discreet, and laid out as a page, as tables or as lines."""
