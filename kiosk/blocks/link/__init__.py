"""Link block: a link to another page."""
