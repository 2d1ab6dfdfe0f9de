"""Pages for everyone: one module for each subject."""
