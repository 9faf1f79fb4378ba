"""Link block: the way to another page."""
