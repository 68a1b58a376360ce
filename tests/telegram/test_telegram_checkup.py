"""The way to Telegram as fazhi doctor sees it, against the double of the Bot API."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from botapi import Server

from bot.settings import load_settings
from bot.telegram.checkup import check_telegram
from retrieval.records import Check

Checked = Callable[..., dict[str, Check]]


@pytest.fixture
def check(server: Server) -> Checked:
    def call(**more: str) -> dict[str, Check]:
        environment = {
            "FAZHI_TELEGRAM_TOKEN": server.world.token,
            "FAZHI_TELEGRAM_API": server.address,
            **more,
        }
        checks = check_telegram(load_settings(environment=environment))
        token = environment["FAZHI_TELEGRAM_TOKEN"]
        assert not any(token in str(check) for check in checks)
        return {check.name: check for check in checks}

    return call


def test_a_valid_token(check: Checked) -> None:
    rows = check()
    assert "有效" in rows["令牌"].detail
    assert all(row.ok for row in rows.values())


def test_a_refused_token(check: Checked) -> None:
    row = check(FAZHI_TELEGRAM_TOKEN="1:wrong")["令牌"]
    assert row.serious and "不接受" in row.detail


def test_no_server(check: Checked) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    row = check(FAZHI_TELEGRAM_API=f"http://127.0.0.1:{port}")["令牌"]
    assert row.serious and "连不上" in row.detail


def test_no_token_is_no_illness() -> None:
    (row,) = check_telegram(load_settings(environment={}))
    assert row.remedy and not row.serious


def test_an_empty_token_file_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("x") / "token"
    file.touch()
    (row,) = check_telegram(load_settings(environment={"FAZHI_TELEGRAM_TOKEN_FILE": str(file)}))
    assert row.remedy and row.serious


def test_polling_while_updates_are_pushed_elsewhere(check: Checked, server: Server) -> None:
    server.world.webhook = {"url": "https://other.example.org/x"}
    assert "推送到别处" in check()["接收"].detail


def test_a_webhook_that_is_not_registered(check: Checked, server: Server) -> None:
    row = check(FAZHI_WEBHOOK_URL="https://bot.example.org")["接收"]
    assert row.serious and "没有登记" in row.detail
    server.world.webhook = {"url": "https://bot.example.org/abc"}
    assert check(FAZHI_WEBHOOK_URL="https://bot.example.org")["接收"].ok


def test_a_clock_that_is_wrong(check: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.checkup._CLOCK_SECONDS", -1.0)
    row = check()["时钟"]
    assert row.remedy and not row.serious
