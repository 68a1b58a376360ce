"""The grammar of figures: one small report a pattern, and what its figures stand for."""

from pathlib import Path

import pytest

from retrieval.figures.facts import find_facts
from retrieval.language.numerals import format_number
from retrieval.reading.files import read_report
from retrieval.records import Fact

HEAD = "甲子街道2023年度法治政府建设情况报告\n2023年，甲子街道扎实推进法治政府建设，现将有关情况报告如下：\n一、主要举措和成效\n"


@pytest.fixture
def read(tmp_path: Path):
    def read(body: str, head: str = HEAD) -> list[Fact]:
        file = tmp_path / "报告.txt"
        file.write_text(head + body, encoding="utf-8")
        return list(find_facts(read_report(file)))

    return read


def shown(facts: list[Fact]) -> list[str]:
    return [f"{f.measure}={format_number(f.quantity.value)}{f.quantity.unit}" for f in facts]


PATTERNS = {
    "全年共22件行政应诉案件。": ["行政应诉案件=22件"],
    "行政应诉案件4件。": ["行政应诉案件=4件"],
    "对21起首次轻微违法行为不予处罚。": ["首次轻微违法行为不予处罚=21起"],
    "开展培训5次、案卷评查3次、随同执法6次。": ["开展培训=5次", "案卷评查=3次", "随同执法=6次"],
    "排查矛盾纠纷860件，化解820件。": ["排查矛盾纠纷=860件", "排查矛盾纠纷化解=820件"],
    "办结2件处罚金额3万元。": ["办结=2件", "处罚金额=3万元"],
    "聘请一名常年法律顾问。": ["常年法律顾问=1名"],
    "现有15名工作人员持有行政执法证。": ["工作人员持有行政执法证=15名"],
    "受理、办结行政复议案件分别为186件、170件。": [
        "受理行政复议案件=186件",
        "办结行政复议案件=170件",
    ],
    "无败诉案件。": ["败诉案件=0件"],
    "全年无一起行政执法人员违法违纪事件发生。": ["行政执法人员违法违纪事件发生=0起"],
    "民转刑案件：零发生。": ["民转刑案件=0件"],
    "固定资产投资增长8.5%；粮食产量下降3%。": ["固定资产投资增长=8.5%", "粮食产量下降=3%"],
    "行政处罚同比上升6.8%。": ["行政处罚同比上升=6.8%"],
    "绿化覆盖率提高0.6个百分点，达到42.8%。": ["绿化覆盖率提高=0.6个百分点", "绿化覆盖率=42.8%"],
    "卫生厕所普及率提高到81.4%。": ["卫生厕所普及率=81.4%"],
    "问题解决率由上年的91.4%升至95.2%。": ["问题解决率=91.4%", "问题解决率=95.2%"],
    "排查矛盾纠纷：455件；化解：446件。": ["排查矛盾纠纷=455件", "排查矛盾纠纷化解=446件"],
    "全镇辖9个村、2个社区。": ["村=9个", "社区=2个"],
    "诉求量前三类为物业管理39件、停车管理23件，分别占25%、14%，同比分别下降18%、上升6%。": [
        "诉求量前三类（物业管理）=39件",
        "诉求量前三类（停车管理）=23件",
        "物业管理占比=25%",
        "停车管理占比=14%",
        "诉求量前三类（物业管理）=18%",
        "诉求量前三类（停车管理）=6%",
    ],
    "办理建议18件、提案57件，办复率均为100%，满意率分别为98%、97%。": [
        "办理建议=18件",
        "提案=57件",
        "办复率=100%",
        "办理建议满意率=98%",
        "提案满意率=97%",
    ],
}


@pytest.mark.parametrize(("body", "expected"), PATTERNS.items())
def test_patterns(read, body: str, expected: list[str]) -> None:
    assert shown(read(body)) == expected


def test_two_amounts_of_one_thing_share_its_name(read) -> None:
    facts = read("接待群众来访157批203人次。")
    assert [(f.measure, f.quantity.unit) for f in facts] == [
        ("接待群众来访", "批"),
        ("接待群众来访", "人次"),
    ]


def test_sides_of_different_length_are_not_aligned(read) -> None:
    facts = read("批发、零售、餐饮总额分别达95万元、71万元。")
    assert [f.unclear for f in facts] == [True, True]


def test_parts_that_add_up_belong_to_their_total(read) -> None:
    total, *parts = read("全年共22件行政应诉案件。和解8件，确认有效6件，胜诉8件。")
    assert all(part.part_of == 0 and "行政应诉案件" in part.measure for part in parts)
    assert total.part_of is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("2022年行政诉讼案件7件，2023年22件。", [(7, 2022, "actual"), (22, 2023, "actual")]),
        ("行政复议12件，比2022年的13件减少1件。", [(12, 2023, "actual"), (13, 2022, "base"), (1, 2023, "change")]),
        ("接待来访由2022年的61批降至49批。", [(61, 2022, "base"), (49, 2023, "actual")]),
        # Whatever the verb that leads from one level to the other.
        ("顾问团由2022年的8人扩充到11人。", [(8, 2022, "base"), (11, 2023, "actual")]),
        ("巡查队由上年的8人壮大到约11人。", [(8, 2022, "base"), (11, 2023, "actual")]),
        ("由2022年的8个部门牵头，服务11人。", [(8, 2022, "actual"), (11, 2023, "actual")]),
        ("受理申请171件，较上年受理的119件增长43.7%。", [(171, 2023, "actual"), (119, 2022, "base"), ("43.7", 2023, "change")]),
        ("力争化解率达到98%。", [(98, 2023, "target")]),
        ("清理2018年12月31日前印发的文件164件。", [(164, 2023, "actual")]),
        ("年初计划培训8期，实际举办6期。", [(8, 2023, "target"), (6, 2023, "actual")]),
        ("一般公共预算收入92亿元，高于年初预期目标2个百分点。", [(92, 2023, "actual"), (2, 2023, "change")]),
        ("拆除违建18处，完成年度任务的108%。", [(18, 2023, "actual"), (108, 2023, "actual")]),
        ("纠纷402起，比2021年的437起少35起。", [(402, 2023, "actual"), (437, 2021, "base"), (35, 2023, "change")]),
        (
            "行政处罚案件348件，2022年为353件，比上年下降1.4%，罚没款190万元。",
            [(348, 2023, "actual"), (353, 2022, "actual"), ("1.4", 2023, "change"), (190, 2023, "actual")],
        ),
        ("接待游客18万人次，是上年的1.7倍。", [(180000, 2023, "actual"), ("1.7", 2023, "actual")]),
        ("越级上访由6批23人次降为1批3人次。", [(6, None, "base"), (23, None, "base"), (1, 2023, "actual"), (3, 2023, "actual")]),
        ("人均培训93学时，比要求的90学时多3学时。", [(93, 2023, "actual"), (90, None, "base"), (3, 2023, "change")]),
    ],
)  # fmt: skip
def test_years_and_how_figures_are_meant(
    read, body: str, expected: list[tuple[object, int, str]]
) -> None:
    found = [(format_number(f.quantity.value), f.period, f.kind) for f in read(body)]
    assert found == [(str(value), year, kind) for value, year, kind in expected]


def test_what_stands_in_the_plan_is_no_result(read) -> None:
    (fact,) = read("", HEAD + "开展培训5次。\n二、下一年度主要安排\n组织培训10次。\n")[1:]
    assert (fact.kind, fact.period) == ("target", 2024)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("投资增长7%。", [("target", 2024)]),
        ("去年投资增长6.4%，今年实现6%的增长。", [("change", 2023), ("target", 2024)]),
    ],
)
def test_growth_in_the_plan_is_a_target(read, body: str, expected: list[tuple[str, int]]) -> None:
    facts = read("", HEAD + "开展培训5次。\n二、2024年工作安排\n" + body)[1:]
    assert [(f.kind, f.period) for f in facts] == expected


@pytest.mark.parametrize(
    ("heading", "body", "kind"),
    [
        ("二、今年的重点工作", "全年立案84件，同比上升6%，已结案79件。", "actual"),
        ("二、重点工作", "力争立案80件以上，进一步规范执法。", "target"),
    ],
)
def test_what_stands_under_a_weak_heading_decides(read, heading: str, body: str, kind: str) -> None:
    facts = read("", HEAD + "开展培训5次。\n" + heading + "\n" + body + "\n")
    assert facts[1].kind == kind


def test_what_follows_the_plan_goes_on_with_it(read) -> None:
    head = HEAD + "开展培训5次。\n二、下一年度主要安排\n组织培训10次。\n三、加强自身建设\n"
    facts = read("坚持依法行政，努力使应诉率不低于98%，经费再压减5%。\n", head)
    assert [f.kind for f in facts] == ["actual", "target", "target", "target"]


def test_a_report_read_out_the_year_after_calls_its_own_year_last_year(read) -> None:
    head = (
        "政府工作报告\n——2024年1月16日在甲子市第九届人民代表大会第三次会议上\n"
        "甲子市人民政府市长  张三\n各位代表：\n一、2023年工作回顾\n"
    )
    (fact,) = read("去年汛期，转移群众3.9万人。\n", head)
    assert (fact.period, fact.kind) == (2023, "actual")


def test_lines_under_a_unit(read) -> None:
    facts = read("罚没款入库情况（单位：万元）：\n罚款  132.6\n没收违法所得  28.9\n合计  161.5\n")
    assert [(f.label, format_number(f.quantity.value), f.quantity.unit) for f in facts] == [
        ("罚款", "132.6", "万元"), ("没收违法所得", "28.9", "万元"), ("合计", "161.5", "万元"),
    ]  # fmt: skip


def test_rows_of_years(read) -> None:
    table = "表1 行政复议案件（单位：件）\n年份\t申请\t受理\n2022年\t186\t171\n2023年\t241\t226\n"
    facts = [(f.measure, f.period, f.quantity.value) for f in read(table)]
    assert facts == [
        ("申请", 2022, 186),
        ("受理", 2022, 171),
        ("申请", 2023, 241),
        ("受理", 2023, 226),
    ]


def test_columns_of_years(read) -> None:
    table = "表1 处罚情况\n领域\t处罚案件（件）\t2022年处罚案件（件）\n城管\t7\t9\n交通\t5\t4\n合计\t12\t13\n"
    facts = read(table)
    assert [(f.measure, f.period, f.quantity.value) for f in facts[:2]] == [
        ("城管处罚案件", 2023, 7),
        ("城管处罚案件", 2022, 9),
    ]
    assert [facts[f.part_of].quantity.value for f in facts[:4] if f.part_of is not None] == [
        12, 13, 12, 13,
    ]  # fmt: skip


def test_what_announces_a_table_is_told_of_its_cells(read) -> None:
    text = "设有调委会9个。近两年调解情况如下：\n年度\t涉案金额（万元）\n2022年\t62\n2023年\t70\n"
    facts = [f for f in read(text) if f.quantity.unit == "万元"]
    assert all(dict(f.cues).get("调解") for f in facts)


@pytest.mark.parametrize("text", ["有6个村全年未办理一起行政处罚案件。", "2个站没有受理一件申请。"])
def test_none_of_some_is_no_figure(read, text: str) -> None:
    assert not [f for f in read(text) if f.quantity.text.startswith("一")]


def test_last_years_figure_behind_a_list_of_all_parts_is_of_the_whole(read) -> None:
    facts = read("行政复议12件，其中被维持8件、被撤销2件、调解撤回2件，去年为17件。")
    assert (facts[-1].period, facts[-1].label) == (2022, "行政复议")
    facts = read("信访20批，其中集体访12批，去年是19批。")
    assert (facts[-1].period, facts[-1].label) == (2022, "集体访")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "对企业的入户检查由上年的342户次压减到215户次。",
            [("企业的入户检查", "base", 2022), ("企业的入户检查", "actual", 2023)],
        ),
        (
            "行政许可事项由上年的278项调整为254项，其中县级实施的231项。",
            [("行政许可事项", "base", 2022), ("行政许可事项", "actual", 2023), ("县级实施", "actual", 2023)],
        ),
        (
            "审批时间压缩到15个工作日以内，而改革之前是43个工作日。",
            [("审批时间", "actual", 2023), ("审批时间", "base", None)],
        ),
        (
            "报告书由60日压缩至20日、报告表由30日压缩至10日。",
            [
                ("报告书", "base", None), ("报告书", "actual", 2023),
                ("报告表", "base", None), ("报告表", "actual", 2023),
            ],
        ),
        # Told of nothing that changed.
        ("受理12件，此前3件未结。", [("受理", "actual", 2023), ("此前", "actual", 2023)]),
    ],
)  # fmt: skip
def test_before_and_after_bear_one_name(read, text: str, told: list[tuple[str, str, int]]) -> None:
    assert [(f.label, f.kind, f.period) for f in read(text)] == told


def test_dates_are_no_durations(read) -> None:
    assert not read("自5月1日起执行，会议由10日调整到20日举行。")


def test_a_town_of_a_county_keeps_its_figure(read) -> None:
    head = HEAD.replace("甲子街道", "甲子县")
    facts = read("全县调解纠纷21件，其中青石镇12件、白水乡9件。", head)
    assert [(f.place, f.quantity.value) for f in facts] == [("", 21), ("青石镇", 12), ("白水乡", 9)]


def test_cells_of_a_table(read) -> None:
    table = "表1 行政许可情况\n事项\t受理（件）\t办结（件）\n采矿许可\t7\t6\n规划许可\t64\t63\n合计\t71\t69\n"
    facts = [f for f in read(table) if f.quantity.unit == "件"]
    assert ("采矿许可办结", 6) in [(f.measure, f.quantity.value) for f in facts]
    assert len(facts) == 6


def test_page_furniture_holds_no_figures(read) -> None:
    assert read("浏览次数：1234次\n联系电话：0531-88886666\n") == []
