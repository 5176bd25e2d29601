"""Parameters: the list, one with its history, a new value from a day on."""
