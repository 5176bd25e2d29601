"""Who sees tags and facts. The customer scope is that of `customers.policies`."""

VIEW = "insights.view_tag"
VIEW_FACTS = "insights.view_fact"
VIEW_CATALOGUE = "insights.view_catalogue"
VIEW_TRIGGERS = "insights.view_trigger"
EDIT_TRIGGERS = "insights.edit_trigger"
KEEP_TIER = "insights.keep_tier"
AGREE_TIER_KEEP = "insights.agree_tier_keep"
