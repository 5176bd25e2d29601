"""The rule book as pages: all rules, one with its numbers and tests, all of them to print."""
