"""Charts: drawn on the server, in two widths, with the table behind each."""
