"""The small words around a predicate: hedges, conditions, negative subjects, and what a chain of verbs may step over."""

from __future__ import annotations

import re

HEDGES = re.compile(
    r"\b(?:(?P<reported>reportedly|allegedly|purportedly|supposedly|ostensibly)"
    r"|(?P<possible>apparently|possibly|perhaps|maybe|seemingly|presumably|potentially|conceivably)"
    r"|(?P<expected>probably))\b"
)
CONDITION = re.compile(
    r"(?:^|(?<!even )(?<!as )(?<!what )(?<!only )\b)(?:if|unless|were (?:it|they|he|she) to|should it|in case)\b"
    r"|^(?:should|were|had) (?:the|a|an|this|these|they|he|she|it|talks|either|any)\b(?=[^?]*,)"
)
NEGATIVE_SUBJECT = re.compile(
    r"^(?:[\"“'‘] )?(?:(?:no one|no-one|nobody)(?!.*\b(?:available|reachable) )|none|neither(?!.*\b(?:responded|replied|commented)\b)|nothing|few|no (?!one\b.*\bavailable\b|doubt|longer|matter|\d|more|fewer|less)\w+)\b"
)
CHAIN_WORDS = re.compile(
    r"(?:is|are|was|were|be|been|being|am|has|have|had|having|do|does|did|can|ca|known|should|must|to|also|now|still|already|yet|even|"
    r"again|soon|then|both|each|all|further|just|only|once|later|instead|meanwhile|today|tomorrow|however|too|ever|'s|'ve|'re|'m|"
    r"remain|remains|remained|become|becomes|became|stay|stays|begin|begins|began|begun|start|starts|started|starting|beginning|continue|continues|continued|continuing|keep|kept|"
    r"it|there|that|in (?!talks|negotiations|discussions)\w+|(?!early|family|only|reply|apply|supply|rely|comply|imply|multiply|fly|ally|rally|italy|july)\w+ly|"
    r"on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:next|last|this) (?:week|month|year|\w+day)|\")(?= |$)"
)
