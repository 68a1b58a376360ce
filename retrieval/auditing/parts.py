"""The parts that such a report must have: which are there, and under which heading."""

from __future__ import annotations

from retrieval.audit_records import RequiredPart
from retrieval.auditing.page import Page
from retrieval.auditing.wording import any_word, part_name
from retrieval.records import Evidence, Role

# As 法治政府建设与责任落实督察工作规定 has them.
REQUIRED: tuple[Role, ...] = ("review", "shortcomings", "leadership", "plan")


def required_parts(page: Page) -> tuple[RequiredPart, ...]:
    """Return each required part with the line it was found by, the heading where it has one."""
    return tuple(_part(page, role) for role in REQUIRED)


def _part(page: Page, role: Role) -> RequiredPart:
    for number, section in enumerate(page.parsed.sections):
        # The opening tells of results before any heading: it is not the part itself.
        if section.role == role and (section.path or role != "review"):
            return RequiredPart(role, part_name(role), page.quote_heading(number))
    return RequiredPart(role, part_name(role), None, _mentioned(page, role))


def _mentioned(page: Page, role: Role) -> Evidence | None:
    """Return the first sentence that speaks of a part, by the words that such sentences have."""
    for statement in page.statements:
        if match := any_word(f"{role}_mentioned").search(statement.text):
            return page.quote_at(statement, *match.span())
    return None
