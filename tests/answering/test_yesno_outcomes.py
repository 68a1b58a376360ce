"""Verdicts on how cases ended, on what is left of a total, and on how people word them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.yesno.yesno import answer_yesno
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "青禾镇.txt": """青禾镇人民政府
2023年法治政府建设年度报告
现将2023年工作报告如下。
一、主要工作
（一）应诉和复议。全年发生行政诉讼案件5件，其中一审3件、二审2件；审结4件，均胜诉，另有1件尚未审结。作为被申请人的行政复议案件3件，维持2件，申请人撤回1件。
（二）整改。县委督察反馈问题37个，截至年底已整改35个，其余2个正在推进。收到依申请公开6件，均在法定期限内答复。街道没有制定过规范性文件。
（三）队伍。镇综合行政执法队编制20名，实有15人，其中持证上岗11人。镇党政班子成员九人均提交了述法报告。机关八十名工作人员参加学法用法考试，全部合格。
（四）执法。对民办学校作出行政处罚7件，其中警告4件、限期整改3件，无罚款。环境违法案件中按日连续处罚2件、查封扣押5件。新生违法建设保持零增长。负责人出庭应诉率98.2%。群众安全感与其他3个镇并列全县第1。
""",
    "白芦镇.txt": """白芦镇人民政府
2023年法治政府建设年度报告
现将2023年工作报告如下。
一、主要工作
（一）应诉和复议。行政诉讼案件6件，审结5件，败诉1件，均为工伤认定案件。行政复议案件4件，维持2件，撤销1件，驳回1件。
（二）其他。全年办理信访事项12件。
""",
    "石桥镇.txt": """石桥镇人民政府
2023年法治政府建设年度报告
现将2023年工作报告如下。
一、主要工作
（一）应诉和复议。行政诉讼案件7件，胜诉5件。平均每个村持证执法人员不足3人。行政复议案件4件，维持3件。二审维持原判的诉讼1件。
（二）其他。全年办理信访事项12件。
""",
    "柳湾镇.txt": """柳湾镇人民政府
2023年法治政府建设年度报告
现将2023年工作报告如下。
一、主要工作
（一）应诉和复议。行政诉讼案件2件。一审判决驳回原告诉讼请求1件，原告撤诉1件。
（二）其他。全年办理信访事项12件。
""",
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with shelf_of(tmp_path_factory.mktemp("结局"), REPORTS) as shelf:
        yield asking(shelf, answer_yesno)


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("青禾镇行政诉讼有败诉的吗", "没有"),
        ("青禾镇官司一场没输吧", "是"),
        ("青禾镇打官司输没输", "否"),
        ("青禾镇复议有没有被撤销的", "否"),
        ("青禾镇复议有被撤销的吗", "没有"),
        # Who decided says no more, and the outcome may stand before the kind of case.
        ("青禾镇有没有被撤销的行政复议", "否"),
        ("青禾镇在法院有没有败诉", "没有"),
        ("青禾镇行政复议有没有被复议机关撤销的", "否"),
        ("柳湾镇行政诉讼败诉了吗", "否"),
        ("白芦镇官司全都赢了吗", "否"),
        ("白芦镇是不是没输过官司", "否"),
        ("白芦镇有输的官司吗", "有"),
        ("白芦镇复议有被撤销的吗", "有"),
    ],
)
def test_cases_that_are_all_accounted_for_tell_whether_one_was_lost(
    ask: Ask, asked: str, verdict: str
) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.text.startswith(verdict), answer.text


@pytest.mark.parametrize(
    "asked", ["石桥镇有败诉的吗", "石桥镇行政诉讼输了没", "石桥镇复议有被撤销的吗"]
)
def test_a_case_left_over_leaves_it_open(ask: Ask, asked: str) -> None:
    assert ask(asked) is None


def test_a_figure_shared_out_is_not_said_of_all(ask: Ask) -> None:
    assert ask("石桥镇执法人员都持证吗") is None


@pytest.mark.parametrize(
    ("asked", "verdict", "stated"),
    [
        ("青禾镇督察查出来的问题全改完了吗", "否", ["37个", "35个"]),
        ("青禾镇督察反馈的问题整改完了吗", "否", ["37个", "35个"]),
        ("青禾镇督察指出的问题都整改到位了没有", "否", ["37个", "35个"]),
        ("青禾镇执法队员全部持证吗", "否", ["15人", "11人"]),
        ("青禾镇负责人出庭率到没到百分百", "否", ["98.2%"]),
        ("青禾镇负责人出庭率超没超98%", "是", ["98.2%"]),
        ("青禾镇打了九场官司是吗", "否", ["5件"]),
    ],
)
def test_what_is_left_of_a_total_denies_that_all_was_done(
    ask: Ask, asked: str, verdict: str, stated: list[str]
) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.text.startswith(verdict), answer.text
    assert figures(answer) == stated


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("青禾镇信息公开申请都按时答了吗", "是"),
        ("青禾镇自己发过规范性文件没有", "没有"),
        ("青禾镇班子成员述法报告是不是全交了", "是"),
        ("青禾镇干部考试有没有不及格的", "没有"),
        ("青禾镇民办学校有没有被罚过钱", "否"),
        ("青禾镇用过按日计罚吗", "是"),
        ("青禾镇有新增违建吗", "没有"),
        ("青禾镇群众安全感是独占第一吗", "否"),
    ],
)
def test_everyday_wordings_find_the_clause(ask: Ask, asked: str, verdict: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert answer.text.startswith(verdict), answer.text
