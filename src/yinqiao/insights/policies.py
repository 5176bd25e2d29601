"""Who sees tags. The customer scope is that of `customers.policies`."""

VIEW = "insights.view_tag"
