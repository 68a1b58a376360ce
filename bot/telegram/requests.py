"""PTB's HTTP client, but for an answer that is no JSON: PTB would log it, with what people wrote."""

from __future__ import annotations

import json
from typing import Any

from telegram.error import TelegramError
from telegram.request import HTTPXRequest


class QuietRequest(HTTPXRequest):
    """Sends requests as PTB does and keeps what comes back to itself."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer as a dictionary. Raises TelegramError for anything else."""
        try:
            data = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(data, dict):
            raise TelegramError("Invalid server response")
        return data
