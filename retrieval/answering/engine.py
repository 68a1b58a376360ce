"""Ask a question, get a proven answer: reads the question and hands it to the right kind."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.evidence.proof import prove
from retrieval.answering.evidence.scope import Scope, find_scope
from retrieval.answering.evidence.shelf import PassageRanker, Shelf, Source
from retrieval.answering.followups.found_place import with_place_found
from retrieval.answering.router import route
from retrieval.answering.selecting.refuse import refuse
from retrieval.answering.smalltalk import answer_smalltalk
from retrieval.answering.twofold import join_answers, split_twofold
from retrieval.errors import ProofError
from retrieval.language.fold import fold
from retrieval.records import Answer, Kind, Trace

# Only these may answer a less likely reading of a question: they account for all of its words.
_EXACT = frozenset({"number", "yesno", "trend", "compare"})
# What the second of two questions may be answered by beside a piece of text.
_TOLD_BESIDE = frozenset({"text", "number", "passage"})
# Of more reports than this at once a question is not put in other words.
_FEW_REPORTS = 6
# A question that finds nothing for one of these reasons may find it in other words.
_MAY_BE_RESTATED = frozenset({"not_reported", "mentioned_without_figure", "unclear_in_source"})
_log = logging.getLogger(__name__)


class Engine:
    """Answers questions over one library; built once, asked many times."""

    def __init__(self, source: Source, ranker: PassageRanker) -> None:
        """``source`` is the store, ``ranker`` ranks its passages."""
        self._shelf = Shelf(source, ranker)

    @property
    def shelf(self) -> Shelf:
        """The library as answering sees it."""
        return self._shelf

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Return the answer to ``question`` after the earlier questions of ``context``."""
        if picked := self._answer_picked(question, context):
            return picked
        if small := answer_smalltalk(question, self._shelf):
            return small
        if both := self._answer_both(question, context):
            return both
        return self._answer_once(question, context)

    def _answer_picked(self, question: str, context: Sequence[str]) -> Answer | None:
        """Return the answer to one of the readings last offered, or to all of them (第二个, 都要)."""
        if not context:
            return None
        from retrieval.answering.followups.picked import may_pick, picked

        folded = fold(question).strip()
        if not may_pick(folded):
            return None
        offered = self._answer_once(context[-1], context[:-1])
        if offered.status != "ambiguous":
            return None
        asked = picked(folded, offered)
        answers = [self._answer_once(choice.question, ()) for choice in asked]
        told = [answer for answer in answers if answer.status == "answered"]
        if not told or len(told) < len(answers):
            return replace(answers[0], question=question) if len(answers) == 1 else None
        joined = told[0]
        for answer in told[1:]:
            joined = join_answers(joined, answer, "")
        if len(told) == 1:
            return replace(joined, question=question)
        joined = replace(joined, question=question, resolved=offered.resolved)
        return self._proven(parse_once(offered.resolved, self._shelf.gazetteer), joined)

    def _answer_both(self, question: str, context: Sequence[str]) -> Answer | None:
        """Return the answers to a question that asks for two pieces of text, where the first has
        one by itself."""
        asked = split_twofold(question)
        if asked is None:
            return None
        one = self._answer_once(asked[0], context)
        if one.status != "answered" or one.kind not in {"text", "number"}:
            return None
        other = self._answer_once(asked[1], (*context, asked[0]))
        if one.kind == "number" and (other.status, other.kind) != ("answered", "text"):
            return None
        if other.text == one.text:
            other = self._answer_once(question, context)
        if other.text == one.text or other.kind not in _TOLD_BESIDE:
            return None
        joined = replace(join_answers(one, other, asked[1]), question=question)
        return self._proven(parse_once(question, self._shelf.gazetteer), joined)

    def _answer_once(self, question: str, context: Sequence[str]) -> Answer:
        if not context:
            # What carries over is read by modules that a single question need not load.
            return self._answer(question, question)
        from retrieval.answering.followups.followup import readings

        first, *others = readings(question, context, self._shelf.gazetteer)
        answer = self._answer(question, first)
        near = self._only_near(answer, first)
        if answer.status == "answered" and not near:
            return answer
        spare = None
        for reading in others:
            other = self._answer(question, reading)
            if other.status == "answered" and (other.kind in _EXACT or _lists_plans(other)):
                return other
            spare = spare or other
        return spare if near and spare else answer

    def _only_near(self, answer: Answer, reading: str) -> bool:
        """Return whether a passage was all that was found where a comparison was asked for."""
        return answer.kind == "passage" and (
            parse_once(reading, self._shelf.gazetteer).asks_any("compare")
        )

    def _answer(self, question: str, resolved: str) -> Answer:
        answer = self._answer_as_put(question, resolved)
        if answer.status != "not_found" or answer.reason not in _MAY_BE_RESTATED:
            return answer
        return self._answer_restated(question, resolved, answer.kind) or answer

    def _answer_as_put(self, question: str, resolved: str, *, only_answers: bool = False) -> Answer:
        parsed = parse_once(resolved, self._shelf.gazetteer)
        if only_answers:
            parsed = replace(parsed, only_answers=True)
        answer = replace(route(parsed, self._shelf), question=question, resolved=resolved)
        answer = self._proven(parsed, answer)
        return replace(answer, resolved=with_place_found(parsed, answer, self._shelf.gazetteer))

    def _answer_restated(self, question: str, resolved: str, kind: Kind) -> Answer | None:
        """Return the one answer to a question put in the reports' words, None where it has none or
        several of them."""
        # Most questions are answered before: they need not load this.
        from retrieval.answering.asking.restating import restated

        parsed = parse_once(resolved, self._shelf.gazetteer)
        reports = find_scope(parsed, self._shelf).reports
        if len(reports) > _FEW_REPORTS:
            return None
        written = [self._shelf.folded_text(report.id) for report in reports]
        for wordings in restated(parsed, written):
            answers = [
                self._answer_as_put(question, wording, only_answers=True) for wording in wordings
            ]
            told = {
                a.text: a for a in answers if a.status == "answered" and a.kind in {*_EXACT, kind}
            }
            if told:
                return next(iter(told.values())) if len(told) == 1 else None
        return None

    def _proven(self, question: Question, answer: Answer) -> Answer:
        try:
            prove(replace(answer, question=f"{answer.question} {answer.resolved}"), self._shelf)
        except ProofError as error:
            # The rule that made it is a defect; the question's text is nobody's business.
            _log.error("answer withheld: %s (rule %s)", error, answer.trace.rule)
            scope = Scope(self._shelf.reports)
            refused = refuse(
                question, scope, self._shelf, "not_reported",
                trace=Trace(rule="proof", notes=(str(error),)),
            )  # fmt: skip
            return replace(refused, question=answer.question, resolved=answer.resolved)
        return answer


def _lists_plans(answer: Answer) -> bool:
    """Return whether all that is planned was listed, as a question for the next year may mean."""
    return answer.kind == "list" and answer.trace.rule == "list.plan"
