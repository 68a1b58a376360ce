"""Official wordings that say one thing: reach, founding, listing; several askings, and what they ask."""

from __future__ import annotations

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_fixture

REPORTS = {
    "a.txt": (
        "松溪街道2024年法治政府建设年度报告\n\n一、主要工作\n"
        "镇村干部法治培训4场次，380余人次参加，普法宣传覆盖全部社区。\n"
        "设“办不成事”反映窗口8个。22个网格组成普法小分队21支。列入白名单的经营主体有1684户。\n"
        "政务大厅“好差评”共965条，其中非常满意802条、满意163条。\n"
        "审查和备案的规范性文件共54件，其中区级规范性文件审查27件；审查行政决策365件。\n"
        "共取消行政审批事项202项，调整153项，划转107项。\n"
        "“大一窗”把22个部门的613项业务整合到一起。\n"
        "承接区级赋权已有三批，累计308项。全年收办企业困难问题411个。\n"
        "专题会议4次，研究解决重点问题12项。安全生产专题培训6期。\n"
        "履职事项清单于2024年7月30日在网站公布。审批时限压缩事项1422项。\n"
        "审查的文稿有：应急预案20件、作合法性审查的预案145件、合同26件。\n"
        "法律素质测试已连续办了17年，参加考试的干部3011名。执法队应持证84人，实际持证83人。\n"
    ),
}

library = library_fixture(REPORTS)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("镇村干部法治培训覆盖多少人次", "380余人次"),
        ("设立“办不成事”反映窗口多少个", "8个"),
        ("组建了多少支普法小分队", "21支"),
        ("纳入白名单的经营主体有多少户", "1684户"),
        ("好差评非常满意多少条", "802条"),
        ("承接区级赋权多少项", "308项"),
        ("收办企业困难问题多少件", "411个"),
        ("研究解决法治建设重点问题多少项", "12项"),
        ("履职事项清单哪天公布的", "7月30日"),
    ],
)
def test_one_thing_in_other_official_words(library: Library, asked: str, told: str) -> None:
    answer = library.ask(f"松溪街道2024年{asked}？")
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("审查和备案规范性文件共多少件？其中审查区级的多少件", {"54", "27"}),
        ("共取消行政审批事项多少项，调整和划转各多少项", {"202", "153", "107"}),
        ("“大一窗”整合了多少个部门的多少项业务", {"22", "613"}),
        ("好差评非常满意和满意各多少条", {"802", "163"}),
    ],
)
def test_each_asking_gets_its_figure_and_nothing_is_added(
    library: Library, asked: str, told: set[str]
) -> None:
    answer = library.ask(f"松溪街道2024年{asked}？")
    assert {str(value.value) for value in answer.values} == told


@pytest.mark.parametrize(
    "asked",
    [
        "好差评不满意多少条",
        "法治建设专题培训几期",
        "法律素质测试连续办了几年",
        "审批时限压缩比是多少",
        "应持执法证和已持证的人数分别是多少",
        "应急预案合法性审查多少件",
    ],
)
def test_nothing_else_is_told_instead(library: Library, asked: str) -> None:
    answer = library.ask(f"松溪街道2024年{asked}？")
    assert answer.status == "not_found" or "17年" in answer.text or "20件" in answer.text
