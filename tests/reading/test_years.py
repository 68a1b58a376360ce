"""The year a report is about."""

import pytest

from retrieval.reading.head import find_date
from retrieval.reading.years import find_year, read_years


@pytest.mark.parametrize(
    ("title", "body", "published", "stem", "year"),
    [
        ("石桥镇2023年度法治政府建设情况报告", [], None, "", 2023),
        ("石桥镇二〇二三年法治政府建设情况报告", [], None, "", 2023),
        ("石桥镇２０２３年法治政府建设情况报告", [], None, "", 2023),
        ("石桥镇2022 年度法治政府建设情况报告", [], None, "", 2022),
        ("关于《实施纲要（2021-2025年）》2023年落实情况的报告", [], None, "", 2023),
        ("石桥镇法治政府建设报告", ["2022年，石桥镇认真贯彻落实。"], None, "", 2022),
        ("石桥镇法治政府建设报告", ["现将2021年法治政府建设情况报告如下："], None, "石桥2019", 2021),
        ("2024年石桥镇法治政府建设年度报告", ["2023年，石桥镇认真贯彻。现将2023年情况报告如下：",
         "一、2023年主要成效", "四、2024年工作安排"], None, "", 2023),
        ("石桥镇2024年度法治政府建设报告", ["2023年，石桥镇认真贯彻。", "一、2023年主要成效"], None, "", 2024),
        ("2024年石桥县政府工作报告", ["各位代表：", "现在，我代表县人民政府作工作报告。", "一、2023年工作回顾",
         "地区生产总值增长5.2%。", "二、2024年总体要求和主要预期目标", "三、2024年政府工作任务"], None, "", 2023),
        ("石桥镇法治政府建设报告", [], "2024-01-15", "", 2023),
        ("石桥镇法治政府建设报告", [], "2023-12-20", "", 2023),
        ("石桥镇法治政府建设报告", [], None, "石桥镇2020年报告", 2020),
        ("石桥镇法治政府建设报告", [], "2024-01-15", "石桥镇2018", 2018),
        ("石桥镇法治政府建设报告", ["实施2021—2025年规划"], None, "", None),
    ],
)  # fmt: skip
def test_years(
    title: str, body: list[str], published: str | None, stem: str, year: int | None
) -> None:
    found = find_year(title, body, published, stem)
    assert found.year == year
    assert found.note.startswith("年份：")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年1月15日", "2024-01-15"), ("2024-01-15 10:26", "2024-01-15"), ("2024/1/5", "2024-01-05"),
        ("二〇二四年一月十五日", "2024-01-15"), ("二○二三年十二月三十一日", "2023-12-31"),
        ("2024年十月二十日", "2024-10-20"), ("2024年13月1日", None), ("石桥镇", None),
    ],
)  # fmt: skip
def test_dates(text: str, date: str | None) -> None:
    assert find_date(text) == date


def test_reading_years_leaves_other_numbers_alone() -> None:
    assert read_years("二〇二三年度二十三件") == "2023年度二十三件"
    assert read_years("2 023 年") == "2 023 年"
