"""Who sees holdings and transactions."""

VIEW = "holdings.view_holding"
VIEW_TRANSACTIONS = "holdings.view_transaction"
