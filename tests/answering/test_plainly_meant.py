"""Everyday wordings of what bureaus report: the figure that is plainly meant, and none beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.library import Library

_COUNTY = """柳塘县人民政府2023年法治政府建设情况报告

一、主要工作
收到行政复议申请186件，受理171件，不予受理15件。
12315平台接收投诉举报6840件，其中投诉5210件、举报1630件。
办理身份证5900张、临时身份证410张。
承担行政许可事项47项，全年办理行政许可2870件。
全县持证行政执法人员1186人，年内新取得执法证件143人。
向14个乡镇下放审批服务事项44项。
为105家企业开展法治体检。入园企业436家。
对不合格案卷所属单位发出监督意见书9份，评出不合格案卷13卷。
破获入室盗窃案231起、扒窃案117起、盗窃电动车案163起。
平均出警时间6.4分钟。拦截诈骗电话2140次，劝返涉诈人员64人。
实施老旧小区改造11个。评查案卷320卷。发放手册8000册。
办理人大代表建议92件。败诉4件。免罚326件，减免金额148万元。
为2467名劳动者追发工资3108万元，其中农民工2193人、2835万元。吊销营业执照3家。
收到来信来访和网上诉求663件，其中来信41件、来访167件、网上455件。
上缴财政1340万元，为财政避免损失3200万元。
"""
_BUREAU = """柳河县生态环境局2023年法治政府建设情况报告

一、主要工作
立案312件，罚款金额3257万元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    base = tmp_path_factory.mktemp("plain")
    folder = base / "reports"
    folder.mkdir()
    (folder / "柳塘县2023.txt").write_text(_COUNTY, encoding="utf-8")
    (folder / "柳河县生态环境局2023.txt").write_text(_BUREAU, encoding="utf-8")
    library = Library.open(Path(base) / "library.db", create=True)
    library.ingest([folder])
    return library


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("柳塘县复议没给受理的有几件", "15"),
        ("柳塘县复议收了多少申请", "186"),
        ("柳塘县举报收了多少件", "1630"),
        ("柳塘县身份证办了多少张", "5900"),
        ("柳塘县许可办了多少", "2870"),
        ("柳塘县有执法证的多少人", "1186"),
        ("柳塘县能执法的有多少人", "1186"),
        ("柳塘县新拿执法证的多少人", "143"),
        ("柳塘县下放给乡镇的审批事项多少", "44"),
        ("柳塘县园区有多少家企业", "436"),
        ("柳塘县不合格的案卷多少卷", "13"),
        ("柳塘县扒手案破了几起", "117"),
        ("柳塘县偷电瓶车的案子破了多少", "163"),
        ("柳塘县警察几分钟到", "6.4"),
        ("柳塘县骗子电话拦了多少", "2140"),
        ("柳塘县翻了多少卷案卷", "320"),
        ("柳塘县发了多少本手册", "8000"),
        ("柳塘县办了几个人大代表的建议", "92"),
        ("柳塘县打输了几场", "4"),
        ("柳塘县少罚了多少钱", "148"),
        ("柳塘县帮多少农民工要到工钱", "2193"),
        ("柳塘县给农民工要回多少工钱", "2835"),
        ("柳塘县吊销了几家执照", "3"),
        ("柳塘县来信来访一共多少件", "663"),
        ("柳塘县来访多少件", "167"),
        ("柳塘县给财政省了多少钱", "3200"),
        ("柳河县生态环境局污染罚了多少钱", "3257"),
    ],
)
def test_the_figure_that_is_plainly_meant(library: Library, question: str, value: str) -> None:
    answer = library.ask(question)
    assert [v.value for v in answer.values] == [value], answer.text


@pytest.mark.parametrize(
    "question",
    [
        # 小区11个 are no households.
        "柳塘县老旧小区改造涉及多少户",
        # Money was asked for.
        "柳塘县扒窃案的钱一共多少",
        # Only an office's own report goes without saying its field.
        "柳塘县污染罚了多少钱",
    ],
)
def test_nothing_else_answers(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert not {"11", "117"} & {v.value for v in answer.values}, answer.text
    assert answer.status != "answered" or not answer.values, answer.text
