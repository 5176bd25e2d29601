"""Pages of interactions."""

from yinqiao.interactions.views.amending import AmendPage, WordsPage
from yinqiao.interactions.views.calendar import CalendarFile, CalendarPage
from yinqiao.interactions.views.counter import CounterVisitPage
from yinqiao.interactions.views.follow_ups import CustomerHits, FollowUpPage
from yinqiao.interactions.views.later import TaskDayReturn, TaskLater
from yinqiao.interactions.views.panels import StoryPanel, TasksPanel, TimelinePanel
from yinqiao.interactions.views.reaching import CallPage, ContactBarPanel, MessagePage
from yinqiao.interactions.views.route import RoutePage
from yinqiao.interactions.views.tasks import (
    DonePage,
    EndSeries,
    GivePage,
    NewTask,
    PutOffPage,
    ReopenPage,
    TaskList,
    TaskPage,
    TickPage,
)
from yinqiao.interactions.views.together import DoneTogether, GiveTogether, PutOffTogether

__all__ = [
    "AmendPage",
    "CalendarFile",
    "CalendarPage",
    "CallPage",
    "ContactBarPanel",
    "CounterVisitPage",
    "CustomerHits",
    "DonePage",
    "DoneTogether",
    "EndSeries",
    "FollowUpPage",
    "GivePage",
    "GiveTogether",
    "MessagePage",
    "NewTask",
    "PutOffPage",
    "PutOffTogether",
    "ReopenPage",
    "RoutePage",
    "StoryPanel",
    "TaskDayReturn",
    "TaskLater",
    "TaskList",
    "TaskPage",
    "TasksPanel",
    "TickPage",
    "TimelinePanel",
    "WordsPage",
]
