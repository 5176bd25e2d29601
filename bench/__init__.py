"""Benchmarks: one module each with `run(home, customers)`, printing figures and the ratio to the limit measured beside it."""
