"""Which records are one customer: match rules of the bank, the forms they compare, the port of the engine, and how good it is.

Owns: rules as plain data, records made ready, evaluation against known answers. Does not own: how a million are compared (`analytics`
implements the port), suggestions and merges (`customers.identity`).
Front door: `customers.queries.linkage`.
"""
