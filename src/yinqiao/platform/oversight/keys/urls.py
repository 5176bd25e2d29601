"""Route of the page of keys."""

from yinqiao.platform.oversight.keys import views
from yinqiao.platform.ui.pages import page

app_name = "keys"
urlpatterns = [page("", views.KeysPage, name="list", namespace=app_name)]
