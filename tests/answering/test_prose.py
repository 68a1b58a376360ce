"""Prose as people ask for it: persons by name, days, plans of the next year, exceptions to a claim of all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.router import route
from tests.answering.shelves import Ask, asking, shelf_of

REPORT = """云川县柳坝镇人民政府
2022年法治政府建设年度报告
2022年，柳坝镇扎实推进法治政府建设，现报告如下。
一、主要工作
（一）加强领导。成立由镇长任组长、副镇长周立民任常务副组长的领导小组，办公室设在镇党政办。镇党委书记何秀英带队赴青州考察。
（二）规范执法。3月至5月，会同县公安局、县水务局开展河道采砂整治。抽查案卷40卷，其中优秀12卷、合格26卷、不合格2卷。检查反馈问题30个，除1个因资金原因尚未整改外，其余全部整改到位。执法资格考试全部通过。
（三）化解矛盾。行政诉讼案件1件，一审判决镇政府胜诉。没有群众越级上访。老街拓宽项目因居民意见不一，决定暂缓实施。续聘云川正平律师事务所律师沈怀远为法律顾问，顾问律师每周二、周四到镇坐班。
（四）普法宣传。拍摄微电影《归途》，开通“柳坝说法”视频号。受疫情影响，原定于6月举办的法治文艺巡演取消。镇被省司法厅授予“全省普法先进集体”称号。企业开办时间压缩至半个工作日。镇政务大厅平均等候时间12分钟，比上年缩短3分钟。
工作中还有一些不足：一是执法人手少；二是印章管理不严。
三、2023年打算
（一）修订《柳坝镇合同管理办法》，9月底前报县政府。（二）组织养老服务、校外培训两个领域专项整治。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("文字")
    with shelf_of(folder, {"柳坝镇.txt": REPORT}) as shelf:
        yield asking(shelf, lambda question, _scope, shelf: route(question, shelf))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳坝镇党委书记叫什么名字", ["何秀英"]),
        ("柳坝镇谁带队去青州考察", ["何秀英"]),
        ("柳坝镇常务副组长是谁", ["周立民"]),
        ("柳坝镇周立民是什么职务", ["副镇长"]),
        ("柳坝镇法律顾问是谁", ["沈怀远"]),
        ("柳坝镇请了哪家律所", ["云川正平律师事务所"]),
        ("柳坝镇领导小组办公室在哪个科室", ["镇党政办"]),
        ("柳坝镇去哪里考察了", ["青州"]),
        ("柳坝镇河道采砂整治是什么时候搞的", ["3月至5月"]),
        ("柳坝镇律师哪天来坐班", ["周二、周四"]),
        ("柳坝镇合同管理办法什么时候报县政府", ["9月底前"]),
        ("柳坝镇企业开办要多长时间", ["半个工作日"]),
        ("柳坝镇政务大厅平均等候要多久", ["12分钟"]),
        ("柳坝镇微电影叫什么", ["《归途》"]),
        ("柳坝镇视频号叫啥", ["柳坝说法"]),
        ("柳坝镇得了什么荣誉", ["全省普法先进集体"]),
        ("柳坝镇法治文艺巡演为什么没办", ["疫情"]),
        ("柳坝镇还有哪些短板", ["执法人手少", "印章管理不严"]),
        ("柳坝镇法治工作差在哪", ["执法人手少", "印章管理不严"]),
        ("柳坝镇2023年要整治哪几个领域", ["养老服务", "校外培训"]),
        ("柳坝镇2023年要修订什么办法", ["柳坝镇合同管理办法"]),
    ],
)
def test_what_is_told_is_found(ask: Ask, question: str, told: list[str]) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.status == "answered"
    assert all(word in answer.text for word in told), answer.text


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("柳坝镇抽查的案卷是不是全部合格", False),
        ("柳坝镇反馈的问题都整改了吗", False),
        ("柳坝镇执法资格考试都通过了吗", True),
        ("柳坝镇打行政官司输过没有", False),
        ("柳坝镇老街拓宽项目实施了吗", False),
        ("柳坝镇法治文艺巡演办了吗", False),
        ("柳坝镇有群众越级上访吗", False),
    ],
)
def test_a_verdict_says_what_the_report_says(ask: Ask, question: str, holds: bool) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.status == "answered"
    assert answer.text.startswith(("是", "有") if holds else ("否", "没有")), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "柳坝镇派出所所长是谁",
        "柳坝镇镇长叫什么名字",
        "柳坝镇2023年存在哪些不足",
        "柳坝镇哪个部门的案卷最优秀",
        "柳坝镇法治公园是谁设计的",
        "柳坝镇和哪家银行合作",
        "柳坝镇仲裁委在哪里",
    ],
)
def test_what_is_not_told_is_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.status == "not_found", answer.text
