"""Where a fault lies, hours of the day, partners and those helped, crimes, names beside their noun,
runs and empty verbs of a question; what must not be told for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

_TOWN = """青禾县柳堤镇人民政府
2023年法治政府建设情况报告

2023年，柳堤镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要工作
（一）加强领导。法律顾问每周四上午在镇里坐班。县里抽查我镇案卷12卷。聘请老渔民、侨属等担任特邀调解员。
（二）规范执法。在老码头设置便民摊位40个，规定每日17时至22时可以经营。最终将早市的收市时间由上午11时提前到上午10时。向公安机关移送涉嫌非法狩猎罪线索2条。与水上派出所联合巡查河道9次。配合县人大完成《柳堤镇采砂管理办法》调研。与邻县的竹浦镇签订协议，联合化解边界林地纠纷4件。协助渔具厂追回货款9万元。
（三）化解纠纷。行政复议案件3件，其中撤销1件、维持2件。被撤销的1件系未告知当事人听证权利。行政诉讼案件2件，胜诉2件。调解纠纷60件，其中渔事纠纷31件、邻里纠纷20件、其他纠纷9件。把“渡口说事亭”建在河滩、码头，请船老大、乡贤当“说事人”。
（四）普法宣传。推出“阿水说法”短视频8期。建成宣传教育基地3个，其中省级1个，为柳堤河工馆。在镇文化站门前打造法治长廊80米。调解员祁大川全年主持调解60件，被评为全市“金牌调解员”。东塘村连续四年实现“零上访”。“柳影法治园”于9月3日正式开园。
二、存在的问题
一是部分处罚决定证据不足，被县司法局纠正2件。
三、2024年工作安排
（一）建成智慧大厅。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("reports"), {"柳堤镇2023.txt": _TOWN}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳堤镇被撤销的复议案错在哪里", "未告知当事人听证权利"),
        ("柳堤镇那件复议案为什么被撤销", "未告知当事人听证权利"),
        ("柳堤镇那件复议案输在什么地方", "未告知当事人听证权利"),
        ("柳堤镇处罚决定为什么被纠正", "证据不足"),
        ("柳堤镇老码头的摊位几点到几点能摆", "每日17时至22时"),
        ("柳堤镇早市定的几点收摊", "上午10时"),
        ("柳堤镇法律顾问星期几来坐班", "每周四上午"),
        ("柳堤镇和谁一起化解边界林地纠纷", "竹浦镇"),
        ("柳堤镇和谁一起巡查河道", "水上派出所"),
        ("柳堤镇为谁追回了货款", "渔具厂"),
        ("柳堤镇帮哪家厂子追回了货款", "渔具厂"),
        ("柳堤镇移送公安的线索涉嫌什么罪", "非法狩猎罪"),
        ("柳堤镇普法短视频叫啥名儿", "阿水说法"),
        ("柳堤镇省级宣传教育基地叫什么", "柳堤河工馆"),
        ("柳堤镇说事亭盖在哪里", "河滩、码头"),
        ("柳堤镇说事亭请谁当说事人", "船老大、乡贤"),
        ("柳堤镇法治长廊修在什么地方", "镇文化站门前"),
        ("柳堤镇谁被评为金牌调解员", "祁大川"),
        ("柳堤镇特邀调解员是从什么人里挑的", "老渔民、侨属"),
        ("柳堤镇案卷被谁抽查了", "县里"),
        ("柳堤镇法治园哪天开的园", "9月3日"),
    ],
)
def test_it_is_told(library: Library, question: str, told: str) -> None:
    answer = library.ask(question)
    assert answer.status == "answered", answer.text
    assert answer.kind == "text"
    assert told in answer.text


def test_any_sort_of_thing_may_be_asked_for_as_the_most(library: Library) -> None:
    assert "渔事纠纷更多" in library.ask("柳堤镇什么纠纷最多").text
    assert library.ask("柳堤镇什么地方纠纷最多").status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "柳堤镇那两件行政诉讼输在哪",
        "柳堤镇维持的两件复议案错在哪里",
        "柳堤镇和谁一起查的采砂",
        "柳堤镇和谁一起化解水源纠纷",
        "柳堤镇为谁追回了土地",
        "柳堤镇便民服务中心几点下班",
        "柳堤镇法治园几点关门",
        "柳堤镇金牌调解员是谁给评的奖金",
        "柳堤镇说事亭请谁当镇长",
        "柳堤镇谁被评为最美民警",
    ],
)
def test_what_is_not_said_is_not_told(library: Library, question: str) -> None:
    assert library.ask(question).status == "not_found"
