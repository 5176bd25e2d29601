"""Effective-dated parameters: every number of the rules that code uses, with its source and owner.

Owns the values. A room declares its parameters in its `apps.ready()` through `registry.parameters`. Front door: `queries.value`.
"""
