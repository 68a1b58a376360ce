"""What was decided about a report (place, year, title …) and why, as lines for people."""

from __future__ import annotations

from retrieval.records import ReportSummary

_DOUBT = "请核对"


def decision_lines(report: ReportSummary) -> list[str]:
    """Return what was decided, each with its reason where there is one."""
    reasons = dict(_split(note) for note in report.notes)
    place = "".join((*report.parents, report.place)) or "不明"
    decided = {
        "标题": report.title,
        "地区": place,
        "年份": f"{report.year}" if report.year else "不明",
        "发布机构": report.issuer or "不明",
        "发布日期": report.published or "不明",
    }
    lines = [_line(label, value, reasons.pop(label, "")) for label, value in decided.items()]
    return lines + [f"{label}：{reason}" if reason else label for label, reason in reasons.items()]


def doubt_of(report: ReportSummary) -> str:
    """Return what a person should look at and how to mend it; empty where all was found."""
    missing = [
        label for label, value in (("地区", report.place), ("年份", report.year)) if not value
    ]
    if missing:
        keys = "、".join({"地区": "place", "年份": "year"}[label] for label in missing)
        return (
            f"没有认出{'、'.join(missing)}：提问时写出标题《{report.title}》即可；"
            f"或在 reports.toml 写明 {keys} 后再读入"
        )
    doubts = [note for note in report.notes if _DOUBT in note]
    return "；".join(doubts)


def _split(note: str) -> tuple[str, str]:
    label, _, reason = note.partition("：")
    return label, reason


def _line(label: str, value: str, reason: str) -> str:
    # A value that wasn't found says so already.
    reason = reason if value != "不明" or "可在" in reason else ""
    return f"{label}：{value}（{reason}）" if reason else f"{label}：{value}"
