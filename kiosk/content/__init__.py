"""Content packs: from YAML on disk to a checked model, with every fault as data. Pure: no Qt, no network."""
