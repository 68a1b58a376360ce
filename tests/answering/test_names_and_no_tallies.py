"""Names of bodies told whole, grounds of a report, and counts that stand in for no name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.texts.span_reasons import outcomes
from retrieval.library import Library
from tests.answering.shelves import library_of

_REPORTS = Path(__file__).parent.parent / "support/reports"
_TOWN = """青禾县杨渡镇人民政府
2023年法治政府建设情况报告

根据《青禾县法治政府建设年度报告办法》要求，现将法治政府建设情况报告如下：
一、主要工作
（一）依法决策。镇里出台《杨渡镇重大决策程序规定》。3月，县发展和改革局就供水价格调整召开听证会，听证会在杨渡社区东侧空地举行。
（二）监督检查。联合县公安局、县卫生健康局检查定点药店43家，其中约谈15家、限期整改8家、解除协议5家。配合派出所查处阻碍执法、寻衅滋事等案件3起，行政拘留2人。全年排查事故隐患20条，整改19条，整改率95%，其中重大事故隐患4条，已整改3条。
（三）依法应诉。行政诉讼案件2件，均为一审，1件胜诉，1件尚未审结，镇负责人出庭应诉2次。行政复议案件2件，均在镇政府自行纠错后由申请人撤回。
（四）调解。委托第三方对养老服务等5个项目开展绩效评价，4个项目评价为“优”，1个为“良”。
（五）述职。年底组织12名站所负责人述职，对排名末位的2名站所负责人进行了约谈。
（六）防疫捐赠。接受社会捐赠15万元，捐赠款物使用情况已全部公示。医疗纠纷调解工作有序推进，全年受理医疗纠纷86件，调解成功81件。
二、存在的问题
一是执法能力跟不上。部分事项不会办。二是普法深度跟不上。形式单一。三是法律服务跟不上。律师偏少。
"""
_OFFICE = """青禾县医疗保障局
2023年法治政府建设情况报告

一、主要工作
办理12345热线工单643件，按期办结率100%。从反映内容看，报销比例类275件，参保缴费类218件，转诊备案类150件。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    reports = {"杨渡镇2023.txt": _TOWN, "青禾县医疗保障局2023.txt": _OFFICE}
    with library_of(tmp_path_factory.mktemp("reports"), reports) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("杨渡镇供水价格听证会由哪个部门召开", "县发展和改革局"),
        ("杨渡镇供水价格听证会在哪里举行", "杨渡社区东侧空地"),
        ("杨渡镇听证会在什么位置举行的", "杨渡社区东侧空地"),
    ],
)
def test_a_name_is_told_whole(library: Library, asked: str, told: str) -> None:
    assert library.ask(asked).text == f"杨渡镇2023年：{told}。"


@pytest.mark.parametrize(
    "asked",
    [
        "杨渡镇这份报告是根据哪个文件写的",
        "杨渡镇的报告依据的是什么文件",
        "杨渡镇报告是按哪个办法写的",
    ],
)
def test_what_a_report_was_written_by_stands_behind_a_word_for_it(
    library: Library, asked: str
) -> None:
    assert library.ask(asked).text == "杨渡镇2023年：《青禾县法治政府建设年度报告办法》。"


@pytest.mark.parametrize(
    "asked",
    [
        # How many an act befell names none of them.
        "杨渡镇被解除协议的是哪几家药店",
        # Nor do three bodies that stand beside.
        "杨渡镇解除协议的5家机构是哪几家",
        "杨渡镇被行政拘留的那两个人叫什么",
        "杨渡镇评价为“良”的是哪个项目",
    ],
)
def test_a_count_is_no_name(library: Library, asked: str) -> None:
    assert library.ask(asked).status == "not_found"


def test_what_is_named_in_everyday_words_is_not_told_of_the_official_thing(
    tmp_path: Path,
) -> None:
    report = (_REPORTS / "styles8/榆塘街道2019.txt").read_text("utf-8")
    with library_of(tmp_path, {"榆塘街道2019.txt": report}) as opened:
        assert "41人" not in opened.ask("榆塘街道老娘舅谁在调解").text


def test_points_that_all_hold_the_quoted_word_are_the_list(library: Library) -> None:
    answer = library.ask("杨渡镇还有哪几个“跟不上”")
    assert answer.kind == "list"
    assert [e.quote for e in answer.evidence][:1] == ["一是执法能力跟不上。"]
    assert all(word in answer.text for word in ("执法能力", "普法深度", "法律服务"))


def test_whoever_is_ranked_last_is_told_what_came_of_it(library: Library) -> None:
    answer = library.ask("杨渡镇排名末位的站所负责人是怎么处理的")
    assert "进行了约谈" in answer.text


def test_outcomes_told_case_by_case_are_told_all() -> None:
    text = "行政诉讼案件2件，均为一审，1件胜诉，1件尚未审结，镇负责人出庭应诉2次。"
    last = text.index("1件尚未")
    told = next(outcomes(text, last, last + 6))
    assert text[told.start :].startswith("1件胜诉，1件尚未审结")


def test_what_came_first_is_why(library: Library) -> None:
    assert "自行纠错" in library.ask("杨渡镇的两件行政复议为什么撤回").text


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [("杨渡镇查出的重大事故隐患都整改完了吗", "否"), ("杨渡镇收的捐款公示了没有", "是")],
)
def test_how_a_thing_came_to_light_is_no_part_of_the_claim(
    library: Library, asked: str, verdict: str
) -> None:
    assert library.ask(asked).text.startswith(verdict)


def test_work_as_such_is_told_of_and_no_figure(library: Library) -> None:
    answer = library.ask("介绍一下杨渡镇的医疗纠纷调解工作")
    assert (answer.status, answer.kind) == ("answered", "passage")


def test_what_an_office_is_for_goes_without_saying(library: Library) -> None:
    answer = library.ask("青禾县医保局的医保热线上哪类问题反映得最多")
    assert "最多的是报销比例类" in answer.text
