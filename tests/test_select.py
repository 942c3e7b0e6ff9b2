"""Which sentences make the answer."""

from ingest.article import Source
from retriever.evidence import Finding
from retriever.select import in_order, select

ONE, OTHER = Source("one", 1, "One"), Source("other", 1, "Other")


def finding(text: str, score: float, start: int = 0, source: Source = ONE) -> Finding:
    return Finding(source, start, start + len(text), text, score, None, 0)


def test_a_fact_takes_the_best_sentence_alone() -> None:
    findings = [finding("The quay opens on Monday.", 0.9), finding("The pier opens on Friday.", 0.8, 100)]
    assert select(findings, several=False) == findings[:1]


def test_a_list_takes_what_scores_nearly_as_well_and_no_wording_twice() -> None:
    best = finding("Vane Motors plans to import vans.", 0.8)
    copy = finding("Vane Motors plans to import vans.", 0.7, 200, OTHER)
    second = finding("Osk Cars is to build trucks.", 0.5, 100)
    weak = finding("The weather was fine.", 0.1, 300)
    assert select([best, copy, second, weak], several=True) == [best, second]


def test_a_sentence_that_goes_on_with_the_list_belongs_to_it() -> None:
    first = finding("The draft looks ahead to a golden age.", 0.8)
    after = finding("It also calls for closer ties.", 0.05, first.end + 1)
    apart = finding("It also rained.", 0.05, 500)
    assert select([first, after, apart], several=True) == [first, after]


def test_no_more_are_taken_than_asked_for() -> None:
    findings = [finding(f"Firm {letter} plans plant {letter * 3}.", 0.8, 100 * n) for n, letter in enumerate("ABCDE")]
    assert len(select(findings, several=True, most=3)) == 3


def test_nothing_is_chosen_of_nothing() -> None:
    assert select([], several=False) == select([], several=True) == []


def test_citations_follow_the_articles_order() -> None:
    late, early, elsewhere = finding("b", 0.9, 50), finding("a", 0.8, 10), finding("c", 0.7, 0, OTHER)
    assert in_order([late, elsewhere, early]) == [early, late, elsewhere]  # type: ignore[comparison-overlap, list-item]
