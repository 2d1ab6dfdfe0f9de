"""Sheets that people open in a spreadsheet: written from a ``Table``, read line by line, never executed."""
