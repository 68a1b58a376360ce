"""Of which sort cases are, what is left, who got an honour, who heads the place, how far a matter has
come, and keywords whose last noun asks; what must not be told for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

_TOWN = """青禾县柳堤镇人民政府
2023年法治政府建设情况报告

2023年，柳堤镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要工作
（一）加强领导。镇党委书记覃若川、镇长阚明远认真履行职责，镇长包保化解积案2件。法治政府建设日常工作由镇综合行政执法办公室承担，党政办公室配合。聘请青禾县衡平律师事务所律师黎知远为镇政府法律顾问，审查合同18份。
（二）依法决策。与青禾公证处、县联社签订合作协议，共同开展上门服务。建成柳堤镇合同管理系统，预算投资32万元。镇便民服务中心于4月8日正式运行。
（三）规范执法。县应急管理局委托执法案件6件，均为烟花爆竹经营案件。审计指出的问题9个，已整改8个，其余1个关于公车台账的问题正在整改。
（四）化解纠纷。调处纠纷41件，其中河湾渠水权之争由退休教师何满仓牵线说合。
8月2日强降雨造成渡口、东塘、河湾三村受灾。在渡口、东塘两个临河社区设立“船上调解室”。实行“日碰头、周小结”，由民间艺人祝大娘传唱普法小调。《柳堤镇河道保护办法》于6月1日经县司法局备案，自7月15日起施行。出庭负责人均为分管副镇长。拟邀请的执法监督员、人大代表、新闻工作者等参与执法评议。
（五）复议应诉。行政诉讼案件3件，均为宅基地确权纠纷，均胜诉。行政复议案件1件，维持1件。
（六）普法宣传。渡口村获评“全省民主法治示范村”。东塘村调解主任祁大川被县委政法委表彰为“平安建设先进个人”。11月开展宪法宣传周活动，活动主题为“弘扬宪法精神，建设法治柳堤”。打造的水利法治文化园目前正处于施工阶段。
二、问题和差距
（一）力量薄弱。
三、2024年工作安排
（一）建成智慧大厅。
"""
_OFFICE = """青禾县水利局2023年法治政府建设年度报告

一、主要工作
局党组书记、局长莘致远带头述法。全年行政处罚案件12件。
二、存在的不足
法制审核力量不足。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    reports = {"柳堤镇2023.txt": _TOWN, "青禾县水利局2023.txt": _OFFICE}
    with library_of(tmp_path_factory.mktemp("reports"), reports) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳堤镇的行政诉讼是什么纠纷", "宅基地确权纠纷"),
        ("柳堤镇2023年行政诉讼案件3件是什么类型的案件", "宅基地确权纠纷"),
        ("柳堤镇委托执法的6件案子属于哪类", "烟花爆竹"),
        ("柳堤镇打官司因为啥", "宅基地确权"),
        ("柳堤镇审计问题哪个还没整改完", "公车台账"),
        ("柳堤镇审计指出的问题剩下的那个是什么", "公车台账"),
        ("柳堤镇哪个村得了省里的民主法治牌子", "渡口村"),
        ("柳堤镇“平安建设先进个人”是谁", "祁大川"),
        ("柳堤镇镇长是谁", "阚明远"),
        ("柳堤镇书记叫什么名字", "覃若川"),
        ("柳堤镇一把手是谁", "覃若川"),
        ("青禾县水利局长是谁", "莘致远"),
        ("青禾县水利局一把手 姓名", "莘致远"),
        ("柳堤镇帮忙看合同的律师叫什么", "黎知远"),
        ("柳堤镇法治日常工作归哪个科室管", "综合行政执法办公室"),
        ("柳堤镇 公证 合作单位", "青禾公证处"),
        ("柳堤镇 宪法宣传周 主题", "弘扬宪法精神，建设法治柳堤"),
        ("柳堤镇宪法宣传周的口号是什么", "弘扬宪法精神，建设法治柳堤"),
        ("柳堤镇 行政诉讼 起因", "宅基地确权"),
        ("柳堤镇水利法治文化园建到哪一步了", "施工阶段"),
        ("柳堤镇 法治文化园 目前进度", "施工阶段"),
        ("柳堤镇便民服务中心哪天开张的", "4月8日"),
        ("柳堤镇那32万花在哪儿了", "合同管理系统"),
        ("柳堤镇河道保护办法哪天生效", "7月15日"),
        ("柳堤镇普法小调由谁传唱", "祝大娘"),
        ("柳堤镇谁去出庭", "分管副镇长"),
        ("柳堤镇邀请什么人参与执法评议", "新闻工作者"),
        ("柳堤镇实行了什么管理办法", "日碰头、周小结"),
        ("柳堤镇的32万元是拿来做什么的", "合同管理系统"),
        ("柳堤镇32万块钱干嘛用了", "合同管理系统"),
        ("柳堤镇三十二万是建什么的", "合同管理系统"),
    ],
)
def test_what_is_told_is_found(library: Library, question: str, told: str) -> None:
    answer = library.ask(question)
    assert answer.status == "answered", answer.text
    assert told in answer.text, answer.text


def test_the_question_before_lends_its_way_of_asking(library: Library) -> None:
    answer = library.ask("书记呢", context=["柳堤镇镇长是谁"])
    assert "覃若川" in answer.text
    assert "包保" not in answer.text


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        # How they ended is no sort of them.
        ("柳堤镇的行政复议是什么纠纷", "宅基地"),
        # Who gave an honour is not who got it.
        ("柳堤镇的平安建设先进个人是谁评的", "祁大川"),
        # The firm is no person, the person no firm.
        ("柳堤镇帮忙看合同的律师叫什么", "正在"),
        # A body of another kind is no 科室.
        ("柳堤镇法治日常工作归哪个科室管", "覃若川"),
        ("柳堤镇综治中心的一把手是谁", "黎知远"),
        # Another sum than the one told.
        ("柳堤镇那45万花在哪儿了", "32"),
    ],
)
def test_what_stands_beside_it_is_not_told(library: Library, question: str, untold: str) -> None:
    assert untold not in library.ask(question).text


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("柳堤镇大雨受灾的村是哪些", ["渡口", "东塘", "河湾"]),
        ("柳堤镇在哪几个社区搞了船上调解室", ["渡口", "东塘"]),
        ("柳堤镇跟哪些单位签了合作协议", ["青禾公证处", "县联社"]),
    ],
)
def test_a_list_ends_with_its_last_item(library: Library, question: str, items: list[str]) -> None:
    answer = library.ask(question)
    assert answer.kind == "list", answer.text
    assert [line.strip("· ") for line in answer.text.splitlines()[1:]] == items
