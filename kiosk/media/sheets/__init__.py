"""Spreadsheets, .xlsx and .csv, as rows of the words that a spreadsheet program shows. Runs in the worker only."""
