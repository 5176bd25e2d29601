"""`yinqiao up`: PostgreSQL, web server and worker under one foreground process."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from yinqiao.config.runtime import database, processes
from yinqiao.config.runtime.children import Child, keep_small
from yinqiao.config.runtime.postgres import StartCancelled, is_free
from yinqiao.config.runtime.speech import pick, say, step
from yinqiao.config.runtime.state import StateFolder

MARK = "YINQIAO_SUPERVISED_HOME"
STOP_SECONDS = 6.5
ALL_STOP_SECONDS = 8.5  # what web and worker leave of it is PostgreSQL's; with its last resorts that stays below 10
WEB_SECONDS = 90.0
LEFTOVER_SECONDS = 5.0
TICK_SECONDS = 0.3
STEPS_LOG = "steps.log"


class PortBusy(Exception):
    """Another program listens on the port."""


class StepFailed(Exception):
    """A step of the start failed; its own output says why."""


@dataclass
class Supervisor:
    """Starts everything in order, keeps it running, stops it in order."""

    state: StateFolder
    host: str
    port: int
    is_demo: bool = False
    embedded: database.Embedded | None = None
    addresses: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, *, before_web: Callable[["Supervisor"], None] | None = None) -> int:
        """Run until asked to stop; return the exit code. `before_web` runs with database and worker up (demo data)."""
        os.umask(0o077)
        self.state.create()
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.suppress(StartCancelled))
            stack.enter_context(self.state.locked())
            self._check_port(patience=LEFTOVER_SECONDS if self._clean_leftovers() else 0)
            self._listen_to_signals()
            stack.callback(self._stop)
            self._start_database()
            self.call("prepare")
            self._start_worker()
            if before_web is not None and not self.stopping.is_set():
                before_web(self)
            if not self.stopping.is_set():
                self._start_web()
            self._watch()
        return 0

    def call(self, *command: str) -> None:
        """Run one of our own commands to its end, its words on this terminal and its log in a file; raise StepFailed."""
        if self.stopping.is_set():
            return
        process = subprocess.Popen(
            [*program(), *command],
            env={**self.environment(), "YINQIAO_LOG_FILE": str(self.state.logs / STEPS_LOG)},
            start_new_session=True,
        )
        while process.poll() is None:
            if self.stopping.wait(0.1):
                process.terminate()
                break
            self._tend()
        if process.wait() and not self.stopping.is_set():
            message = pick(
                f"The step `{command[0]}` failed; what it said stands above.",
                f"步骤 {command[0]} 失败，原因见上。",
            )
            raise StepFailed(message)

    def environment(self) -> dict[str, str]:
        """Return what every child gets."""
        return {
            **database.environment_of(self.state, self.addresses),
            MARK: str(self.state.home),
            "HOST": self.host,
            "PORT": str(self.port),
            "YINQIAO_DEMO": "1" if self.is_demo else "0",
        }

    def _clean_leftovers(self) -> bool:
        """End children of a supervisor that was killed; PostgreSQL's own leftover is ended when it is started."""
        left = processes.with_variable(MARK, str(self.state.home))
        if left:
            say(
                f"Ending {len(left)} processes left by a killed run",
                f"清理上次异常退出遗留的 {len(left)} 个进程",
            )
            processes.kill_all(left)
        return bool(left)

    def _check_port(self, *, patience: float) -> None:
        """Raise PortBusy unless the port is free within `patience` seconds (the kernel takes a moment with the killed)."""
        deadline = time.monotonic() + patience
        while not is_free(self.port, host=self.host):
            if time.monotonic() > deadline:
                message = pick(
                    f"Port {self.port} on {self.host} is in use by another program. Choose another: PORT=8001 yinqiao up",
                    f"{self.host} 的端口 {self.port} 已被其他程序占用。请换一个端口：PORT=8001 yinqiao up",
                )
                raise PortBusy(message)
            time.sleep(0.1)

    def _listen_to_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.stopping.set()

    def _start_database(self) -> None:
        self.addresses = database.given_addresses()
        if not self.addresses:
            self.embedded = database.Embedded.of(self.state)
            self.addresses = self.embedded.start(is_cancelled=self.stopping.is_set)

    def _start_worker(self) -> None:
        self._start_child("worker", [*program(), "worker"])

    def _start_web(self) -> None:
        with step("Starting the web server", "启动网页服务"):
            self._start_child("web", [*program(), "web"])
            self._wait_for_web()
        address = f"http://{'127.0.0.1' if self.host == '0.0.0.0' else self.host}:{self.port}/"  # noqa: S104
        say(
            f"Yinqiao is ready: {address}   (Ctrl-C stops it)",
            f"银桥已就绪：{address}   （按 Ctrl-C 停止）",
        )

    def _start_child(self, name: str, command: list[str]) -> None:
        child = Child(name, command, self.environment(), self.state.logs / f"{name}.log")
        child.start()
        self.children.append(child)

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + WEB_SECONDS
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104
        while not self.stopping.wait(0.1):
            self._tend()
            try:
                with urllib.request.urlopen(
                    f"http://{host}:{self.port}/healthz", timeout=2
                ) as answer:
                    if answer.status == 200:  # noqa: PLR2004
                        return
            except (urllib.error.URLError, OSError, ValueError):
                pass
            if time.monotonic() > deadline:
                message = pick(
                    f"The web server does not answer; see {self.state.logs / 'web.log'}.",
                    f"网页服务没有响应，请查看 {self.state.logs / 'web.log'}。",
                )
                raise StepFailed(message)

    def _watch(self) -> None:
        while not self.stopping.wait(TICK_SECONDS):
            self._tend()
            for name in ("web", "worker", "postgres", "steps"):
                keep_small(self.state.logs / f"{name}.log")

    def _tend(self) -> None:
        """Restart what has died."""
        if self.embedded is not None and self.embedded.revive(is_cancelled=self.stopping.is_set):
            say("PostgreSQL had died and was started again", "PostgreSQL 曾异常退出，已重新启动")
        for child in self.children:
            code = child.tend()
            if code is not None:
                say(
                    f"{child.name} ended (code {code}); starting it again. Log: {child.log}",
                    f"{child.name} 已退出（代码 {code}），正在重新启动。日志：{child.log}",
                )

    def _stop(self) -> None:
        """Stop web and worker together, then PostgreSQL; kill what does not end in time."""
        self.stopping.set()
        say("Stopping …", "正在停止……")
        for child in self.children:
            child.ask_to_stop()
        began = time.monotonic()
        while (
            any(child.is_alive() for child in self.children)
            and time.monotonic() < began + STOP_SECONDS
        ):
            time.sleep(0.05)
        for child in self.children:
            child.kill()
        if self.embedded is not None:
            self.embedded.server.stop(seconds=began + ALL_STOP_SECONDS - time.monotonic())
        say("Stopped.", "已停止。")


def program() -> list[str]:
    """Return the command that runs us, by this interpreter."""
    return [sys.executable, "-m", "yinqiao.config.cli"]
