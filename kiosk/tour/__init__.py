"""A walk through every screen of the running kiosk by synthetic touch: a picture and a record of each."""
