"""Who looks after the keys. Nobody sees a key in the product: only which there are."""

VIEW_KEYS = "crypto.view_keys"
