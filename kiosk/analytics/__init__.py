"""Visitor statistics without visitors' identities: the journal of visits, and the reports made from it."""
