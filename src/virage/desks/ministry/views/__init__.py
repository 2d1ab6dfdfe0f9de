"""Pages of the ministry: one module for each subject."""
