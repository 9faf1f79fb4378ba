"""Yi Desk: staff edit a content pack in a browser. Nothing in the visitors' program imports this package."""
