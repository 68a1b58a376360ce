"""A FAQ file into cases; every mistake in it is collected with its line and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.faq.amounts import parse_amount
from bot.faq.cases import Case, Expectation, FaqFile, Problem, Source, Turn
from bot.faq.keys import (
    CASE_KEYS,
    EXPECTATION_KEYS,
    FILE_KEYS,
    FLAGS,
    KINDS,
    OUTCOMES,
    REASONS,
    SOURCE_KEYS,
    TURN_KEYS,
)
from bot.faq.raw import BadFileError, Raw, read_raw
from bot.settings import nearest
from retrieval.errors import UsageError

SUFFIXES = (".yaml", ".yml", ".csv")
Words = Mapping[str, tuple[str, ...]]
Table = dict[str, Raw]


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the FAQ files among ``paths``, folders searched through, sorted.

    Raises UsageError where a path is missing or a folder holds none.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
            if not found:
                raise UsageError(f"文件夹里没有用例：{path}", "用例文件以 .yaml 或 .csv 结尾")
            files += found
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(f"没有这个用例文件：{path}", "请检查路径")
    return tuple(dict.fromkeys(files))


def load_file(path: Path) -> FaqFile:
    """Return the file's cases and its problems; a case with a problem is left out."""
    reader = _Reader(path)
    try:
        top = reader.table(read_raw(path), FILE_KEYS)
    except BadFileError as error:
        problem = Problem(path, error.line, error.message, error.hint)
        return FaqFile(path, (), problems=(problem,))
    defaults = reader.table(top["defaults"], CASE_KEYS) if "defaults" in top else {}
    listed = top.get("cases")
    cases: list[Case] = []
    if listed is None or not isinstance(listed.value, tuple) or not listed.value:
        reader.complain(Raw("", 1), "没有用例", "文件里要有“用例:”，下面每个用例以“- ”开头")
    else:
        cases = [case for raw in listed.value if (case := reader.case(raw, defaults))]
    corpus = top.get("corpus")
    folder = path.parent / reader.text(corpus) if corpus else None
    if corpus and folder and not folder.is_dir():
        reader.complain(corpus, f"没有这个语料文件夹：{folder}", "路径相对于本文件")
    reader.check_numbers(cases)
    return FaqFile(path, tuple(cases), folder, tuple(reader.problems))


@dataclass(slots=True)
class _Reader:
    """Reads one file's raw tree and remembers what is wrong with it."""

    path: Path
    problems: list[Problem] = field(default_factory=list)

    def complain(self, at: Raw, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, at.line, message, remedy))

    def table(self, raw: Raw, words: Words) -> Table:
        """Return a mapping by canonical key; unknown and doubled keys are problems."""
        if not isinstance(raw.value, dict):
            self.complain(raw, "这里应是“键: 值”", f"可用的键：{_names(words)}")
            return {}
        known = {alias: name for name, aliases in words.items() for alias in aliases}
        table: Table = {}
        for key, value in raw.value.items():
            name = known.get(key.strip())
            if name is None:
                guess = nearest(key, tuple(known))
                remedy = f"是不是“{guess}”？" if guess else f"可用的键：{_names(words)}"
                self.complain(value, f"不认识的键“{key}”", remedy)
            elif name in table:
                self.complain(value, f"“{key}”与它的另一种写法重复", "只留一个")
            else:
                table[name] = value
        return table

    def text(self, raw: Raw | None) -> str:
        if raw is None:
            return ""
        if not isinstance(raw.value, str):
            self.complain(raw, "这里应是一段文字", "含逗号、冒号的文字请加引号")
            return ""
        return raw.value.strip()

    def texts(self, raw: Raw | None) -> tuple[str, ...]:
        if raw is None:
            return ()
        items = raw.value if isinstance(raw.value, tuple) else (raw,)
        return tuple(text for item in items if (text := self.text(item)))

    def word(self, raw: Raw | None, known: Mapping[str, object], key: str) -> str:
        """Return a value that must be one of the fixed words, or "" with a problem noted."""
        text = self.text(raw)
        if raw is not None and text not in known:
            guess = nearest(text, tuple(known))
            remedy = f"可选：{'、'.join(known)}" + (f"；是不是“{guess}”？" if guess else "")
            self.complain(raw, f"“{key}”不能是“{text}”", remedy)
            return ""
        return text

    def case(self, raw: Raw, defaults: Table) -> Case | None:
        before = len(self.problems)
        table = self.table(raw, CASE_KEYS)
        number = self.text(table.get("id"))
        if not number:
            self.complain(raw, "用例没有编号", "加上“编号: XX-001”")
        variants = self.texts(table.get("variants"))
        turns = self.turns(raw, table, defaults)
        if "turns" in table and variants:
            self.complain(table["variants"], "“对话”和“同义问法”不能同用", "另写一个用例")
        merged = {**defaults, **table}
        case = Case(
            number, turns, variants,
            known_issue=self.text(merged.get("known_issue")),
            tags=self.texts(merged.get("tags")),
            note=self.text(merged.get("note")),
            file=self.path,
            line=raw.line,
        )  # fmt: skip
        return case if len(self.problems) == before else None

    def turns(self, raw: Raw, table: Table, defaults: Table) -> tuple[Turn, ...]:
        listed = table.get("turns")
        if listed is None:
            if "question" not in table:
                self.complain(raw, "用例没有问题", "加上“问: …”或“对话: …”")
            if "choose" in table:
                self.complain(
                    table["choose"], "“选”只能用在“对话”里", "改成“对话: [{问: …}, {选: …}]”"
                )
            expected = self.expectation(table, defaults)
            return (Turn(self.text(table.get("question")), expected),)
        misplaced = set(table) & set(TURN_KEYS)
        if misplaced:
            names = "、".join(sorted(CASE_KEYS[key][0] for key in misplaced))
            self.complain(listed, f"有“对话”时，{names} 要写在每一轮里", "移到“对话”的各轮")
        if not isinstance(listed.value, tuple) or not listed.value:
            self.complain(listed, "“对话”应是几轮的列表", "每轮以“- {问: …, 应为: …}”写")
            return ()
        return tuple(self.turn(item, defaults) for item in listed.value)

    def turn(self, raw: Raw, defaults: Table) -> Turn:
        table = self.table(raw, TURN_KEYS)
        if ("question" in table) == ("choose" in table):
            self.complain(
                raw, "每一轮要有“问”或“选”，且只能有一个", "例如 {问: 那2022年呢, 应为: 回答}"
            )
        text = self.text(table.get("question") or table.get("choose"))
        checked = set(table) & set(EXPECTATION_KEYS)
        expected = self.expectation(table, defaults) if checked else None
        return Turn(text, expected, choose="choose" in table)

    def expectation(self, own: Table, defaults: Table) -> Expectation:
        table = {**defaults, **own}
        status = OUTCOMES.get(self.word(table.get("expect"), OUTCOMES, "应为"), "answered")
        written = self.texts(table.get("values"))
        amounts = [parse_amount(text) for text in written]
        for text, amount in zip(written, amounts, strict=True):
            if amount is None:
                self.complain(
                    table["values"], f"看不懂数值“{text}”", "写成“186 件”“98.5 %”“2/3”“3 万元”"
                )
        only = self.word(table.get("only_values"), FLAGS, "仅数值")
        verdict = self.word(table.get("verdict"), FLAGS, "裁定")
        return Expectation(
            status=status,
            kind=KINDS.get(self.word(table.get("kind"), KINDS, "类型"), ""),
            amounts=tuple(amount for amount in amounts if amount is not None),
            written=written,
            only_amounts=FLAGS[only] if only else None,
            quotes=self.texts(table.get("quote")),
            sources=self.sources(table),
            contains=self.texts(table.get("contains")),
            excludes=self.texts(table.get("excludes")),
            choices=self.texts(table.get("choices")),
            reason=REASONS.get(self.word(table.get("reason"), REASONS, "原因"), ""),
            verdict=FLAGS[verdict] if verdict else None,
        )

    def sources(self, table: Table) -> tuple[Source, ...]:
        """Return 出处, one or several; 地区 年份 文件 may also stand beside it for one."""
        raw = table.get("source")
        if raw is None:
            beside = {key: table[key] for key in SOURCE_KEYS if key in table}
            return (self.source(beside),) if beside else ()
        items = raw.value if isinstance(raw.value, tuple) else (raw,)
        return tuple(self.source(self.table(item, SOURCE_KEYS)) for item in items)

    def source(self, table: Table) -> Source:
        year = self.text(table.get("year")).removesuffix("年")
        if year and not (year.isdecimal() and len(year) == 4):
            self.complain(table["year"], f"年份“{year}”不对", "写四位数字，例如 2023")
            year = ""
        place, file = self.text(table.get("place")), self.text(table.get("file"))
        return Source(place, int(year) if year else None, file)

    def check_numbers(self, cases: list[Case]) -> None:
        seen: dict[str, int] = {}
        for case in cases:
            if case.id in seen:
                at = Raw("", case.line)
                self.complain(at, f"编号 {case.id} 重复", f"第 {seen[case.id]} 行已用过，请换一个")
            seen.setdefault(case.id, case.line)


def _names(words: Words) -> str:
    return "、".join(aliases[0] for aliases in words.values())
