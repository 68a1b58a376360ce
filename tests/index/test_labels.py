"""What a figure is called: whose share, which part, what it goes on about."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.index.facts import find_facts
from retrieval.language.numerals import format_number
from retrieval.reading import read_report

HEAD = "甲子街道2023年度法治政府建设情况报告\n一、主要举措和成效\n"

NAMES = {
    # A share is the part's, which the figure before names, or the wording before 占.
    "受理诉求900件，其中热线派单720件，占80%。": {
        "80%": "热线派单占比",
    },
    "案件中程序问题占六成。": {"6成": "程序问题占比"},
    # Parts go on past their shares, and 其他 is the whole's, not its neighbour's.
    "调解纠纷600件，其中邻里纠纷300件，占50%，物业纠纷200件，占33.3%，其他100件。": {
        "200件": "调解纠纷（物业纠纷）",
        "100件": "调解纠纷其他",
    },
    # Outcomes belong to the thing that the lexicon knows, not to the acts between.
    "收到行政复议申请40件，受理35件、补正3件；审结30件，其中维持20件、撤销10件。": {
        "30件": "收到行政复议申请审结",
        "10件": "收到行政复议申请审结撤销",
    },
    # Cases are no outcome of people: 立案 stands by itself.
    "在岗人员35人。全年立案120件。": {"120件": "立案"},
    # What opens the amount is no thing that it counts.
    "法律顾问团由5名专家学者和8名律师组成。": {"5名": "专家学者"},
    "公职律师从2021年底的23名增至31名。": {"23名": "公职律师"},
    "局机关52名干部参加学法。": {"52名": "局机关干部"},
    # The thing is both's, what was done only the second's.
    "领导包案的11件信访积案化解10件。": {"10件": "信访积案化解"},
    # Of two things counted each has its own noun.
    "14个调委会共有调解员52人。": {"14个": "调委会"},
    "为辖区38家规模以上企业和合作社配备联络员。": {"38家": "规模以上企业和合作社"},
    # The sum of old and new is not called new.
    "新增县级示范村4个，累计15个。": {"4个": "新增县级示范村", "15个": "县级示范村"},
    "新增县级示范村4个，其中山区2个。": {"2个": "新增县级示范村（山区）"},
    # A verb whose object stands behind the amount is not what is counted.
    "明确47项重点工作和156条任务。": {"47项": "明确重点工作", "156条": "任务"},
    "全面施行198项行政许可事项清单管理。": {"198项": "全面施行行政许可事项清单管理"},
    "群众代表23人到会。": {"23人": "群众代表"},
    # Numbering is no part of a name; points are a distance.
    "13.办理人大代表建议14件。": {"14件": "办理人大代表建议"},
}


@pytest.mark.parametrize(("body", "named"), NAMES.items())
def test_names(tmp_path: Path, body: str, named: dict[str, str]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(HEAD + body + "\n", encoding="utf-8")
    facts = find_facts(read_report(file))
    found = {f"{format_number(f.quantity.value)}{f.quantity.unit}": f.measure for f in facts}
    assert {amount: found.get(amount) for amount in named} == named


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("败诉率仍高于全市平均水平2.3个百分点。", ["change"]),
        ("实际支出26万元，比上年多支出5万元。", ["actual", "change"]),
        ("新增支出5万元。", ["actual"]),
        # Plans that were made are counted; what they plan is not.
        ("制定抽查计划42个，其中联合抽查15个。", ["actual", "actual"]),
        ("制定计划，力争新增调解员3名。", ["target"]),
    ],
)
def test_distances_targets_and_results(tmp_path: Path, body: str, kinds: list[str]) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(HEAD + body + "\n", encoding="utf-8")
    assert [fact.kind for fact in find_facts(read_report(file))] == kinds
