"""Draw passwords that a person copies from one screen to another."""

import secrets
from typing import Final

# No two of them look alike: without 0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V.
LETTERS: Final = "ACEFHJKMNPRTWXY3479"
GROUPS: Final = 5
IN_GROUP: Final = 4


def draw_passphrase() -> str:
    """Return ``XXXX-XXXX-XXXX-XXXX-XXXX``: 20 letters of 19, about 85 bits."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _letter in range(IN_GROUP)) for _group in range(GROUPS)
    )
