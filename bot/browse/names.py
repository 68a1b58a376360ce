"""What the browsing copy is called, in its file's name and in the addresses of its pages."""

from __future__ import annotations

DATABASE = "fazhi"
