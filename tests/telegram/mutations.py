"""Updates of every type that the Bot API knows, and what becomes of them in the wrong hands."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from telegram import Update

Json = dict[str, Any]

# So many that none of them asks too fast.
PEOPLE = range(7001, 7201)
USER: Json = {"id": 7001, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}
CHAT: Json = {"id": 7001, "type": "private", "first_name": "某"}
GROUP: Json = {"id": -7002, "type": "group", "title": "群"}
CHANNEL: Json = {"id": -(10**12) - 9, "type": "channel", "title": "频道"}
FILE: Json = {"file_id": "f", "file_unique_id": "f", "file_size": 3}
TEXT: Json = {
    "message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": USER, "text": "/ask 案件多少件",
    "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
}  # fmt: skip


def _message(**fields: Any) -> Json:
    return {k: v for k, v in TEXT.items() if k not in ("text", "entities")} | fields


_MESSAGES: tuple[Json, ...] = (
    TEXT,
    {**TEXT, "chat": GROUP, "reply_to_message": TEXT},
    {**TEXT, "text": "/start a_xxxxxxxxxxx"},
    {**TEXT, "text": "/compare 行政应诉案件"},
    {**TEXT, "text": "案件多少件", "entities": [], "via_bot": {**USER, "is_bot": True}},
    {**TEXT, "sender_chat": CHANNEL, "chat": GROUP},
    {**TEXT, "quote": {"text": "案件", "position": 0}, "is_topic_message": True, "message_thread_id": 3},
    {**TEXT, "forward_origin": {"type": "user", "date": 1, "sender_user": USER}},
    _message(photo=[{**FILE, "width": 1, "height": 1}], caption="案件多少件"),
    _message(document={**FILE, "file_name": "甲.txt"}),
    _message(sticker={**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}),
    _message(voice={**FILE, "duration": 1}),
    _message(location={"latitude": 1.0, "longitude": 2.0}),
    _message(contact={"phone_number": "1", "first_name": "某"}),
    _message(dice={"emoji": "🎲", "value": 3}),
    _message(poll={"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
                   "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}),
    _message(new_chat_members=[USER], chat=GROUP),
    _message(left_chat_member=USER, chat=GROUP),
    _message(migrate_to_chat_id=-(10**12) - 3, chat=GROUP),
    _message(pinned_message=TEXT, chat=GROUP),
    _message(successful_payment={"currency": "XTR", "total_amount": 1, "invoice_payload": "x",
                                 "telegram_payment_charge_id": "1", "provider_payment_charge_id": "1"}),
    _message(web_app_data={"data": "x", "button_text": "x"}),
)  # fmt: skip
_MEMBER: Json = {
    "chat": GROUP, "from": USER, "date": 1,
    "old_chat_member": {"user": USER, "status": "left"},
    "new_chat_member": {"user": USER, "status": "member"},
}  # fmt: skip
_TAP: Json = {"id": "1", "from": USER, "chat_instance": "1", "message": TEXT, "data": "v1:p:xxxxxxxxxxx:0"}  # fmt: skip
_REACTION: Json = {"type": "emoji", "emoji": "👍"}

_KNOWN: tuple[Json, ...] = (
    *({"message": body} for body in _MESSAGES),
    {"edited_message": {**TEXT, "edit_date": 2}},
    {"channel_post": {**TEXT, "chat": CHANNEL, "sender_chat": CHANNEL}},
    {"edited_channel_post": {**TEXT, "chat": CHANNEL, "sender_chat": CHANNEL}},
    {"business_connection": {"id": "b", "user": USER, "user_chat_id": 7001, "date": 1, "is_enabled": True}},
    {"business_message": {**TEXT, "business_connection_id": "b"}},
    {"edited_business_message": {**TEXT, "business_connection_id": "b"}},
    {"deleted_business_messages": {"business_connection_id": "b", "chat": CHAT, "message_ids": [1]}},
    {"message_reaction": {"chat": CHAT, "message_id": 1, "date": 1, "user": USER, "old_reaction": [], "new_reaction": [_REACTION]}},
    {"message_reaction_count": {"chat": GROUP, "message_id": 1, "date": 1, "reactions": [{"type": _REACTION, "total_count": 1}]}},
    {"inline_query": {"id": "1", "from": USER, "query": "嘉祥街道案件", "offset": ""}},
    {"chosen_inline_result": {"result_id": "x", "from": USER, "query": "案件"}},
    *({"callback_query": {**_TAP, "data": f"v1:{action}:xxxxxxxxxxx:0"}} for action in "cpbxtudrqloegk"),
    {"callback_query": {k: v for k, v in _TAP.items() if k != "message"} | {"inline_message_id": "i"}},
    {"callback_query": {**_TAP, "message": {"chat": CHAT, "message_id": 1, "date": 0}}},
    {"shipping_query": {"id": "1", "from": USER, "invoice_payload": "x", "shipping_address": {
        "country_code": "CN", "state": "x", "city": "x", "street_line1": "x", "street_line2": "x", "post_code": "1"}}},
    {"pre_checkout_query": {"id": "1", "from": USER, "currency": "XTR", "total_amount": 1, "invoice_payload": "x"}},
    {"purchased_paid_media": {"from": USER, "paid_media_payload": "x"}},
    {"poll": _MESSAGES[15]["poll"]},
    {"poll_answer": {"poll_id": "1", "user": USER, "option_ids": [0]}},
    {"my_chat_member": _MEMBER},
    {"chat_member": _MEMBER},
    {"chat_join_request": {"chat": GROUP, "from": USER, "user_chat_id": 7001, "date": 1}},
    {"chat_boost": {"chat": GROUP, "boost": {"boost_id": "1", "add_date": 1, "expiration_date": 2, "source": {"source": "premium", "user": USER}}}},
    {"removed_chat_boost": {"chat": GROUP, "boost_id": "1", "remove_date": 1, "source": {"source": "premium", "user": USER}}},
    {"never_heard_of": {"a": [1, {"b": None}]}},
    {},
)  # fmt: skip
# Types that came to the Bot API since: a message in their place.
_NEWER = [str(kind.value) for kind in Update.ALL_TYPES if not any(kind.value in u for u in _KNOWN)]
WHOLE = (*_KNOWN, *({kind: {**TEXT, "user": USER, "bot": USER}} for kind in _NEWER))


def _deep(levels: int) -> object:
    value: object = "底"
    for level in range(levels):
        value = [value] if level % 2 else {"reply_to_message": value}
    return value


def _reply_chain(levels: int) -> Json:
    value = TEXT
    for _ in range(levels):
        value = {**TEXT, "reply_to_message": value}
    return value


# Anything that JSON can bring, and much that a field never should.
JUNK: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**40, 0.5, 1e308, float("nan"),
    float("inf"), "", " ", "\x00", "\ud83d", "案\udc00件", "\u202e件案", "1", "-5", "/ask", "/ask 案件",
    "@fazhi_test_bot", "🎲" * 3000, "案件" * 6000, "<b>&amp;</i>" * 50, "v1:c::99999999999999999999",
    "v1:p:" + "x" * 60, "v1:l::" + "9" * 5000, [], {}, [[]], [None], {"": None}, {"id": None},
    {"id": "7001"}, {"id": 10**40, "type": "private"}, {"id": 7001}, [{"type": "mention", "offset": -1, "length": 10**9}],
    [{"type": "text_mention", "offset": 0, "length": 2}], USER, CHAT, GROUP, CHANNEL, TEXT,
    _deep(30), _deep(200), _reply_chain(20), _reply_chain(150),
)  # fmt: skip


def _ways(value: object, at: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [at] if at else []
    if isinstance(value, dict) and len(at) < 4:
        for key, inner in value.items():
            found += _ways(inner, (*at, key))
    return found


def mutate(chance: random.Random) -> Json:
    """Return the body of an update: a whole one, or one with some values replaced or left out.

    Its sender is one of ``PEOPLE``, with a private chat of the same number.
    """
    update = copy.deepcopy(chance.choice(WHOLE))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        ways = _ways(update)
        if not ways:
            break
        *path, last = chance.choice(ways)
        holder: Any = update
        for step in path:
            holder = holder[step]
        if chance.random() < 0.3:
            del holder[last]
        else:
            holder[last] = copy.deepcopy(chance.choice(JUNK))
    whole: Json = json.loads(json.dumps(update).replace("7001", str(chance.choice(PEOPLE))))
    return whole
