"""下一步建议: which product, and which action, is offered to a customer next; why, and why not the others.

Owns the nightly choice over all customers, its levers, what was answered to it, and its measure against a random hold-out. Does not own
whether a product suits (`compliance` decides, here and again when it is proposed) nor what is known of a customer (`insights`).
"""
