"""The engine of linkage: Splink on DuckDB behind the port of `customers` (contract 8).

Owns: candidates, comparisons, training and scoring of a million records in bounded memory. Does not own: rules and forms (`customers.linkage`).
Front door: `engine.SplinkEngine`, registered by `analytics.registration`.
"""
