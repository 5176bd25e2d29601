"""Pure rules of products."""


def binding_risk(seller: str, issuer: str) -> str:
    """Return the risk grade that binds: the higher of the seller's and the issuer's (孰高, DOMAIN §3)."""
    return max(seller, issuer)
