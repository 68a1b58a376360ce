"""``fazhi telegram``: the bot put together, started, and stopped without losing a question."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, Defaults, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.database import open_library
from bot.settings import Settings
from bot.telegram.access import QUESTIONS, UPLOADS, Access, Limits
from bot.telegram.config import Config, load_config
from bot.telegram.courier import Courier
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk, Shelf
from bot.telegram.gate import Gate
from bot.telegram.handlers import add_handlers, set_commands
from bot.telegram.intake import Intake
from bot.telegram.pacing import Pace
from bot.telegram.polling import Poller, refused_token
from bot.telegram.quiet import set_up_logging
from bot.telegram.requests import QuietRequest
from bot.telegram.services import App, Context, Services, put_services, services_of
from bot.telegram.state import State
from bot.telegram.supervision import READY, STOPPING, notify, report_alive
from bot.telegram.watching import Watch, open_watch
from bot.telegram.webhook import WebhookServer
from retrieval.errors import FazhiError

if TYPE_CHECKING:
    from bot.telegram.monitor import Monitor, Standing

log = logging.getLogger(__name__)

# A stop takes five seconds at most: answers under way, threads, connections.
_GRACE = 2.0
_THREADS_GRACE = 1.0
_INTERRUPTED = 130
_DAILY = timedelta(days=1)


def run(settings: Settings) -> int:
    """Run the bot until it is stopped; return the exit code.

    Raises ConfigError for a missing, wrong or doubly used token, LibraryError where the
    database that is set cannot be opened.
    """
    config = load_config(settings)
    set_up_logging(config.token, config.log_format)
    # Threads that compute let go of the interpreter soon: messages come and go meanwhile.
    sys.setswitchinterval(0.001)
    code, clean = asyncio.run(
        serve(config, lambda: open_library(settings, notice=lambda text: log.info("%s", text)))
    )
    if not clean:
        # A thread is still reading a report; its transaction is rolled back by leaving.
        sys.stderr.flush()
        os._exit(code)
    return code


async def serve(config: Config, open_shelf: Callable[[], Shelf]) -> tuple[int, bool]:
    """Run the bot until a signal; return the exit code and whether all threads have ended."""
    stopped: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    _on_signals(stopped)
    # First: it makes the folder that the state file stands in.
    shelf = open_shelf()
    state = State.open(config.state)
    try:
        desk = Desk(shelf, open_shelf, state)
        watch = open_watch(config)
        try:
            code = await Bot(config, state, desk, watch).run(stopped)
        finally:
            notify(STOPPING)
            clean = await desk.close(_THREADS_GRACE)
            watch.close()
    finally:
        state.close()
    return code, clean


def build(
    config: Config,
    state: State,
    desk: Desk,
    request: BaseRequest | None = None,
    watch: Watch | None = None,
) -> tuple[App, Services]:
    """Return the application with its handlers, and its services.

    ``request`` stands in for the network, as in ``fazhi faq run --via telegram``. Without
    ``watch`` nobody keeps count.
    """
    bot: ExtBot[Any] = ExtBot(
        config.token,
        base_url=f"{config.api}/bot",
        base_file_url=f"{config.api}/file/bot",
        request=request or _request(config, pool=64),
        get_updates_request=request or _request(config, pool=2),
        defaults=Defaults(parse_mode=ParseMode.HTML, tzinfo=ZoneInfo("Asia/Shanghai")),
        rate_limiter=Courier(Pace() if config.paced else None, config.backoff),
    )
    app: App = Application.builder().bot(bot).updater(None).build()
    services = Services(
        config, state, desk, Delivery(bot, state), Access(config),
        Limits(QUESTIONS), Limits(UPLOADS), bot, watch or Watch(),
    )  # fmt: skip
    put_services(app, services)
    add_handlers(app)
    return app, services


class Bot:
    """The running program: one application, one intake, polling or a webhook."""

    def __init__(
        self, config: Config, state: State, desk: Desk, watch: Watch | None = None
    ) -> None:
        """Put the parts together; nothing is sent yet."""
        self._config = config
        self._watch = watch or Watch()
        # A hash: the token itself goes into no file.
        state.begin(hashlib.sha256(f"{config.api} {config.token}".encode()).hexdigest())
        self._app, self._services = build(config, state, desk, watch=self._watch)
        self._intake = Intake(state, Gate(self._app, self._services).handle)
        self._poller = Poller(self._services.bot, self._intake, config.backoff)
        # Set while a webhook is served.
        self.server: WebhookServer | None = None
        # Set while figures are shown.
        self.monitor: Monitor | None = None

    async def run(self, stopped: asyncio.Future[int]) -> int:
        """Serve until ``stopped`` has a code, and return it. Raises ConfigError."""
        alive = asyncio.create_task(report_alive())
        try:
            self._open_monitor()
            # Before Telegram is reached: a network that is away is no failed start.
            notify(READY)
            return await _first(self._serve(), stopped)
        finally:
            alive.cancel()
            if self.monitor is not None:
                await self.monitor.close()
            await self._intake.close(_GRACE)
            await self._leave()

    async def _serve(self) -> int:
        await self._connect()
        await self._app.start()
        if self._app.job_queue is not None:
            self._app.job_queue.run_repeating(_purge, _DAILY, first=60)
        # Nobody waits for these: menus, and examples for the first person to come.
        aside = [
            asyncio.create_task(set_commands(self._services)),
            asyncio.create_task(self._warm_up()),
        ]
        waiting = self._intake.resume()
        if waiting:
            log.info("接着回答上次没答完的 %d 条", waiting)
        try:
            if self._config.webhook is not None:
                await self._listen()
            else:
                await self._poll()
        finally:
            for task in aside:
                task.cancel()
        return 0

    async def _warm_up(self) -> None:
        try:
            await self._services.desk.examples()
        except FazhiError as error:
            log.warning("还不能举例：%s", error.message)

    async def _connect(self) -> None:
        """Learn who we are; a network that is not there yet is waited for."""
        failures = 0
        while True:
            try:
                await self._app.initialize()
                return
            except InvalidToken:
                # The library's own message holds the token.
                raise refused_token() from None
            except TelegramError as error:
                failures += 1
                if failures == 1:
                    log.warning("连不上 Telegram（%s），会一直重试", type(error).__name__)
                await asyncio.sleep(self._config.backoff.seconds(failures))

    async def _poll(self) -> None:
        try:
            # Updates pushed elsewhere would never be polled.
            await self._services.bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            log.info("没能取消推送：%s", type(error).__name__)
        log.info("已开始接收消息（polling）：@%s", self._services.bot.username)
        await self._poller.run()

    async def _listen(self) -> None:
        assert self._config.webhook is not None
        server = WebhookServer(self._config, self._config.webhook, self._intake, self._health)
        server.listen()
        self.server = server
        try:
            await server.register(self._services.bot)
            log.info(
                "已开始接收消息（webhook）：@%s，%s", self._services.bot.username, server.address
            )
            await asyncio.Event().wait()
        finally:
            await self._intake.close(_GRACE)
            await server.close()

    def _open_monitor(self) -> None:
        if self._watch.metrics is None or self._config.metrics is None:
            return
        # Imported here: its library is an extra.
        from bot.telegram.monitor import Monitor

        self.monitor = Monitor(self._watch.metrics, self._look)
        self.monitor.listen(self._config.metrics)

    async def _look(self) -> Standing:
        from bot.telegram.monitor import Standing

        return Standing(
            await self._services.desk.reports(),
            self._intake.waiting,
            self._services.state.figures()["parked"],
            self._poller.silence if self._config.webhook is None else None,
        )

    async def _health(self) -> dict[str, Any]:
        reports = await self._services.desk.reports()
        return {"ok": bool(reports), "reports": len(reports)}

    async def _leave(self) -> None:
        if self._config.webhook is None and self._app.running:
            await self._poller.acknowledge()
        if self._app.running:
            await self._app.stop()
        await self._app.shutdown()


async def _purge(context: Context) -> None:
    services = services_of(context)
    services.state.purge()
    if services.watch.logbook is not None:
        services.watch.logbook.purge()


async def _first(serving: Any, stopped: asyncio.Future[int]) -> int:
    """Return the code of what ends first; an error of serving is raised."""
    task: asyncio.Task[int] = asyncio.ensure_future(serving)
    await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return stopped.result()


def _on_signals(stopped: asyncio.Future[int]) -> None:
    """Let SIGTERM end the program with 0 and Ctrl-C with 130."""
    loop = asyncio.get_running_loop()

    def stop(code: int) -> None:
        if not stopped.done():
            stopped.set_result(code)

    for sign, code in ((signal.SIGTERM, 0), (signal.SIGINT, _INTERRUPTED)):
        loop.add_signal_handler(sign, stop, code)


def _request(config: Config, pool: int) -> HTTPXRequest:
    return QuietRequest(
        connection_pool_size=pool,
        pool_timeout=10,
        connect_timeout=10,
        read_timeout=20,
        write_timeout=20,
        # A proxy of the environment stands between us and the world, not in front of ourselves.
        httpx_kwargs={"trust_env": not config.on_loopback},
    )
