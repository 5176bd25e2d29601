"""Who looks at what the connections do."""

VIEW_CHANNEL = "integrations.view_channel"
