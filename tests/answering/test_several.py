"""Several figures asked for in one question: each its own, or said which one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.numbers import answer_number
from retrieval.answering.shelf import Shelf
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "a.txt": "松河县人民政府\n2023年法治政府建设情况报告\n\n"
    "全年收到行政复议申请86件，受理80件，审结74件，其中维持41件、驳回17件、撤销9件。\n\n"
    "收到政府信息公开申请40件，其中予以公开25件、部分公开9件、不予公开6件。\n\n"
    "开展执法培训7次，案卷评查3次，监督员随同执法5次。核定行政编制28名、事业编制31名。\n\n"
    "罚没款90万元，其中罚款75万元、没收违法所得15万元。\n\n"
    "接待来信来访436批次1208人次。拆除违法建设12处，面积1850平方米。\n\n"
    "排查隐患57处，整改55处。调解劳动纠纷34件，化解33件。\n\n"
    "全县司法所18个，不足3人的有7个。受理许可申请640件，办结630件；办结件中准予许可621件、不予许可9件。\n\n"
    "与邻县石佛村的林地争议已经解决。受理信访件38件。",
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("several")
    with shelf_of(folder, REPORTS) as opened:
        shelf: Shelf = opened
        yield asking(shelf, answer_number)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("松河县复议维持和驳回各几件", ["41件", "17件"]),
        ("松河县行政复议维持、驳回、撤销各多少件", ["41件", "17件", "9件"]),
        ("松河县行政复议受理多少件，审结多少件", ["80件", "74件"]),
        ("松河县信息公开申请，公开、部分公开、不予公开各几件", ["25件", "9件", "6件"]),
        ("松河县执法培训和案卷评查各几次", ["7次", "3次"]),
        ("松河县行政编制和事业编制各多少", ["28名", "31名"]),
        ("松河县罚款和没收违法所得分别多少", ["75万元", "15万元"]),
        ("松河县接待来信来访批次和人次", ["436批次", "1208人次"]),
        ("松河县接待来信来访多少批次多少人次", ["436批次", "1208人次"]),
        ("松河县拆除违法建设几处多大面积", ["12处", "1850平方米"]),
        ("松河县排查隐患多少处，整改了多少", ["57处", "55处"]),
    ],
)
def test_each_gets_its_own_figure(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("松河县行政复议受理多少件，撤诉多少件", "撤诉"),
        ("松河县排查隐患多少处，罚了几家企业", "企业"),
        ("松河县执法培训和模拟法庭各几次", "模拟法庭"),
        ("松河县行政复议维持、驳回、终止各多少件", "终止"),
        # 化解33件 are labour disputes, no hidden dangers.
        ("松河县排查隐患多少处，化解了多少", "化解"),
    ],
)
def test_one_is_never_told_for_another(question: str, missing: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.status, answer.values) == ("not_found", ())
    assert missing in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [("松河县这几年行政复议受理多少件", ["80件"]), ("松河县十几处隐患整改了多少", ["55处"])],
)
def test_asking_once_is_one_question(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("松河县司法所有几个", ["18个"]),
        ("松河县不到3个人的司法所有几个", ["7个"]),
        ("松河县许可申请办结几件", ["630件"]),
        ("松河县许可申请不予许可几件", ["9件"]),
    ],
)
def test_a_part_is_told_from_its_whole(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize("question", ["石佛村受理信访件多少", "松河县超过9人的司法所有几个"])
def test_no_figure_of_the_whole_for_a_part(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.status == "not_found"
