"""From a question to a proven answer.

``engine`` asks and proves, ``router`` picks the kind of answer. The packages, each importing only
those before it: ``asking`` (what is asked), ``followups``, ``evidence`` (the library as answers see
it), ``excluding`` and ``selecting`` (which figure is meant), ``kept`` (what was chosen before), and
the kinds of answer: ``texts``, ``lists``, ``passages``, ``numbers``, ``yesno``, ``comparing``,
``tables``.
"""
