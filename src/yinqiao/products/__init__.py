"""Products: the shelf with risk grades and terms, unit values, transfer-price curve, risk parameters. Holds no customer data."""
