"""Archives of packs, NAME-VERSION.kioskpack: portable names, a fixed byte layout, the manifest."""
