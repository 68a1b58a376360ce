"""Lists with 分别 whose sides differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.aligned import find_unaligned
from tests.auditing.audited import page_of


@pytest.mark.parametrize(
    ("text", "names", "values"),
    [
        ("邻里、物业、劳动纠纷分别为46件、38件。", 3, 2),
        ("东村、西村、南村、北村调解纠纷分别为1,094件、38件、27件。", 4, 3),
        ("邻里、物业纠纷分别为46件、38件、12件。", 2, 3),
    ],
)
def test_sides_that_differ(text: str, names: int, values: int, tmp_path: Path) -> None:
    (finding,) = find_unaligned(page_of(tmp_path, text))
    assert f"{names} 个名目" in finding.message
    assert f"{values} 个数字" in finding.message
    assert finding.evidence[0].quote == text


@pytest.mark.parametrize(
    "text",
    [
        "邻里、物业、劳动纠纷分别为46件、38件、12件。",
        "邻里、物业纠纷分别为186、170件。",
        "邻里、物业和劳动纠纷分别为46件、38件、12件。",
        # A name may hold 和 itself.
        "安全生产和消防、市容环境案件分别为46件、38件。",
        "受援1490人，其中农民工611人、老年人、残疾人、未成年人分别为203人、88人、64人。",
        "物业3968件、停车2301件、噪声1746件，分别占25%、14.5%、11%。",
        "受理、审结行政复议案件分别为22件、20件。",
        "由街道、社区分别牵头2个专班。",
    ],
)
def test_sides_that_may_well_be_even(text: str, tmp_path: Path) -> None:
    assert list(find_unaligned(page_of(tmp_path, text))) == []
