"""Who sees and who edits the shelf."""

VIEW = "products.view_product"
EDIT = "products.edit_product"
