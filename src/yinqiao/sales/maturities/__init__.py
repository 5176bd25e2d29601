"""到期承接: what falls due of a book in the next weeks, how much of it is likely to stay, and a plan of calls that becomes tasks. Keeps no table."""
