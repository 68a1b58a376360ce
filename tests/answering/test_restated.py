"""A question that finds nothing is asked again in the reports' words, within longer names too."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import parse_question
from retrieval.answering.asking.restating import restated
from retrieval.library import Library
from tests.answering.shelves import figures, library_fixture, library_of

REPORTS = {
    "a.txt": (
        "松河县白鹿镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "村（社区）法律顾问覆盖率100%，行政机关负责人出庭应诉率98%。\n"
        "建成村级调解室14个，矛盾纠纷化解率97.5%。接待群众来访63批次。\n"
        "普法志愿者队伍46人，为居民提供法律咨询820人次，推荐就业450人，12328热线受理诉求75件。\n"
        "办理劳动争议仲裁12件，支持农民工追回欠薪86万元，安全隐患整改率95%。\n"
        "落实法治建设经费18万元。运输企业12家，交通运输执法检查31次。\n"
    )
}


library = library_fixture(REPORTS)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("白鹿镇一把手上庭率是多少", ["98%"]),
        ("白鹿镇建成村级说和室几个", ["14个"]),
        ("白鹿镇矛盾纠纷摆平率", ["97.5%"]),
        ("白鹿镇社区法律方面的顾问覆盖率多少", ["100%"]),
        ("白鹿镇普法义工队伍多少人", ["46人"]),
        ("白鹿镇安全隐患改好率", ["95%"]),
        ("白鹿镇安全漏洞改完的比例", ["95%"]),
        ("白鹿镇打劳动仲裁多少件", ["12件"]),
    ],
)
def test_a_name_with_an_everyday_word_in_it_is_found(
    library: Library, asked: str, stated: list[str]
) -> None:
    answer = library.ask(asked)
    assert answer.status == "answered"
    assert figures(answer) == stated
    assert answer.question == asked


def test_yes_or_no_is_asked_again_too(library: Library) -> None:
    answer = library.ask("白鹿镇一把手上庭率有没有到百分之百")
    assert (answer.status, answer.kind) == ("answered", "yesno")
    assert answer.text.startswith("否")


@pytest.mark.parametrize(
    "asked",
    [
        # 12345 is a line of its own, and no 热线 of another number.
        "白鹿镇12345多少件",
        # The place has it not, in whatever words; 输 of 运输 is no word; another kind of what is counted.
        "白鹿镇复议一把手出庭率多少",
        "白鹿镇运输败诉几件",
        "白鹿镇推荐就业的村有几个",
        "白鹿镇幼儿园义工队伍多少人",
    ],
)
def test_what_is_not_told_is_not_found_in_other_words(library: Library, asked: str) -> None:
    assert library.ask(asked).status != "answered"


def test_places_and_words_within_words_stay_as_they_are(library: Library, tmp_path: Path) -> None:
    reports = {"a.txt": REPORTS["a.txt"].replace("白鹿镇", "大伙镇")}
    with library_of(tmp_path, reports) as other:
        assert figures(other.ask("大伙镇说和室几个")) == ["14个"]
    answer = library.ask("白鹿镇运输企业几家")
    assert figures(answer) == ["12家"]


def test_an_official_word_is_not_put_in_for_a_part_of_itself() -> None:
    gazetteer = Gazetteer((), lambda _: ())
    texts = ["开展行政执法培训3次"]
    told = list(restated(parse_question("执法培训几次", gazetteer), texts))
    assert "行政执法培训几次" in told[0]
    assert not list(restated(parse_question("行政执法培训几次", gazetteer), texts))
