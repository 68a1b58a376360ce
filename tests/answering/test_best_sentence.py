"""The one sentence that answers where no rule cuts the answer out: whole, and only if it holds what is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.router import route
from tests.answering.shelves import Ask, asking, shelf_of

REPORT = """兰川县芦溪镇人民政府
2023年法治政府建设年度报告
2023年，芦溪镇扎实推进法治政府建设，现报告如下。
一、主要工作
（一）加强领导。镇党委书记、镇长认真履职，对9起重大案件亲自审核把关。为提升合同管理水平，对16个村开展合同“回头看”检查。2名干部在述法评议中获得“好”等次。
（二）规范执法。吊销《食品经营许可证》2件，取缔无证摊点5处。对上年度考核靠后的单位由县委依法治县办约谈。收缴“三无”船舶12艘，拆解10艘。在河湾巷划出40个便民摊位。对5名执法人员开展提醒谈话，培训执法人员36人次。
（三）化解矛盾。因城乡接合部人口流动大，桥头村纠纷数量居全镇首位。审结行政诉讼案件4件，胜诉3件、败诉1件。3人获全县调解能手称号。召开听证会3场。
（四）普法宣传。党委会会前学法，重点学习宪法、民法典、《信访工作条例》《行政处罚法》。食品、交通、燃气、消防案件分别为9件、8件、7件、6件。
二、2024年打算
建成合同全生命周期管理系统，2024年9月底前上线运行。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("一句")
    with shelf_of(folder, {"芦溪镇.txt": REPORT}) as shelf:
        yield asking(shelf, lambda question, _scope, shelf: route(question, shelf))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("芦溪镇的重大案件由谁亲自审核把关", "镇党委书记、镇长"),
        ("芦溪镇为什么对16个村开展合同“回头看”检查", "为提升合同管理水平"),
        ("芦溪镇述法评议获得什么等次", "“好”等次"),
        ("芦溪镇考核靠后的单位是谁找去谈话的", "县委依法治县办"),
        ("芦溪镇收上来的三无船咋处理了", "拆解10艘"),
        ("芦溪镇桥头村纠纷多到居全镇首位是什么原因", "人口流动大"),
        ("芦溪镇合同全生命周期管理系统预计什么时候上线", "2024年9月底前"),
    ],
)
def test_a_sentence_that_holds_what_is_asked_answers_whole(
    ask: Ask, question: str, told: str
) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.status, told in answer.text) == ("answered", True), answer.text


@pytest.mark.parametrize(
    "question",
    [
        # No name of a shop, of a person, of a place, no reason, no day stands there.
        "芦溪镇哪家饭店被吊销了食品经营许可证",
        "芦溪镇全县调解能手是谁",
        "芦溪镇的三名调解能手叫什么名字",
        "芦溪镇镇长叫什么名字",
        "芦溪镇听证会是几月开的",
        "芦溪镇听证会在哪开的",
        "芦溪镇败诉的行政诉讼案件是什么原因",
        "芦溪镇纠纷最少的是哪个村",
        "芦溪镇合同管理系统是哪家公司建的",
        "芦溪镇便民摊位是谁设计的",
        "芦溪镇那7个执法人员是怎么处理的",
    ],
)
def test_a_sentence_without_what_is_asked_is_no_answer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.status == "not_found", answer.text


def test_laws_without_marks_stand_in_the_row_of_those_with(ask: Ask) -> None:
    answer = ask("芦溪镇党委会会前学法重点学习了哪些法律法规")
    assert answer is not None
    assert all(law in answer.text for law in ("宪法", "民法典", "信访工作条例", "行政处罚法"))


def test_what_is_told_of_each_is_none_of_the_list(ask: Ask) -> None:
    answer = ask("芦溪镇有哪些案件")
    assert answer is not None
    assert "分别" not in answer.text.split("·", 1)[-1]
