"""The most and the least within one report: of what it lists, and in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

YICHUAN = """沂川县人民政府2022年法治政府建设情况报告
一、主要情况
收到行政复议申请267件，受理241件，审结229件，其中维持98件、驳回41件、撤销23件、调解和终止67件。
公安、市场监管、交通运输、城市管理四个领域的行政处罚案件分别为4521件、836件、1290件、2074件。
调解矛盾纠纷672件。从类型看，邻里纠纷241件、物业纠纷187件、婚姻家庭纠纷96件、劳动争议58件、其他90件。
受理群众诉求15872件，其中12345热线13460件、网络及其他渠道2412件。诉求量前三类为噪声扰民3968件、停车管理2301件、占道经营1746件。
立案查处违法案件538件，罚款613.8万元，单笔最高的是对某运输公司作出的30万元罚款。
乡镇办理城管案件514件，最多的龙口河镇办理121件，有2个乡镇没有办理过。
全年调处山林纠纷130起，其中权属纠纷52起，占比四成，居山林纠纷首位。
办理热线工单643件，按期办结率100%。从反映内容看，报销比例类275件，参保缴费类218件，转诊备案类150件。
“最多跑一次”事项1126项。组织案卷评查，平均91.7分，最高98.5分，最低79分。
培训类合同12份，采购类合同12份。法律援助案件300件，其中民事40件、刑事30件。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("最多")
    (folder / "沂川县.txt").write_text(YICHUAN, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
        yield library


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("沂川县哪类矛盾纠纷最多", "最多的是邻里纠纷"),
        ("沂川县热线工单哪一类最多", "最多的是报销比例类"),
        ("沂川县哪种矛盾纠纷最少", "最少的是劳动争议"),
        ("沂川县矛盾纠纷中数量最多的是哪一类", "最多的是邻里纠纷"),
        ("沂川县哪个领域行政处罚案件最多", "最多的是公安"),
        ("沂川县四个领域里哪个领域行政处罚最少", "最少的是市场监管"),
        ("沂川县哪类诉求最多", "最多的是噪声扰民"),
        ("沂川县行政复议审结中哪种结果最多", "最多的是维持"),
        ("沂川县哪个乡镇办理城管案件最多", "龙口河镇办理121件"),
        ("沂川县哪类山林纠纷最多", "权属纠纷52起"),
        ("沂川县单笔最高罚款多少", "30万元"),
        ("沂川县案卷评查最低多少分", "79分"),
        ("沂川县最多跑一次事项有多少项", "1126项"),
    ],
)
def test_the_most_is_named_with_its_figures(library: Library, question: str, said: str) -> None:
    answer = library.ask(question)
    assert answer.status == "answered" and said in answer.text, answer.text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        # a list by outcome or by channel is none of kinds
        ("沂川县哪类行政复议案件最多", "维持"),
        # the first three say nothing of the least
        ("沂川县哪类诉求最少", "最少"),
        ("沂川县哪类诉求最少", "渠道"),
        # the parts told are less than what is left untold
        ("沂川县哪类法律援助案件最多", "民事"),
        ("沂川县哪个乡镇办理城管案件最少", "龙口河"),
        ("沂川县最高的一笔违法所得多少", "613.8"),
        ("沂川县最大一笔合同多少钱", "613.8"),
    ],
)
def test_no_list_is_stretched_to_what_it_does_not_say(
    library: Library, question: str, wrong: str
) -> None:
    answer = library.ask(question)
    assert not (answer.status == "answered" and wrong in answer.text), answer.text


def test_how_all_rose_does_not_say_which_rose_most(tmp_path: Path) -> None:
    text = (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n一、主要举措和成效\n"
        "受理矛盾纠纷468件，同比上升13.6%。{}\n"
    )
    told = "物业纠纷137件，为各类纠纷中增幅最大的一类。"
    for name, more, status in (("甲", told, "answered"), ("乙", "调解成功461件。", "not_found")):
        (tmp_path / name).mkdir()
        with library_of(tmp_path / name, {"a.txt": text.format(more)}) as library:
            answer = library.ask("柳塘镇2023年哪类纠纷增幅最大？")
            assert answer.status == status, answer.text
            assert ("物业纠纷" in answer.text) == (more == told), answer.text
