"""The rehearsal: a fictitious initiative, invented whole, by day and by seed."""
