"""Activities for everyone: the calendar, one session, one registration."""
