"""Who sees tags and facts. The customer scope is that of `customers.policies`."""

VIEW = "insights.view_tag"
VIEW_FACTS = "insights.view_fact"
VIEW_CATALOGUE = "insights.view_catalogue"
VIEW_TRIGGERS = "insights.view_trigger"
EDIT_TRIGGERS = "insights.edit_trigger"
SET_TAGS = "insights.set_tag"
EDIT_TAGS = "insights.edit_tag"
