"""Updates pushed over HTTP: the secret, redelivery, the health page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from botapi import World
from running import Program, RunningBot
from scripted import ANSWER

from bot.settings import load_settings
from bot.telegram.config import Webhook, load_config
from retrieval.errors import ConfigError

Start = Callable[..., RunningBot]
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Pusher:
    """Telegram, pushing to where the bot asked it to."""

    def __init__(self, world: World, address: str) -> None:
        world.wait(lambda: world.webhook.get("url"), "setWebhook")
        self.world = world
        self.base = f"http://{address}"
        self.url = self.base + re.sub(r"^https://[^/]+", "", world.webhook["url"])
        self.secret = world.webhook["secret_token"]

    def push(self, body: object, secret: str | None = None) -> int:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(self.url, data, {"Content-Type": "application/json"})
        request.add_header(HEADER, self.secret if secret is None else secret)
        return self.open(request)

    def open(self, request: Request | str) -> int:
        try:
            with urlopen(request) as response:
                return int(response.status)
        except HTTPError as error:
            return error.code


@pytest.fixture
def pusher(start: Start, world: World) -> Pusher:
    bot = start(webhook=Webhook("https://bot.example.org", port=0))
    world.wait(lambda: world.webhook.get("url"), "setWebhook")
    assert bot.bot.server is not None
    return Pusher(world, bot.bot.server.address)


def test_a_pushed_question_is_answered_once(pusher: Pusher, world: World) -> None:
    one = world.person(11)
    update = world.repeat(one.say("案件"))
    assert pusher.push(update) == 200
    assert ANSWER.text in world.sent(11)[0]["text"]
    assert pusher.push(update) == 200
    assert len(world.sent(11)) == 1
    assert world.of("getUpdates") == []


def test_without_the_secret_nothing_gets_in(pusher: Pusher, world: World) -> None:
    update = world.repeat(world.person(11).say("案件"))
    assert pusher.push(update, secret="") == 403
    assert pusher.push(update, secret="wrong") == 403
    assert world.sent(11) == []
    assert len(pusher.secret) >= 32


@pytest.mark.parametrize("change", ["cut", "longer", "capitals", "wide", "two"])
def test_a_secret_that_is_nearly_right_is_wrong(pusher: Pusher, world: World, change: str) -> None:
    update = world.repeat(world.person(11).say("案件"))
    right = pusher.secret
    wrong = {
        "cut": right[:-1],
        "longer": right + "x",
        "capitals": right.swapcase(),
        "wide": "\xff" + right[1:],
        "two": f"{right},{right}",
    }
    assert pusher.push(update, secret=wrong[change]) == 403
    assert world.sent(11) == []


def test_only_the_secret_s_path_takes_updates(pusher: Pusher, world: World) -> None:
    update = world.repeat(world.person(11).say("案件"))
    body = json.dumps(update).encode()
    for path in ("/", "/health", pusher.url[len(pusher.base) :][:-1], f"/bot{world.token}"):
        request = Request(pusher.base + path, body, {HEADER: pusher.secret})
        assert pusher.open(request) in (404, 405)
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        request = Request(pusher.url, body, {HEADER: pusher.secret}, method=method)
        assert pusher.open(request) == 405
    assert world.sent(11) == []


def test_a_body_that_goes_too_deep_or_too_far_is_turned_away(pusher: Pusher, world: World) -> None:
    assert pusher.push(b"[" * 100_000 + b"]" * 100_000) == 400
    assert pusher.push(b'{"update_id": 1, "message": ' + b'{"a":' * 900 + b"1" + b"}" * 901) == 200
    assert pusher.push({"update_id": 10**40, "message": {}}) == 200
    assert pusher.push(world.repeat(world.person(11).say("案件"))) == 200
    assert ANSWER.text in world.sent(11)[0]["text"]


def test_the_access_list_holds_for_what_is_pushed(start: Start, world: World) -> None:
    bot = start(webhook=Webhook("https://bot.example.org", port=0), allowed=frozenset({11}))
    world.wait(lambda: world.webhook.get("url"), "setWebhook")
    assert bot.bot.server is not None
    pusher = Pusher(world, bot.bot.server.address)
    for who in (11, 12):
        assert pusher.push(world.repeat(world.person(who).say("案件"))) == 200
    assert ANSWER.text in world.sent(11)[0]["text"]
    assert [ANSWER.text in m["text"] for m in world.sent(12)] == [False]


def test_other_requests_are_turned_away(pusher: Pusher) -> None:
    assert pusher.open(pusher.url) == 405
    assert pusher.push(b"not json") == 400
    assert pusher.push([1]) == 400
    assert pusher.push({"update_id": "x"}) == 200
    assert pusher.open(pusher.base + "/other") == 404


def test_the_health_page(pusher: Pusher) -> None:
    with urlopen(pusher.base + "/health") as response:
        assert json.load(response) == {"ok": True, "reports": 1}


def test_the_path_tells_nothing_of_the_token(pusher: Pusher, world: World) -> None:
    assert world.token.split(":")[1] not in pusher.url
    assert re.search(r"/[0-9a-f]{40}$", pusher.url)


def test_the_real_program_listens(program: Callable[..., Program], world: World) -> None:
    process = program(
        FAZHI_WEBHOOK_URL="https://bot.example.org",
        FAZHI_WEBHOOK_LISTEN="127.0.0.1:0",
        FAZHI_WEBHOOK_SECRET="a-secret_of_ours",
    )
    world.wait(lambda: "webhook）" in process.errors, "listening")
    address = re.search(r"127\.0\.0\.1:\d+", process.errors)
    assert address is not None
    pusher = Pusher(world, address[0])
    assert pusher.secret == "a-secret_of_ours"
    one = world.person(11)
    assert pusher.push(world.repeat(one.say("嘉祥街道2023年有多少件行政应诉案件"))) == 200
    assert "22件" in world.sent(11)[0]["text"]
    assert process.stop() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("URL", "not an address"), ("LISTEN", "127.0.0.1:port"), ("SECRET", "空 格")],
)
def test_wrong_settings_are_named(name: str, value: str) -> None:
    environment = {"FAZHI_TELEGRAM_TOKEN": "1:x", "FAZHI_WEBHOOK_URL": "https://a.example"}
    environment[f"FAZHI_WEBHOOK_{name}"] = value
    with pytest.raises(ConfigError):
        load_config(load_settings(environment=environment), environment)
