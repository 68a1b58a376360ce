"""Outline, frame and metadata on small reports in the genre's many manners."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.reading.extract import Extract
from retrieval.reading.page import PAGE_INFO, is_page_line
from retrieval.reading.report import parse_report
from retrieval.records import ParsedReport


def parse(text: str, file: str = "报告.txt") -> ParsedReport:
    extract = Extract(tuple(text.split("\n")))
    return parse_report(extract, file=file, data=text.encode(), override={})


def sections(parsed: ParsedReport) -> list[tuple[tuple[str, ...], str]]:
    return [(s.path, s.role) for s in parsed.sections if s.path != PAGE_INFO]


def sentences(parsed: ParsedReport) -> list[str]:
    return [
        s.text
        for p in parsed.passages
        for s in p.sentences
        if parsed.sections[p.section].path != PAGE_INFO
    ]


WEB = """您现在的位置：首页 > 政务公开 > 法治政府建设年度报告
石门县雁池乡2022年度法治政府建设工作情况报告
索 引 号：430726/2023-00123    发布机构：石门县雁池乡人民政府
发布日期：2023-01-16 10:23    浏览次数：1,203    字体：【大 中 小】
县委全面依法治县委员会办公室：
　　2022年，我乡认真贯彻落实习近平法治思想，全年调解纠纷86件。现将有关情况报告如下：
　　一、主要工作及成效
　　1、加强组织领导。成立领导小组，召开专题会议6次。
　　（1）进校园。进学校讲座4场。
　　（2）进乡村。
　　走村入户宣传56次。
　　2、开展宣传活动12场次，发放资料3000余份；
　　二、存在的主要问题
　　一是执法力量薄弱，仅有持证人员5名。
　　三、2023年工作打算
　　1.力争调解成功率达98%以上；
　　2.计划开展培训8次。
　　　　　　　　　　　　　　石门县雁池乡人民政府
　　　　　　　　　　　　　　2023年1月12日
附件：1.统计表
打印 关闭
主办单位：石门县人民政府办公室  联系电话：0736-5322222
湘ICP备05012345号  湘公网安备43072602000101号
建议使用1024×768以上分辨率浏览本站"""


def test_a_report_copied_with_its_web_page() -> None:
    parsed = parse(WEB)
    report = parsed.report
    assert report.title == "石门县雁池乡2022年度法治政府建设工作情况报告"
    assert (report.issuer, report.published) == ("石门县雁池乡人民政府", "2023-01-16")
    assert report.place is not None
    assert report.place.parents == ("湖南省", "常德市", "石门县")
    top = "一、主要工作及成效"
    assert sections(parsed) == [
        ((), "review"),
        ((top,), "review"),
        ((top, "1、加强组织领导"), "review"),
        ((top, "1、加强组织领导", "（1）进校园"), "review"),
        ((top, "1、加强组织领导", "（2）进乡村"), "review"),
        ((top,), "review"),
        (("二、存在的主要问题",), "shortcomings"),
        (("三、2023年工作打算",), "plan"),
    ]
    said = "".join(sentences(parsed))
    assert "1,203" not in said and "5322222" not in said and "1024" not in said
    assert "3000余份" in said and "走村入户宣传56次。" in sentences(parsed)


WRAPPED = """平遥县市场监督管理局
二〇二三年度法治政府建设情况报告

    2023年，平遥县市场监督管理局以习近平新时代中国特色社会主义思
想为指导，认真落实县委、县政府决策部署，共办理行政处罚案件126
件，罚没款48.6万元，其中食品类案件52件。现将工作情况报告如下：
    一、主要举措和成效
    （一）强化领导，健全机制。局党组召开法治工作专题会议4次，研
究重大事项11项，制定制度3项，并对全县2318户食品经营单位开展了全
覆盖检查。
    （二）严格执法，规范程序
    全年共立案查处各类违法案件132件，结案126件，移送公安机关
2件。组织执法人员培训5期，参训人员达到312人次，执法人员持证率达
到100%。
    二、存在的不足
    一是执法人员年龄偏大，平均年龄48岁；二是专业能力不足，缺少特
种设备监察员。

                                    平遥县市场监督管理局
                                        2024年1月20日"""


def test_hard_wrapped_paragraphs_are_joined() -> None:
    parsed = parse(WRAPPED)
    assert parsed.report.year == 2023
    assert parsed.report.published == "2024-01-20"
    assert parsed.report.place is not None
    assert parsed.report.place.name == "平遥县市场监督管理局"
    said = sentences(parsed)
    assert "全年共立案查处各类违法案件132件，结案126件，移送公安机关2件。" in said
    broken = next(s for p in parsed.passages for s in p.sentences if "移送公安机关2件" in s.text)
    assert [p.line for p in broken.pieces] == [12, 13]


UNMARKED = """2024年幸福镇法治政府建设年度报告

2023年，幸福镇坚持以习近平法治思想为指导，现将2023年法治政府建设工作情况报告如下：
主要举措和成效
加强党的领导
镇党委全年专题研究法治政府建设工作5次，研究法治议题12个，班子成员述法9人次，形成了齐抓共管的工作格局。
存在的不足
虽然取得了一定成绩，但还存在执法力量薄弱、法治宣传形式单一等问题，需要在今后工作中加以改进和提高。
2024年工作计划
继续加强执法队伍建设，力争新增持证人员3名，开展法治宣传不少于20场次，提升全镇依法行政工作水平。"""


def test_headings_without_marks_and_a_title_of_the_year_of_publication() -> None:
    parsed = parse(UNMARKED)
    assert parsed.report.year == 2023
    assert "2024" in parsed.report.notes[-1]
    assert sections(parsed) == [
        ((), "review"),
        (("主要举措和成效",), "review"),
        (("主要举措和成效", "加强党的领导"), "review"),
        (("存在的不足",), "shortcomings"),
        (("2024年工作计划",), "plan"),
    ]


BARE = """永安镇法治工作总结
今年以来，我镇共受理信访件45件，办结43件，化解矛盾纠纷120件，调解成功率98.3%。
永安镇人民政府聘请法律顾问2名，审查合同56份。永安镇开展普法宣传18场。
也要看到，工作中还存在短板：执法人员仅6名，人手紧张的问题比较突出。
下一步，永安镇将继续加强法治建设，计划培训执法人员10名，开展宣传25场。
在今后的工作中，我镇将再接再厉。"""


def test_paragraphs_tell_their_part_where_no_heading_does() -> None:
    parsed = parse(BARE)
    assert [role for _, role in sections(parsed)] == ["review", "shortcomings", "plan"]
    assert parsed.report.year is None
    assert any("reports.toml" in note for note in parsed.report.notes)


def test_tables_and_lists_in_text() -> None:
    parsed = parse(
        "某县自然资源局2023年法治政府建设报告\n一、执法情况\n按违法类型分列如下：\n非法占地  46起\n"
        "非法采砂  11起\n表1 两年指标对比\n\t2022年\t2022年\t2023年\n指标\t受理\t办结\t受理\n"
        "立案\t104\t93\t87\n合计\t1,450\t-\t1620\n全年信访117件。"
    )
    table = next(p for p in parsed.passages if p.headers)
    assert table.headers == ("指标", "2022年受理", "2022年办结", "2023年受理")
    assert [s.text for s in table.sentences] == ["立案\t104\t93\t87", "合计\t1,450\t-\t1620"]
    assert parsed.sections[table.section].path == ("一、执法情况", "表1 两年指标对比")
    listed = next(p for p in parsed.passages if "46起" in p.text)
    assert [s.text for s in listed.sentences] == [
        "按违法类型分列如下：",
        "非法占地  46起",
        "非法采砂  11起",
    ]
    after = next(p for p in parsed.passages if "117件" in p.text)
    assert parsed.sections[after.section].path == ("一、执法情况",)


@pytest.mark.parametrize(
    ("title", "name", "parents", "year"),
    [
        ("中共清河镇委员会 清河镇人民政府关于2020年度法治政府建设情况的报告", "清河镇", (), 2020),
        ("关于2019年平山县法治政府建设工作情况的报告", "平山县", ("河北省", "石家庄市"), 2019),
        ("杭州市西湖区2021年法治政府建设年度报告", "西湖区", ("浙江省", "杭州市"), 2021),
        ("２０２２年度南昌市西湖区朝阳洲街道法治政府建设报告", "朝阳洲街道", ("江西省", "南昌市", "西湖区"), 2022),
        ("国家税务总局嘉祥县税务局2023年法治政府建设情况报告", "嘉祥县税务局", ("山东省", "济宁市", "嘉祥县"), 2023),
        ("上海市浦东新区司法局二○二四年度法治政府建设情况报告", "浦东新区司法局", ("上海市", "浦东新区"), 2024),
        ("平山县住房和城乡建设局2022年法治政府建设报告", "平山县住房和城乡建设局", ("河北省", "石家庄市", "平山县"), 2022),
        ("河南省人民政府2020年法治政府建设情况报告", "河南省", (), 2020),
        ("延边朝鲜族自治州2023年法治政府建设情况", "延边朝鲜族自治州", ("吉林省",), 2023),
        ("和县2018年法治政府建设工作总结", "和县", ("安徽省", "马鞍山市"), 2018),
        # 城乡 and 乡村 end no town where they stand in the name of an office.
        ("松河市住房和城乡建设局2022年法治政府建设年度报告", "松河市住房和城乡建设局", ("松河市",), 2022),
        ("平山县农业农村和乡村振兴局2023年法治政府建设年度报告", "平山县农业农村和乡村振兴局", ("河北省", "石家庄市", "平山县"), 2023),
        # An office of administrative enforcement is one, and no talk of it.
        ("平山县综合行政执法局2022年法治政府建设报告", "平山县综合行政执法局", ("河北省", "石家庄市", "平山县"), 2022),
        ("平山县行政执法队伍建设2022年报告", "平山县", ("河北省", "石家庄市"), 2022),
        ("中共平山县委 平山县人民政府关于2022年法治政府建设情况的报告", "平山县", ("河北省", "石家庄市"), 2022),
        ("中共平山县县委 平山县人民政府2022年法治政府建设报告", "平山县", ("河北省", "石家庄市"), 2022),
        ("镇宁自治县2022年法治政府建设报告", "镇宁自治县", (), 2022),
        ("白鹤街2022年法治政府建设工作报告", "白鹤街道", (), 2022),
        ("松河市2022年市场监管局法治政府建设报告", "松河市市场监管局", ("松河市",), 2022),
        ("东莞市长安镇人民政府2022年法治政府建设年度报告", "长安镇", ("广东省", "东莞市"), 2022),
        ("关于《法治政府建设实施纲要（2021-2025年）》2023年落实情况的报告", None, (), 2023),
    ],
)  # fmt: skip
def test_whose_and_when_by_title(
    title: str, name: str | None, parents: tuple[str, ...], year: int
) -> None:
    report = parse(f"{title}\n一、主要举措和成效\n全年调解12件。").report
    assert report.title == title
    place = report.place
    assert (place.name if place else None) == name
    assert (place.parents if place else ()) == parents
    assert report.year == year


@pytest.mark.parametrize(
    ("head", "title", "name", "published", "issuer"),
    [
        ("今天是:2019年10月31日 星期三 农历十月初七\n工作报告\n\n您所在的位置:政务公开 > 工作报告\n\n"
         "2020年静海区法治政府建设情况报告\n文章来源:司法局 更新时间:2021/03/29 11:30:01\n\n"
         "2020年静海区法治政府建设情况报告\n",
         "2020年静海区法治政府建设情况报告", "静海区", "2021-03-29", "司法局"),
        ("天津市静海区人民政府 2019年12月3日星期二\n无障碍 简体| 繁体\n静海区2020年度法治政府建设情况报告\n"
         "来源:静海区人民政府办公室 发布时间:2021-03-28 09:18\n",
         "静海区2020年度法治政府建设情况报告", "静海区", "2021-03-28", "静海区人民政府办公室"),
        ("首页 > 政务公开 > 坡子街街道 > 规划计划\n长沙市天心区坡子街街道办事处2020年法治政府建设年度报告\n"
         "发布时间 : 2021-01-29 来源:天心区坡子街街道 字体大小:\n",
         "长沙市天心区坡子街街道办事处2020年法治政府建设年度报告", "坡子街街道", "2021-01-29", "天心区坡子街街道"),
        ("石桥镇人民政府文件\n石府发〔2021〕3号\n石桥镇人民政府\n关于2020年度法治政府建设情况的报告\n县司法局：\n",
         "石桥镇人民政府关于2020年度法治政府建设情况的报告", "石桥镇", None, "石桥镇人民政府"),
        ("石桥镇2020年法治政府建设\n工作情况\n报告\n（2021年1月8日）\n",
         "石桥镇2020年法治政府建设工作情况报告", "石桥镇", "2021-01-08", ""),
        # Keys and values on lines of their own, behind bullets; the key without a value keeps none.
        ("首页\n>> 政务公开 >> 法治政府工作报告\n  • 信息索引号:\n\n    3300/2021-1\n\n  • 审核程序:\n\n    单位审核公开\n"
         "  • 发布机构:\n\n    石桥镇\n\n  • 发文字号:\n\n  • 发布日期:\n\n    2021-01-31\n\n  • 来源:\n\n"
         "石桥镇2020年度法治政府建设工作报告\n",
         "石桥镇2020年度法治政府建设工作报告", "石桥镇", "2021-01-31", "石桥镇"),
        ("您当前所在位置:首页>政务公开>乡镇街道\n[ 索引号 ] 3300/2021-1 [ 发文字号 ]\n[ 主题分类 ] 司法、法制 [ 体裁分类 ] 工作报告\n"
         "[ 发布机构 ] 石桥镇人民政府 [ 发布日期 ] 2021-02-10\n\n清平县石桥镇2020年法治政府建设情况报告\n",
         "清平县石桥镇2020年法治政府建设情况报告", "石桥镇", "2021-02-10", "石桥镇人民政府"),
        # Only the box holds the title.
        ("字体大小:【大】 【中】 【小】\n| 索引号:3300/2021-1 | |\n| 发文机关:石桥镇人民政府 | 主题词: |\n"
         "| 标题:石桥镇人民政府关于2020年度法治政府建设情况的报告 | |\n| 主题分类: | 发布日期:2021-01-22 |\n",
         "石桥镇人民政府关于2020年度法治政府建设情况的报告", "石桥镇", "2021-01-22", "石桥镇人民政府"),
        # The tabs of the box are lost.
        ("- 乡镇信息公开\n-\n索引号sqz/2021-1\n-\n发布机构清平县石桥镇人民政府\n-\n文号\n-\n发布日期2021-01-27\n-\n"
         "时效性有效\n石桥镇2020年法治政府建设工作情况报告\n",
         "石桥镇2020年法治政府建设工作情况报告", "石桥镇", "2021-01-27", "清平县石桥镇人民政府"),
        ("首页→ 年度报告 → 石桥镇2020年法治政府建设年度报告\n来源:石桥镇 时间:2021-01-27\n",
         "石桥镇2020年法治政府建设年度报告", "石桥镇", "2021-01-27", "石桥镇"),
    ],
)  # fmt: skip
def test_heads_of_pages(
    head: str, title: str, name: str, published: str | None, issuer: str
) -> None:
    opening = "2020年,在上级党委、政府的正确领导下,依法行政迈上新台阶,现将有关情况报告如下:\n"
    parsed = parse(f"{head}\n{opening}一、主要举措和成效\n全年调解12件。")
    report = parsed.report
    assert report.place is not None
    assert (report.title, report.place.name, report.year) == (title, name, 2020)
    assert (report.published, report.issuer) == (published, issuer)
    assert sections(parsed) == [((), "review"), (("一、主要举措和成效",), "review")]


def test_a_report_that_names_its_place_in_its_opening_alone() -> None:
    report = parse(
        "2022年,在区委、区政府的领导下,东城街道认真落实《清城区2022年法治政府建设工作要点》,取得实效。"
        "现将我街道2022年法治政府建设的情况报告如下:\n一、主要成效\n1.提升服务。东城街走访企业12家。"
    ).report
    assert report.place is not None
    assert (report.place.name, report.place.parents) == ("东城街道", ("广东省", "清远市", "清城区"))
    assert report.year == 2022


ALONE = (
    "2022年,我镇推进法治政府建设。现就我镇2022年度工作情况报告如下:\n一、主要成效\n（一）加强学习\n"
    "全年学法4次。\n{}"
)


def test_the_only_town_that_a_report_without_a_title_names() -> None:
    report = parse(ALONE.format("让法治精神在清河镇落地生根。")).report
    assert report.place is not None and report.place.name == "清河镇"
    assert any("地区" in note and "请核对" in note for note in report.notes)


@pytest.mark.parametrize(
    "said",
    ["组织干部赴清河镇考察学习3次。", "与清河镇联合执法。", "联合清河镇、石桥镇执法。", "石桥镇与我镇相邻，清河镇在南。", "调解纠纷12件。"],
)  # fmt: skip
def test_a_town_that_may_be_another(said: str) -> None:
    assert parse(ALONE.format(said)).report.place is None
    assert parse(f"2022年，我镇依法行政。\n{said}").report.place is None


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        # A village of another town stands in the opening; who reports is its subject.
        ("2022年，清平市司法局坚持法治思想。石门县龙溪镇龙头村等4个村获评示范村，我市作交流发言。", "清平市司法局"),
        ("2022年以来，清平人力资源和社会保障局坚持依法行政，召开会议7次。", "清平人力资源和社会保障局"),
        ("2022年，石门县坚持依法行政。我镇召开会议7次。", None),
        ("在市委全面依法治市委员会指导下，我市认真依法行政。龙溪镇、石桥镇各有所长，龙溪镇先行。", None),
        ("2022年，我局依法行政，在龙溪镇设点1个。", None),
        ("建立学习体系，将法治思想纳入镇党委学习计划，学习12次。", None),
    ],
)  # fmt: skip
def test_who_reports_where_only_the_text_tells(opening: str, name: str | None) -> None:
    place = parse(opening, file="材料.txt").report.place
    assert (place.name if place else None) == name


def test_a_report_of_one_kind_of_work_is_the_city_s() -> None:
    report = parse("关于2024年度温州市行政复议工作的报告\n全市新收申请8745件。").report
    assert report.place is not None and report.place.name == "温州市"


def test_units_above_are_told_by_the_box() -> None:
    report = parse(
        "发布机构：屏边县石桥镇人民政府\n石桥镇2020年法治政府建设报告\n全年调解12件。"
    ).report
    assert report.place is not None and report.place.parents[-1] == "屏边县"


def test_who_runs_the_site_is_not_who_reports() -> None:
    page = (
        "负责人出庭应诉率百分之百\n2024年，应诉率达100%。\n"
        "本网招聘 | 联系我们 | 网站地图\n某某法制资讯中心 某某发展中心"
    )
    assert parse(page, file="新闻.txt").report.place is None


def test_a_document_number_with_its_signer_is_no_heading() -> None:
    lines = "平山县人民政府关于2022年度法治政府建设情况的报告", "平府〔2023〕16号 签发人:王某某"
    parsed = parse("\n".join((*lines, "全年调解12件。")))
    told = next(p for p in parsed.passages if "12件" in p.text)
    assert parsed.sections[told.section].role == "review"


def test_a_street_that_calls_itself_so_in_the_text_alone() -> None:
    text = (
        "2024年，白鹤街坚持以习近平法治思想为指导。现将法治政府建设情况报告如下：\n全年调解12件。"
    )
    place = parse(text, file="材料.txt").report.place
    assert place is not None and "白鹤街" in place.aliases


def test_an_office_without_its_county_is_no_place() -> None:
    report = parse("县司法局关于2021-2025年度工作的总结报告\n一、成效\n受理复议案件9起。").report
    assert (report.place, report.year) == (None, None)


def test_a_place_named_only_in_the_file_name() -> None:
    report = parse("一、主要成效\n全年调解12件。", file="石桥镇2021年报告.txt").report
    assert report.place is not None
    assert (report.place.name, report.year) == ("石桥镇", 2021)
    assert "地区：取自文件名" in report.notes and "年份：取自文件名" in report.notes


def test_two_counties_of_one_name_are_not_mixed_up() -> None:
    unclear = parse("朝阳区司法局2023年法治政府建设报告\n一、成效\n全年调解12件。").report
    clear = parse("朝阳区司法局2023年法治政府建设报告\n一、成效\n在北京市委领导下调解12件。").report
    assert unclear.place is not None and clear.place is not None
    assert unclear.place.parents == ("朝阳区",)
    assert clear.place.parents == ("北京市", "朝阳区")


@pytest.mark.parametrize(
    "line",
    ["索引号：11500106/2024-00012", "浏览次数：1234", "主动公开", "（此件公开发布）", "打印 关闭",
     "发布日期：2024-01-15 来源：区司法局", "索引号\t000/2024-001\t发布日期\t2024-01-15", "发 布 机 构 ： 某局", "京ICP备05070218号", "一、工作情况………………1", "------",
     "首页 > 政务公开 > 年度报告", ">> 政务公开 >> 法治政府工作报告", "首页→ 网站公告", "• 信息索引号:", "[ 发文字号 ]",
     "联系我们 | 网站地图 | 会员服务", "[免责声明] 本文来源于网络转载。"],
)  # fmt: skip
def test_page_lines(line: str) -> None:
    assert is_page_line(line)


@pytest.mark.parametrize(
    "line",
    ["一、主要举措和成效", "来信来访共12件。", "发布信息120条", "主动公开政府信息362条", "地址标识更新3处",
     "标题党整治5次", "附件审查12份", "名称\t2022年\t2023年", "审核\t87\t90",
     "申请→受理→审核→办结", "| 项目 | 数量 | 备注 |", "有效性审查12件", "发布机构信息30条"],
)  # fmt: skip
def test_lines_of_the_report(line: str) -> None:
    assert not is_page_line(line)


CHUNKS = st.sampled_from(
    ["一、", "（一）", "1.", "2023年", "工作", "。", "；", "，", "“", "”", "（", "）", "《", "》", '"',
     "12件", "3.5", "100%", "\n", "\n\n", "　　", " ", "\t", "|", "[bookmark: _GoBack]", "\u200b",
     "下一步", "存在不足", "报告", "石桥镇", "：", ".", "!", "打印", "a", "\r", "表1", "合计"]
)  # fmt: skip


@given(st.lists(CHUNKS, max_size=80).map("".join))
@settings(max_examples=300)
@example("一、\n。存在不足（一）")  # a part ends where another begins, amid a line
def test_whatever_the_text_spans_hold(text: str) -> None:
    parsed = parse(text)
    lines = parsed.report.lines
    for index, passage in enumerate(parsed.passages):
        section = parsed.sections[passage.section]
        assert passage.index == index and passage.sentences
        for sentence in passage.sentences:
            cut = [lines[p.line - 1][p.start : p.end] for p in sentence.pieces]
            assert sentence.text == "".join(cut) and sentence.text.strip()
            assert all(section.first_line <= p.line <= section.last_line for p in sentence.pieces)
            assert "bookmark" not in sentence.text and "\u200b" not in sentence.text


def test_a_leftover_in_a_table_is_cut_out() -> None:
    parsed = parse("名称\t件数\n复议\t12[bookmark: _GoBack]\n应诉[bookmark: a]\t3")
    rows = [sentence.text for passage in parsed.passages for sentence in passage.sentences]
    assert rows[-2:] == ["复议\t12", "应诉\t3"]


@given(st.lists(CHUNKS, max_size=60).map("".join))
def test_no_character_of_the_text_is_lost(text: str) -> None:
    """What stands in no sentence is a heading, white space, a leftover or a table's head."""
    parsed = parse(text)
    seen = {
        (p.line, at)
        for passage in parsed.passages
        for s in passage.sentences
        for p in s.pieces
        for at in range(p.start, p.end)
    }
    headings = "".join(part for s in parsed.sections for part in s.path)
    tables = "".join(h for p in parsed.passages for h in p.headers)
    for number, line in enumerate(parsed.report.lines, 1):
        kept = line.replace("[bookmark: _GoBack]", "\0" * 19)
        for at, char in enumerate(kept):
            if char.isalnum() and (number, at) not in seen:
                assert char in headings + tables
