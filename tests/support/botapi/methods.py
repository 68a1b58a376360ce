"""The methods of the Bot API, each with Telegram's limits and its own words when it refuses."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from botapi.markup import MarkupError, parse_html, units
from botapi.world import Call, Json, RefusedError, World

TEXT, CAPTION, BUTTON, NOTE, INLINE = 4096, 1024, 64, 200, 50
_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


def run_method(world: World, call: Call) -> Any:
    """Return the result of a request. Raises RefusedError."""
    method = _METHODS.get(call.method)
    if method is None:
        raise RefusedError(404, "Not Found")
    with world.changed:
        return method(world, call)


def get_updates(world: World, params: Json) -> list[Json]:
    """Return the waiting updates from ``offset`` on, after ``timeout`` seconds at the latest."""
    offset, limit = int(params.get("offset", 0)), int(params.get("limit", 100))
    end = time.monotonic() + float(params.get("timeout", 0))
    with world.changed:
        if world.webhook.get("url"):
            raise RefusedError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        world.poller += 1
        me = world.poller
        world.changed.notify_all()
        if offset > 0:
            world.acknowledged = max(world.acknowledged, offset)
        while True:
            if world.poller != me:
                raise RefusedError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
            waiting = [
                u
                for u in world.updates
                if u.get("update_id", world.acknowledged) >= world.acknowledged
            ]
            left = end - time.monotonic()
            if waiting or left <= 0:
                return waiting[:limit]
            world.changed.wait(min(left, 1))


def _send_message(world: World, call: Call) -> Json:
    chat = _chat(world, call)
    fields = _text(call.params, "text", TEXT)
    return world.keep(chat, world.bot, {**fields, **_extras(world, call, chat)})


def _send_document(world: World, call: Call) -> Json:
    chat = _chat(world, call)
    fields = _text(call.params, "caption", CAPTION) if "caption" in call.params else {}
    given = str(call.params.get("document", ""))
    name, data = call.files.get(given.removeprefix("attach://")) or next(iter(call.files.values()))
    key = f"file{world.new_id()}"
    world.files[key] = data
    document = {"file_id": key, "file_unique_id": key, "file_name": name, "file_size": len(data)}
    return world.keep(
        chat, world.bot, {"document": document, **fields, **_extras(world, call, chat)}
    )


def _send_photo(world: World, call: Call) -> Json:
    chat = _chat(world, call)
    fields = _text(call.params, "caption", CAPTION) if "caption" in call.params else {}
    _, data = next(iter(call.files.values()))
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or not 0 < width + height <= 10_000:
        raise RefusedError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    key = f"file{world.new_id()}"
    world.files[key] = data
    photo = [{"file_id": key, "file_unique_id": key, "width": width, "height": height}]
    return world.keep(chat, world.bot, {"photo": photo, **fields, **_extras(world, call, chat)})


def _edit_text(world: World, call: Call) -> Json | bool:
    if "inline_message_id" in call.params:
        _text(call.params, "text", TEXT)
        return True
    message = _own(world, call)
    fields = _text(call.params, "text", TEXT)
    markup = _keyboard(call.params)
    if message.get("text") == fields["text"] and message.get("reply_markup") == markup:
        raise RefusedError(400, _SAME)
    message.update(fields)
    _set_markup(message, markup)
    message["edit_date"] = int(time.time())
    world.changed.notify_all()
    return message


def _edit_markup(world: World, call: Call) -> Json:
    message = _own(world, call)
    markup = _keyboard(call.params)
    if message.get("reply_markup") == markup:
        raise RefusedError(400, _SAME)
    _set_markup(message, markup)
    world.changed.notify_all()
    return message


def _answer_callback(world: World, call: Call) -> bool:
    if len(str(call.params.get("text", ""))) > NOTE:
        raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
    if not str(call.params.get("callback_query_id", "")).isdecimal():
        raise RefusedError(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )
    return True


def _answer_inline(world: World, call: Call) -> bool:
    results = call.params.get("results", [])
    if len(results) > INLINE:
        raise RefusedError(400, "Bad Request: RESULTS_TOO_MUCH")
    seen = set()
    for result in results:
        key = str(result.get("id", ""))
        if not 1 <= len(key.encode()) <= 64:
            raise RefusedError(400, "Bad Request: RESULT_ID_INVALID")
        if key in seen:
            raise RefusedError(400, "Bad Request: RESULT_ID_DUPLICATE")
        seen.add(key)
        _text(result["input_message_content"], "message_text", TEXT)
    return True


def _get_file(world: World, call: Call) -> Json:
    key = str(call.params.get("file_id"))
    if key not in world.files:
        raise RefusedError(400, "Bad Request: invalid file_id")
    return {
        "file_id": key, "file_unique_id": key, "file_size": len(world.files[key]),
        "file_path": f"documents/{key}",
    }  # fmt: skip


def _set_webhook(world: World, call: Call) -> bool:
    world.webhook = dict(call.params)
    world.changed.notify_all()
    return True


def _delete_webhook(world: World, call: Call) -> bool:
    world.webhook = {}
    return True


def _webhook_info(world: World, call: Call) -> dict[str, Any]:
    return {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": 0,
    }


def _set_commands(world: World, call: Call) -> bool:
    for command in call.params["commands"]:
        name, text = command["command"], command["description"]
        if not (name.islower() and 1 <= len(name) <= 32 and 1 <= len(text) <= 256):
            raise RefusedError(400, "Bad Request: BOT_COMMAND_INVALID")
    return True


_METHODS: dict[str, Callable[[World, Call], Any]] = {
    "getMe": lambda world, call: world.bot,
    "sendMessage": _send_message,
    "sendDocument": _send_document,
    "sendPhoto": _send_photo,
    "editMessageText": _edit_text,
    "editMessageReplyMarkup": _edit_markup,
    "answerCallbackQuery": _answer_callback,
    "answerInlineQuery": _answer_inline,
    "getFile": _get_file,
    "setMyCommands": _set_commands,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _webhook_info,
}


def _chat(world: World, call: Call) -> int:
    chat = int(call.params.get("chat_id", 0))
    if chat not in world.chats:
        raise RefusedError(400, "Bad Request: chat not found")
    moved = world.chats[chat].get("moved_to")
    if moved:
        raise RefusedError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=moved,
        )
    if chat in world.blocked:
        raise RefusedError(403, "Forbidden: bot was blocked by the user")
    return chat


def _own(world: World, call: Call) -> Json:
    key = (_chat(world, call), int(call.params.get("message_id", 0)))
    message = world.messages.get(key)
    if message is None:
        raise RefusedError(400, "Bad Request: message to edit not found")
    if message["from"]["id"] != world.bot["id"]:
        raise RefusedError(400, "Bad Request: message can't be edited")
    return message


def _text(params: Json, name: str, limit: int) -> Json:
    """Return the text and entities of a message, as Telegram would keep them."""
    source, mode = str(params.get(name, "")), params.get("parse_mode")
    entities: list[Json] = []
    text = source
    if mode == "HTML":
        try:
            text, entities = parse_html(source)
        except MarkupError as error:
            raise RefusedError(400, f"Bad Request: can't parse entities: {error}") from error
    elif mode is not None:
        raise RefusedError(400, "Bad Request: unsupported parse_mode")
    if not text.strip():
        raise RefusedError(400, f"Bad Request: message {name} is empty")
    if units(text) > limit:
        long = "message is too long" if name != "caption" else "message caption is too long"
        raise RefusedError(400, f"Bad Request: {long}")
    return {name: text, **({"entities": entities} if entities else {})}


def _extras(world: World, call: Call, chat: int) -> Json:
    extras: Json = {}
    markup = _keyboard(call.params)
    if markup:
        extras["reply_markup"] = markup
    reply = call.params.get("reply_parameters")
    if reply:
        target = world.messages.get((chat, int(reply["message_id"])))
        if target is not None:
            extras["reply_to_message"] = {
                k: v for k, v in target.items() if k != "reply_to_message"
            }
        elif not reply.get("allow_sending_without_reply"):
            raise RefusedError(400, "Bad Request: message to be replied not found")
    return extras


def _keyboard(params: Json) -> Json | None:
    markup = params.get("reply_markup")
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if sum(len(row) for row in rows) > 100 or any(len(row) > 8 for row in rows):
        raise RefusedError(400, "Bad Request: reply markup is too long")
    for row in rows:
        for button in row:
            if not button.get("text"):
                raise RefusedError(
                    400, "Bad Request: text buttons are unallowed in the inline keyboard"
                )
            if not 1 <= len(str(button.get("callback_data", "")).encode()) <= BUTTON:
                raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"inline_keyboard": json.loads(json.dumps(rows))}


def _set_markup(message: Json, markup: Json | None) -> None:
    if markup is None:
        message.pop("reply_markup", None)
    else:
        message["reply_markup"] = markup
