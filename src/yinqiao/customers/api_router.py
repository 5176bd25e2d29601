"""The router that the room's operations share: Ninja answers one path from one router only."""

from yinqiao.platform.rest.routers import ApiRouter

router = ApiRouter(tags=["customers"])
