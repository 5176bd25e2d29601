"""The shell that every page stands in, and list, detail and edit pages written once.

Owns base templates, components, styles, our JavaScript, error pages, security headers, preferences, the palette and the bell.
A room declares its pages with `pages.page(...)` and puts menu items, panels and palette providers into `platform.registry`.
Does not own any customer data: what it shows comes from queries of the rooms, masked there.
"""
