"""Bell block: a button that counts, and what it says one under another. For tests/end_to_end/test_new_block.py."""
