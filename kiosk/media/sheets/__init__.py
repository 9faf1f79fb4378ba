"""Spreadsheets, .xlsx and .csv, as rows of the text that a spreadsheet program shows. Runs in the worker only."""
