"""Yes or no: plans held against what was done, what is left undone, and what is not so of all."""

from __future__ import annotations

import pytest

from retrieval.answering.yesno.yesno import answer_yesno
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

REPORT = """砚川县住房和城乡建设局2023年法治政府建设情况报告
一、工作情况
（一）城市更新
1.老旧小区改造。年初计划改造18个小区，实际完成21个小区，惠及居民4000户。
2.加装电梯。年初计划加装电梯30部，实际加装26部。
（二）征收管理
全年征收配套费820万元、维修资金460万元，分别完成年度任务的103%和92%。拆除违法建设35处，完成年度任务的110%。
（三）任务落实
印发任务清单，部署任务24项，年末完成23项，1项因选址调整延期至2024年。答复信访事项16件，答复率100%。督察反馈问题9个，已整改8个，另1个正在整改。
（四）防汛
7月暴雨期间转移群众300人，无人员伤亡。全年没有发生行政复议。
二、存在问题
社区法律顾问尚未全覆盖，目前聘请12名。
"""
shelf = shelf_fixture({"砚川县住建局2023.txt": REPORT})
ask = ask_fixture(answer_yesno)
PLACE = "砚川县住房和城乡建设局"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("老旧小区改造任务超额完成了没有", "是"),
        ("老旧小区改造完成计划了吗", "是"),
        ("旧改是不是比计划做得多", "是"),
        ("配套费征收任务完成了吗", "是"),
        ("维修资金的年度任务完成了吗", "否"),
        ("维修资金超额完成任务了吗", "否"),
        ("配套费超额完成任务了吗", "是"),
        ("拆除违法建设超额完成任务了吗", "是"),
        ("有没有没完成的任务", "有"),
        ("任务有没有没完成的", "有"),
        ("信访事项有没有没答复的", "没有"),
        ("有没有没整改的督察问题", "有"),
        ("社区都请了法律顾问吗", "否"),
        ("社区法律顾问全覆盖了吗", "否"),
        ("暴雨期间死伤过人没有", "否"),
        ("被人提起过行政复议吗", "没有"),
    ],
)
def test_verdicts(ask: Ask, question: str, verdict: str) -> None:
    answer = ask(PLACE + question)
    assert answer is not None
    assert answer.text.startswith(verdict)


@pytest.mark.parametrize(
    "question", ["有没有没立案的投诉", "绿化任务超额完成了吗", "装修投诉都处理了吗"]
)
def test_what_is_not_told_gets_no_verdict(ask: Ask, question: str) -> None:
    assert ask(PLACE + question) is None
