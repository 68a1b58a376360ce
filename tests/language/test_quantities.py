"""Amounts in running text: what is one, its exact value, and as many things that are none."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.numerals import format_number
from retrieval.language.quantities import find_quantities
from retrieval.language.units import load_units

AMOUNTS = {
    "全年共22件行政应诉案件": ["22件"],
    "提供法律咨询1600余人次": ["1600人次~"],
    "建设面积约5800㎡": ["5800㎡~"],
    "辖区1万余户市场主体": ["10000户~"],
    "罚款金额3万元，罚没20余万元": ["3万元", "20万元~"],
    "接待来访157批203人次": ["157批", "203人次"],
    "执法人员14名（持证13名）": ["14名", "13名"],
    "参考率１００％，化解率百分之九十八点五": ["100%", "98.5%"],
    "受理一百八十六件，举办二十余场": ["186件", "20场~"],
    "近七成的案件，三分之二的案件": ["7成~", "2/3"],
    "只有一件行政应诉案件": ["1件"],
    "审核合同一百零四份": ["104份"],
    "取得全县第3名，排名全区第4": ["3名", "4名"],
    "受理工单２，８６４件": ["2864件"],
    "罚没三十五万元": ["35万元"],
    "提高2.5个百分点": ["2.5个百分点"],
    "社区戒毒 14 人": ["14人"],
    "整改率不低于95%": ["95%~"],
    "12345热线工单500件，110警情30起": ["500件", "30起"],
    # People in tens of thousands need no unit; 种 counts behind digits alone.
    "辖区9.4万居民，惠及3万余群众": ["94000人", "30000人~"],
    "58种违法行为、两种程序，由4档细化为5档": ["58种", "4档", "5档"],
    "种植3种粮食，编成山歌十八首，明确五大类任务": ["18首", "5大类"],
    "签约36台，预约上门214家次，节约近90万元": ["36台", "214家次", "90万元~"],
    # One number told in two steps.
    "减免4亿3000万元，兑付四亿三千万元": ["43000万元", "43000万元"],
    "追回1亿2千余万元，到位四万亿元": ["12000万元~", "4万亿元"],
    "服务3万5千人次、1万2000余户，2万零500人，3千5百份": [
        "35000人次",
        "12000户~",
        "20500人",
        "3500份",
    ],
    "到位1亿2千3百万元，追回6万元": ["6万元"],
    "命案连续7年全破，连续11年稳定在80万吨以上": ["7年", "11年", "800000吨~"],
    "办理时限压缩到半个工作日，90日内办结": ["0.5个工作日", "90日"],
    "罚款2万1千元，销号率百分之百": ["21000元", "100%"],
    "平均年龄43.5岁，平均年龄超过50岁": ["43.5岁", "50岁~"],
    "班列开行104列，装机164万千瓦，降雨246毫米": ["104列", "1640000千瓦", "246毫米"],
    "新增就业2.1万人以上，持证率95%以上": ["21000人~", "95%~"],
    # Which are counted is no amount of its own.
    "10亿元以上项目9个，45岁以下的占58.3%": ["9个", "58.3%"],
}


@pytest.mark.parametrize(("text", "expected"), AMOUNTS.items())
def test_amounts(text: str, expected: list[str]) -> None:
    found = [
        f"{format_number(q.value)}{q.unit}{'~' if q.approx else ''}" for q in find_quantities(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "落实八五普法规划", "开展12.4宪法宣传周活动", "“3·15”消费者权益日", "1+4+N功能布局", "行政执法三项制度",
        "落实“一村一法律顾问”", "一把手讲法治", "十四五规划", "2023年12月5日", "第三条第二款", "渝府发〔2023〕5号",
        "联系电话：023-65368888", "索引号 11500106009275780L", "一次性告知", "统一部署", "召开第二次全体会议",
        "无一起群体性事件", "未发生一起安全事故", "《2021年工作方案》", "二十大精神", "3-5次", "第一责任人",
        "共5，600人", "打造“15分钟法律服务圈”", "九届人大二次会议确定的任务", "产业园一期建成投产",
        "二期工程", "案件类型前四位依次为", "诉求量前三类为", "将12列入清单", "60岁以下人员全覆盖", "三年行动收官",
        "5年规划", "12日举行",
    ],
)  # fmt: skip
def test_no_amounts(text: str) -> None:
    assert find_quantities(text) == ()


@given(
    st.text(
        alphabet="零一二三四五六七八九十百千万亿0123456789.,，％%年月日第约余多件次人户元 、。（）“”《》+-～至",
        max_size=60,
    )
)
def test_spans_hold_whatever_stands_there(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(
    st.integers(min_value=0, max_value=10**7),
    st.sampled_from(["件", "人次", "户", "场次", "处", "平方米"]),
)
def test_a_plain_amount_is_read_exactly(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"办理事项{number}{unit}。")
    assert (quantity.value, quantity.unit, quantity.approx) == (number, unit, False)


def test_every_unit_is_read() -> None:
    # 千米 after digits is read as so many thousand 米, which comes to the same.
    counting = re.compile(load_units().pattern)
    units = [
        u
        for u in load_units().class_of
        if u[0] not in "百千万亿" and u != "元整" and counting.fullmatch(u)
    ]
    unread = [u for u in units if not any(q.unit == u for q in find_quantities(f"共计37{u}，"))]
    assert unread == []
