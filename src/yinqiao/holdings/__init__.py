"""Holdings: accounts, balances, loans, cards, wealth positions, transactions, payroll, fees, sign-ins of the customer.

Account, card and counterparty numbers are sealed; balances and transactions are partitioned by month and never change.
"""
