"""Verdicts: polarity both ways, supposed figures, totals with parts, and what settles nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import Question, parse_question
from retrieval.answering.router import route
from retrieval.answering.yesno.bounds import bound_of
from retrieval.answering.yesno.claim import read_claim
from retrieval.answering.yesno.yesno import answer_yesno
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORT = """云渡县柳河镇人民政府
2023年法治政府建设年度报告
2023年，柳河镇扎实推进法治政府建设，现报告如下。
一、主要工作
（一）依法化解矛盾。全年排查矛盾纠纷212件，化解205件。受理依申请公开9件，答复9件。办理信访事项40件，已办结38件，其余2件正在办理。
（二）规范行政执法。现有执法人员16人，其中持证14人。开展执法培训6期。罚款二万三千元。检查发现问题50个，当场整改30个，限期整改20个。全年无行政执法人员违纪案件。我镇不具有独立的强制执行权。个别部门文件报送不及时。
（三）应对复议诉讼。行政诉讼案件7件，无败诉案件，听证申请 2 件，均驳回，负责人出庭应诉率100%。八类主要刑事案件破案率100%。进京上访：未发生。
（四）加强普法。聘请法律顾问2名。年初计划普法宣讲20场，实际开展18场。社区全部建成法治书屋。开展行政复议指引工作。
二、存在问题
法治公园建设滞后，辖区至今没有法治公园。
三、2024年工作安排
一是建成法治文化长廊；二是力争执法培训不少于9期；三是实现网格员持证全覆盖。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("是非")
    with shelf_of(folder, {"柳河镇.txt": REPORT}) as shelf:
        yield asking(shelf, answer_yesno)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("柳河镇有强制执行权吗", "没有"),
        ("柳河镇具备独立的强制执行权吗", "没有"),
        ("柳河镇部门文件都按时报送了吗", "否"),
        ("柳河镇两件听证申请都驳回了吗", "是"),
    ],
)
def test_a_quality_and_a_power_are_denied(ask: Ask, asked: str, verdict: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.text.startswith(verdict), answer.text


YES = ("是", "有")
NO = ("否", "没有")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("柳河镇行政诉讼有没有败诉", NO),
        ("柳河镇没有败诉吧", YES),
        ("柳河镇发生过进京上访吗", NO),
        ("柳河镇没有人进京上访对吧", YES),
        ("柳河镇有执法人员违纪吗", NO),
        ("柳河镇有行政诉讼案件吗", YES),
        ("柳河镇聘请法律顾问了没有", YES),
        ("柳河镇有法治公园吗", NO),
    ],
)
def test_polarity_is_that_of_the_report_against_the_question(
    ask: Ask, question: str, verdict: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "verdict", "stated"),
    [
        ("柳河镇行政诉讼案件是7件吗", YES, "7件"),
        ("柳河镇行政诉讼案件有9件吧", NO, "7件"),
        ("柳河镇行政诉讼超过7件吗", NO, "7件"),
        ("柳河镇行政诉讼不低于7件吗", YES, "7件"),
        ("柳河镇执法培训达到5期了吗", YES, "6期"),
        ("柳河镇执法培训没有8期吧", YES, "6期"),
        ("柳河镇执法培训不超过5期吗", NO, "6期"),
        ("柳河镇罚款不到三万元吧", YES, "23000元"),
        ("柳河镇负责人出庭应诉率没达到100%吧", NO, "100%"),
    ],
)
def test_supposed_figures_are_held_to_their_bound(
    ask: Ask, question: str, verdict: tuple[str, ...], stated: str
) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.text.startswith(verdict)
    assert figures(answer) == [stated]


def test_a_round_figure_with_more_behind_it_is_not_denied_outright(ask: Ask) -> None:
    answer = ask("柳河镇排查矛盾纠纷有200件吗")
    assert answer is not None
    assert answer.text.startswith("不止200件")


@pytest.mark.parametrize(
    ("question", "verdict", "stated"),
    [
        ("柳河镇排查的矛盾纠纷都化解了吗", NO, ["212件", "205件"]),
        ("柳河镇受理的依申请公开全部答复了吗", YES, ["9件", "9件"]),
        ("柳河镇信访事项是不是全办结了", NO, ["40件", "38件"]),
        ("柳河镇执法人员都持证吗", NO, ["16人", "14人"]),
        ("柳河镇计划的20场普法宣讲完成了吗", NO, ["20场", "18场"]),
    ],
)
def test_all_is_told_from_a_total_and_its_part(
    ask: Ask, question: str, verdict: tuple[str, ...], stated: list[str]
) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.text.startswith(verdict)
    assert figures(answer) == stated


def test_all_is_told_from_a_clause(ask: Ask) -> None:
    answer = ask("柳河镇的社区是不是都建成了法治书屋")
    assert answer is not None
    assert answer.text.startswith("是")
    assert "社区全部建成法治书屋" in answer.text


def test_none_left_where_all_were_done(ask: Ask) -> None:
    answer = ask("柳河镇有没有没答复的依申请公开")
    assert answer is not None
    assert answer.text.startswith("没有")
    assert figures(answer) == ["9件", "9件"]


@pytest.mark.parametrize(
    "question",
    [
        "柳河镇建成法治文化长廊了吗",  # a plan
        "柳河镇网格员持证全覆盖了吗",  # a plan
        "柳河镇办理过行政复议吗",  # only 行政复议指引
        "柳河镇发现的问题都整改了吗",  # told in two parts
        "柳河镇刑事案件破案率是100%吗",  # of eight kinds only
        "柳河镇执法培训上半年就6期了吗",  # no figure of half a year
        "柳河镇出庭应诉率高吗",  # an opinion
        "柳河镇有行政赔偿案件吗",
        "说说柳河镇的矛盾纠纷吧",  # a request
    ],
)
def test_what_settles_nothing_gets_no_verdict(ask: Ask, question: str) -> None:
    assert ask(question) is None


def parsed(text: str) -> Question:
    return parse_question(text, Gazetteer((), lambda _: ()))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("培训超过5期吗", "over"),
        ("培训至少有5期吗", "at_least"),
        ("培训有5期以上吗", "at_least"),
        ("培训不足5期吗", "under"),
        ("培训控制在5期以内了吗", "at_most"),
        ("超限率降到5%了吗", "at_most"),
        ("结案率不低于97%吗", "at_least"),
        ("培训是5期吗", ""),
    ],
)
def test_bounds_are_read_around_the_figure(text: str, bound: str) -> None:
    question = parsed(text)
    claim = read_claim(question)
    assert claim is not None
    assert claim.supposed is not None
    assert bound_of(question, claim.supposed) == bound


def test_a_figure_that_names_the_subject_is_not_claimed() -> None:
    claim = read_claim(parsed("这26件案件都结案了吗"))
    assert claim is not None
    assert claim.supposed is None
    assert claim.pinned is not None
    assert claim.of_all


TARGETS = """云渡县松河镇人民政府
2023年法治政府建设年度报告
一、主要工作
（一）调解纠纷212件，调解率65.3%，高于60%的年度目标。举办法治讲座38场，低于年初计划的40场。
（二）日常检查96次，发现问题63个，督促整改60个。无人机发现疑似问题92处，经核查属实38处。
（三）向公安移送案件4件，公安立案3件。行政诉讼案件 2 件，均胜诉。通过购买服务聘请法律顾问。
二、存在问题
审查范围不明确、机构不健全、法律顾问参与度不高。
三、2024年工作安排
建成法治文化长廊。
"""


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("松河镇调解率达到年度目标没有", YES),
        ("松河镇调解率完成60%的目标了吗", YES),
        ("松河镇法治讲座完成年初计划了吗", NO),
        ("松河镇日常检查达到90次的目标完成了吗", YES),
        ("松河镇日常检查达到100次的目标完成了吗", NO),
        ("松河镇日常检查发现的问题都整改了吗", NO),
        ("松河镇无人机发现的疑似问题是不是都属实", NO),
        ("松河镇移送的案件公安全都立案了吗", NO),
        ("松河镇两件行政诉讼都赢了吗", YES),
        ("松河镇聘请法律顾问了吗", YES),
    ],
)
def test_targets_and_parts_settle_what_is_claimed(
    tmp_path: Path, question: str, verdict: tuple[str, ...]
) -> None:
    with shelf_of(tmp_path, {"松河镇.txt": TARGETS}) as shelf:
        answer = asking(shelf, answer_yesno)(question)
    assert answer is not None
    assert answer.text.startswith(verdict)


def test_a_target_of_another_figure_settles_nothing(tmp_path: Path) -> None:
    with shelf_of(tmp_path, {"松河镇.txt": TARGETS}) as shelf:
        answer = asking(shelf, answer_yesno)("松河镇调解率达到80%的目标了吗")
    assert answer is None or not answer.text.startswith("是")


@pytest.mark.parametrize(
    ("question", "kind", "begins"),
    [
        ("松河镇法治文化长廊建成了吗", "passage", "没有写到已经做成"),
        ("松河镇打算建成法治文化长廊吗", "yesno", "是，报告的计划里写道"),
    ],
)
def test_what_is_only_planned_is_said_to_be(
    tmp_path: Path, question: str, kind: str, begins: str
) -> None:
    with shelf_of(tmp_path, {"松河镇.txt": TARGETS}) as shelf:
        answer = asking(shelf, lambda q, _, s: route(q, s))(question)
    assert answer is not None
    assert (answer.kind, answer.text[: len(begins)]) == (kind, begins)


def test_a_passage_that_settles_nothing_is_no_answer_to_yes_or_no(tmp_path: Path) -> None:
    with shelf_of(tmp_path, {"松河镇.txt": TARGETS}) as shelf:
        answer = asking(shelf, lambda q, _, s: route(q, s))("松河镇法律顾问参加过培训吗")
    assert answer is not None
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("told", "asked", "verdict"),
    [
        ("镇负责人依法出庭应诉", "柳河镇领导到庭没有 2023年", "是"),
        ("镇负责人依法出庭应诉", "柳河镇2023年领导出庭了吗", "是"),
        ("镇负责人未出庭应诉", "柳河镇2023年领导出庭没有", "否"),
        ("严格落实行政机关负责人出庭应诉工作规定", "柳河镇2023年负责人出庭了吗", None),
        ("严格落实行政机关负责人出庭应诉工作规定", "柳河镇2023年落实负责人出庭应诉规定了吗", "是"),
        ("完善重大行政决策合法性审查机制", "柳河镇2023年重大行政决策合法性审查了吗", None),
    ],
)
def test_an_act_in_everyday_words_is_settled_by_the_act_not_by_its_rule(
    tmp_path: Path, told: str, asked: str, verdict: str | None
) -> None:
    report = f"云渡县柳河镇人民政府\n2023年法治政府建设年度报告\n一、主要工作\n{told}。\n"
    with shelf_of(tmp_path, {"柳河镇.txt": report}) as shelf:
        answer = asking(shelf, answer_yesno)(asked)
    assert (answer.text.split("。")[0] if answer else None) == verdict


@pytest.mark.parametrize(
    ("asked", "asks"),
    [
        ("柳河镇领导到庭没有 2023年", True),
        ("柳河镇的案件败诉没有（2023年）", True),
        ("领导到庭没有，2023年度", True),
        ("柳河镇还没有 2023年办结的案件有几件", False),
    ],
)
def test_a_year_may_follow_the_asking_denial(asked: str, asks: bool) -> None:
    assert parsed(asked).asks_any("yesno") is asks
