"""Routes of the interactions room."""

from django.urls import URLPattern

from yinqiao.interactions import note_views, policies, views
from yinqiao.interactions.greetings import views as greetings
from yinqiao.platform.ui.pages import PageKind, page

app_name = "interactions"
_CUSTOMER = "customers/<id:pk>/"
_TASK = "tasks/<id:pk>/"

urlpatterns: list[URLPattern] = [
    page(f"{_CUSTOMER}timeline/", views.TimelinePanel, name="timeline", namespace=app_name),
    page(f"{_CUSTOMER}story/", views.StoryPanel, name="story", namespace=app_name),
    page(f"{_CUSTOMER}tasks/", views.TasksPanel, name="tasks", namespace=app_name),
    page(f"{_CUSTOMER}bar/", views.ContactBarPanel, name="bar", namespace=app_name),
    page(f"{_CUSTOMER}calls/", views.CallPage, name="calls", namespace=app_name),
    page(f"{_CUSTOMER}messages/", views.MessagePage, name="messages", namespace=app_name),
    page("follow-ups/", views.FollowUpPage, name="follow-up", namespace=app_name),
    page("follow-ups/customers/", views.CustomerHits, name="customer-hits", namespace=app_name),
    page("follow-ups/<id:pk>/words/", views.WordsPage, name="words", namespace=app_name),
    page("follow-ups/<id:pk>/amendments/", views.AmendPage, name="amendments", namespace=app_name),
    page(
        "counter/visits/<str:visit>/",
        views.CounterVisitPage,
        name="counter-visit",
        namespace=app_name,
    ),
    page("greetings/", greetings.GreetingList, name="greetings", namespace=app_name),
    page("tasks/", views.TaskList, name="task-list", namespace=app_name),
    page("tasks/new/", views.NewTask, name="task-new", namespace=app_name),
    page("tasks/calendar/", views.CalendarPage, name="calendar", namespace=app_name),
    page("tasks/calendar.ics", views.CalendarFile, name="calendar-file", namespace=app_name),
    page("tasks/route/", views.RoutePage, name="route", namespace=app_name),
    page("tasks/done/", views.DoneTogether, name="done-together", namespace=app_name),
    page("tasks/put-offs/", views.PutOffTogether, name="put-offs-together", namespace=app_name),
    page("tasks/hand-overs/", views.GiveTogether, name="hand-overs-together", namespace=app_name),
    page(_TASK, views.TaskPage, name="task", namespace=app_name),
    page(f"{_TASK}done/", views.DonePage, name="done", namespace=app_name),
    page(f"{_TASK}ticks/", views.TickPage, name="ticks", namespace=app_name),
    page(f"{_TASK}put-offs/", views.PutOffPage, name="put-offs", namespace=app_name),
    page(f"{_TASK}hand-overs/", views.GivePage, name="hand-overs", namespace=app_name),
    page(f"{_TASK}later/", views.TaskLater, name="later", namespace=app_name),
    page(f"{_TASK}day-returns/", views.TaskDayReturn, name="day-returns", namespace=app_name),
    page(f"{_TASK}series-ends/", views.EndSeries, name="series-ends", namespace=app_name),
    page(f"{_TASK}reopenings/", views.ReopenPage, name="reopenings", namespace=app_name),
    page(
        f"{_CUSTOMER}notes/new/",
        note_views.new_note,
        name="note-new",
        namespace=app_name,
        permission=policies.WRITE_NOTE,
        kind=PageKind.FRAGMENT,
    ),
    page(
        "notes/<id:pk>/",
        note_views.note,
        name="note",
        namespace=app_name,
        permission=policies.VIEW_TIMELINE,
        kind=PageKind.DETAIL,
    ),
]
