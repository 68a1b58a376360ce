"""A sentence that cannot tell a term is passed over unread, and no other is."""

from __future__ import annotations

import re

from retrieval.answering.selecting.mentions import accounts_for, may_be_told
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms
from tests.support.mixtures import CORPUS, mixtures

ASKED = ["办理行政复议案件", "三项制度", "学法考试", "卫生检查", "执法检查次数", "没调成的纠纷"]
SPELT_OTHERWISE = [
    "落实3项制度",
    "学法用法考试",
    "双随机，一公开检查",
    "未调解成功的矛盾纠纷",
    "4G基站",
]


def test_no_sentence_that_tells_a_term_is_passed_over() -> None:
    lines = [
        line
        for file in sorted(CORPUS.glob("*.txt"))[:2]
        for line in file.read_text("utf-8").splitlines()
    ]
    sentences = [piece for line in lines for piece in re.split("[。；\n]", fold(line)) if piece]
    terms = {
        term.key: term
        for text in [*ASKED, *mixtures(15, seed=11)]
        for term in find_terms(text, question=True)
    }
    told = passed_over = 0
    for text in [*SPELT_OTHERWISE, *sentences[::3]]:
        for term in terms.values():
            tells = accounts_for([term], text)
            told += tells
            passed_over += not may_be_told(term, text)
            assert may_be_told(term, text) or not tells, (term, text)
    assert told
    assert passed_over > told
