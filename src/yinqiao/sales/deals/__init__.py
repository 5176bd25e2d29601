"""What a deal is made of: products with their terms and preferences, the orders that follow, who competes and who takes part (A50, A60, A67)."""
