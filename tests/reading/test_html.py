"""Web pages as sites serve them: the body is found whole, the rest of the page is left."""

from retrieval.reading.html import read_html
from retrieval.reading.report import parse_report
from retrieval.records import ParsedReport


def parse(page: str) -> ParsedReport:
    data = page.encode()
    return parse_report(read_html(data, "页.html"), file="页.html", data=data, override={})


def test_an_old_page_laid_out_in_tables() -> None:
    parsed = parse(
        "<html><head><meta charset=utf-8><title>政府信息公开-云岭县人民政府</title></head><body>"
        "<table width=100%><tr><td><a href=a>首页</a> | <a href=b>政务公开</a></td></tr><tr><td>"
        "<table><tr><td colspan=4 class=title>云岭县石桥镇2023年法治政府建设年度报告</td></tr>"
        "<tr><td>索引号</td><td>000/2024-001</td><td>发布日期</td><td>2024-01-15</td></tr>"
        "<tr><td>发布机构</td><td>石桥镇人民政府</td><td>公开方式</td><td>主动公开</td></tr></table>"
        "<table><tr><td class=content>　　2023年，石桥镇全面推进依法行政，取得实效。<br>　　一、主要成效<br>"
        "　　全年共调解矛盾纠纷86件，成功率100%。<br><br>　　二、存在的问题<br>　　执法人员不足，仅有5名。<br>"
        "</td></tr></table></td></tr><tr><td>版权所有：云岭县人民政府　电话：0000-1234567</td></tr></table></body></html>"
    )
    report = parsed.report
    assert report.title == "云岭县石桥镇2023年法治政府建设年度报告"
    assert (report.issuer, report.published) == ("石桥镇人民政府", "2024-01-15")
    assert [(s.path, s.role) for s in parsed.sections[1:-1]] == [
        ((), "review"),
        (("一、主要成效",), "review"),
        (("二、存在的问题",), "shortcomings"),
    ]
    assert parsed.sections[-1].role == "other"


def test_a_page_of_divs_with_every_word_in_a_span() -> None:
    parsed = parse(
        '<html><body><div class="left-menu"><a>机构</a></div><div class="article-box">'
        '<div class="article-title">石桥镇2023年法治政府建设年度报告</div><div class="article-meta">'
        "<span>发布时间：2024-02-01</span><span>来源：石桥镇</span><span>浏览：321次</span></div>"
        '<div class="article-con"><div>2023年，石桥镇认真贯彻，成效明显。</div><div><b>一、工作成效</b></div>'
        "<div>（一）<span>强化学习。</span><span>组织学习</span><span>1</span><span>2次，参加230人次。</span></div>"
        "<div><ul><li>立案12件；</li><li>结案11件。</li></ul></div></div></div>"
        '<div class="xg"><h3>相关文章</h3><a href=1>石桥镇2022年法治政府建设年度报告，全年共调解99件</a></div></body></html>'
    )
    assert parsed.report.title == "石桥镇2023年法治政府建设年度报告"
    assert (parsed.report.published, parsed.report.issuer) == ("2024-02-01", "石桥镇")
    texts = [s.text for p in parsed.passages for s in p.sentences]
    assert "组织学习12次，参加230人次。" in texts
    assert "立案12件；" in texts and "结案11件。" in texts
    assert not any("99件" in text for text in texts)


def test_furniture_inside_furniture_goes_with_it() -> None:
    nested = (
        '<div class="footer"><div class="share"><div class="nav">分享到微信朋友圈吧</div></div></div>'
        * 20
    )
    body = "".join(f"<p>全年共办理第{n}类案件{n + 3}件，全部办结。</p>" for n in range(40))
    lines = read_html(
        f"<html><body>{nested}<div>{body}</div>{nested}</body></html>".encode(), "f"
    ).lines
    assert sum("全部办结" in line for line in lines) == 40
    assert not any("微信" in line for line in lines)
