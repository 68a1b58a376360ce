"""The picture of a comparison or trend: drawn on a thread, sent under the answer's message."""

from __future__ import annotations

import logging

from bot.charts.draw import draw
from bot.charts.series import Chart, chart_of
from bot.telegram.cards import error_blocks
from bot.telegram.delivery import Target
from bot.telegram.rich import line
from bot.telegram.services import Services
from retrieval.errors import ConfigError
from retrieval.records import Answer

log = logging.getLogger(__name__)


async def chart_still_true(services: Services, kept: Answer) -> Chart | None:
    """Return the chart of a kept answer; None where a report no longer says what it shows."""
    chart = chart_of(kept)
    if chart is None:
        return None
    for item in kept.evidence:
        if await services.desk.passage(item) is None:
            return None
    return chart


async def send_chart(services: Services, target: Target, chart: Chart) -> None:
    """Send the picture, or say why none can be drawn on this machine."""
    try:
        picture = await services.desk.work(lambda: draw(chart, services.config.chart_font))
    except ConfigError as error:
        log.warning("画不了图：%s", error.message)
        await services.delivery.send(target, error_blocks(error))
        return
    caption = (line(chart.title), *(line(f"来源：{source}") for source in chart.sources))
    await services.delivery.send_picture(target, picture, caption)
