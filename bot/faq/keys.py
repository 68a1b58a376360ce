"""The words of a FAQ file: every key and every fixed value, in Chinese and in English."""

from __future__ import annotations

from bot.faq.cases import Outcome

# Canonical name -> what may be written; the first is what messages show.
FILE_KEYS = {
    "defaults": ("默认", "defaults"),
    "corpus": ("语料", "corpus"),
    "cases": ("用例", "cases"),
}
SOURCE_KEYS = {
    "place": ("地区", "place"),
    "year": ("年份", "year"),
    "file": ("文件", "file"),
}
EXPECTATION_KEYS = {
    "expect": ("应为", "expect", "status"),
    "kind": ("类型", "kind"),
    "values": ("数值", "values", "value"),
    "only_values": ("仅数值", "only_values"),
    "quote": ("原文", "quote", "quotes"),
    "source": ("出处", "source"),
    "contains": ("含", "contains"),
    "excludes": ("不含", "excludes"),
    "choices": ("选项含", "choices"),
    "reason": ("原因", "reason"),
    "verdict": ("裁定", "verdict"),
    **SOURCE_KEYS,
}
TURN_KEYS = {
    "question": ("问", "question", "q"),
    "choose": ("选", "choose"),
    **EXPECTATION_KEYS,
}
CASE_KEYS = {
    "id": ("编号", "id"),
    "variants": ("同义问法", "variants", "paraphrases"),
    "turns": ("对话", "turns"),
    "known_issue": ("已知问题", "known_issue"),
    "tags": ("标签", "tags"),
    "note": ("备注", "note"),
    **TURN_KEYS,
}

OUTCOMES: dict[str, Outcome] = {
    "回答": "answered", "answered": "answered", "answer": "answered",
    "未找到": "not_found", "not_found": "not_found",
    "反问": "ambiguous", "ambiguous": "ambiguous",
    "寒暄": "smalltalk", "smalltalk": "smalltalk",
}  # fmt: skip
OUTCOME_NAMES: dict[str, str] = {
    "answered": "回答", "not_found": "未找到", "ambiguous": "反问",
    "smalltalk": "寒暄", "error": "出错",
}  # fmt: skip
KINDS = {
    "number": "number", "数字": "number", "text": "text", "文字": "text",
    "list": "list", "列举": "list", "yesno": "yesno", "是非": "yesno",
    "compare": "compare", "比较": "compare", "trend": "trend", "趋势": "trend",
    "passage": "passage", "段落": "passage",
}  # fmt: skip
REASONS = {
    "no_such_place": "no_such_place", "无此地区": "no_such_place",
    "no_such_year": "no_such_year", "无此年份": "no_such_year",
    "not_reported": "not_reported", "未载": "not_reported",
    "mentioned_without_figure": "mentioned_without_figure", "无数字": "mentioned_without_figure",
    "unclear_in_source": "unclear_in_source", "原文不清": "unclear_in_source",
    "off_topic": "off_topic", "无关": "off_topic",
}  # fmt: skip
FLAGS = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}
