"""Archives of packs, NAME-VERSION.kioskpack: names that every disk can hold, one form of bytes, the manifest."""
