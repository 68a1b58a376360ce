"""Parts against their total: what cannot be, and what only looks as if it could not."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.sums import exclude_each_other, find_sums, sums_that_hold
from tests.auditing.audited import page_of


@pytest.mark.parametrize(
    ("text", "computation"),
    [
        (
            "调解矛盾纠纷100件，其中邻里纠纷60件、物业纠纷45件。",
            "60 + 45 = 105 ≠ 100",
        ),
        (
            "调解矛盾纠纷100件，其中邻里纠纷60件、物业纠纷30件、其他7件。",
            "60 + 30 + 7 = 97 ≠ 100",
        ),
        ("立案12起（简易程序9起、普通程序5起），罚款2万元。", "9 + 5 = 14 ≠ 12"),
        (
            "评查案卷120卷，其中优秀37卷，良好69卷，合格12卷，不合格5卷。",
            "37 + 69 + 12 + 5 = 123 ≠ 120",
        ),
        (
            "罚没款28.64万元，其中市场类19.37万元、交通类7.82万元、其他类2.45万元。",
            "19.37 + 7.82 + 2.45 = 29.64 ≠ 28.64",
        ),
        ("登记吸毒人员19人，社区康复6人，社区戒毒14人，强戒1人。", "6 + 14 + 1 = 21 ≠ 19"),
    ],
)
def test_lists_that_do_not_fit_their_total(text: str, computation: str, tmp_path: Path) -> None:
    (finding,) = find_sums(page_of(tmp_path, text))
    assert finding.computation == computation
    assert finding.evidence[0].quote == text
    assert len(finding.evidence[0].highlights) == computation.count("+") + 2


@pytest.mark.parametrize(
    "text",
    [
        # Stages of one case, and properties that one case may have both of.
        "办理热线工单100件，其中办结98件、满意95件。",
        "办理法律援助案件40件，其中线上30件、涉企25件。",
        "受理信访事项60件，办结55件，其中初次信访50件、重复信访20件。",
        # What the list is of stands farther off.
        "审结351件（含上年结转22件），其中维持117件、驳回64件、撤销21件。",
        "处罚100件、许可200件，其中市场类150件、其他类150件。",
        # Cases that came over may be among the parts.
        "受理复议申请20件，上年结转3件，维持12件、驳回9件、撤销2件。",
        # Hedged, or no parts at all.
        "调解矛盾纠纷约100件，其中邻里纠纷60件、其他50件。",
        "调解矛盾纠纷100余件，其中邻里纠纷60件、物业纠纷50件。",
        "综合执法队现有队员31名（持证27名）。",
        # Further figures, not parts.
        "调解矛盾纠纷100件，其中邻里纠纷60件、物业纠纷30件，排查纠纷隐患300件。",
        # Some of the parts only.
        "调解矛盾纠纷100件，其中邻里纠纷60件、物业纠纷30件。",
        "行政复议案件中，维持38件，驳回7件，撤销4件，终止12件。",
    ],
)
def test_lists_that_may_well_be_right(text: str, tmp_path: Path) -> None:
    assert list(find_sums(page_of(tmp_path, text))) == []


def test_lists_that_add_up(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "评查案卷120卷，其中优秀37卷、良好69卷、合格12卷、不合格2卷。",
        "立案12起（简易程序9起、普通程序3起）。",
        "全年接待来访61批148人次。",
    )
    assert [held.computation for held in sums_that_hold(page)] == [
        "37 + 69 + 12 + 2 = 120",
        "9 + 3 = 12",
    ]


@pytest.mark.parametrize(
    ("names", "exclusive"),
    [
        (["婚姻家庭纠纷", "邻里纠纷"], True),
        (["维持", "撤销", "确认违法"], True),
        (["市容类", "其他类"], True),
        (["办结", "满意"], False),
        (["邻里纠纷", "邻里纠纷"], False),
        (["维持", "维持原判"], False),
        (["农民工", "老年人"], False),
    ],
)
def test_which_names_exclude_each_other(names: list[str], exclusive: bool) -> None:
    assert exclude_each_other(names) is exclusive
