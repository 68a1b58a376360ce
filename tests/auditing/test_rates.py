"""Rates against the counts they are named after."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.rates import find_rates
from tests.auditing.audited import page_of


@pytest.mark.parametrize(
    ("text", "computation"),
    [
        ("调处纠纷131起，调解成功128起，成功率99.7%。", "128 ÷ 131 ≈ 97.7% ≠ 99.7%"),
        ("应出庭64件，实际出庭63件，出庭应诉率90%。", "63 ÷ 64 ≈ 98.4% ≠ 90%"),
        ("受理信访件500件，办结450件，信访办结率95%。", "450 ÷ 500 ≈ 90% ≠ 95%"),
        ("现有执法人员40名，其中持证35名，持证率88.8%。", "35 ÷ 40 ≈ 87.5% ≠ 88.8%"),
        ("提出修改意见276条，采纳259条，采纳率83.8%。", "259 ÷ 276 ≈ 93.8% ≠ 83.8%"),
    ],
)
def test_rates_that_their_counts_do_not_come_to(
    text: str, computation: str, tmp_path: Path
) -> None:
    (finding,) = find_rates(page_of(tmp_path, text))
    assert finding.computation == computation
    assert finding.evidence[0].quote == text


@pytest.mark.parametrize(
    "text",
    [
        "调处纠纷131起，调解成功128起，成功率97.7%。",
        # Cut off, not rounded, and rounded to a whole.
        "排查纠纷3起，化解2起，化解率66.6%。",
        "排查纠纷131起，化解128起，化解率98%。",
        # Another rate than that of the two counts.
        "受理信访件500件，办结450件，按期办结率100%。",
        "受理信访件500件，办结450件，群众满意率96%。",
        "受理信访件500件，按期办结450件，办结率100%。",
        # The rate of all of them, with those that came over.
        "受理复议申请50件，上年结转10件，审结48件，审结率80%。",
        "行政应诉案件92件，审结81件，败诉8件，败诉率9.9%。",
        "行政应诉案件92件，审结81件，败诉8件，败诉率8.7%。",
        # What was counted is the opposite.
        "抽检食品2360批次，不合格52批次，合格率97.8%。",
        # Hedged, of another year, or without counts.
        "排查纠纷约130起，化解120余起，化解率97%。",
        "化解率由上年的95.1%提高到97.2%。",
        "全年出庭应诉率100%。",
        "检查企业300家次，发现问题120个，整改率98%。",
    ],
)
def test_rates_that_may_well_be_right(text: str, tmp_path: Path) -> None:
    assert list(find_rates(page_of(tmp_path, text))) == []
