"""Measures: a module for each part of the benchmark; each yields the values of its rows, round by round."""
