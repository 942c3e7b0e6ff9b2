"""Every reader reads by one signature: the shipped one, the baseline, and any cross-encoder by its path."""

from pathlib import Path

import pytest

from retriever.calibration import Calibration
from retriever.crossencoder import CrossEncoderError
from retriever.evidence import load_reader
from retriever.reader import Reader
from retriever.trained import WEIGHTS

pytestmark = pytest.mark.slow

PASSAGE = (
    "The port of Lysgard will close on Monday.",
    "Divers are to clear a barge that sank in the channel.",
    "Mayor Ida Brandt said the work would cost 3 million crowns.",
)


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small cross-encoder with weights drawn by chance, saved as anybody's is."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    from ingest.embed import packaged_model_folder

    folder = tmp_path_factory.mktemp("cross-encoder")
    BertTokenizerFast.from_pretrained(packaged_model_folder()).save_pretrained(folder)
    config = BertConfig(
        vocab_size=30522, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=1
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(params=["trained", "similarity", "cross-encoder"])
def reader(request: pytest.FixtureRequest, cross_encoder: Path) -> Reader:
    return load_reader(
        {"trained": None, "similarity": "similarity", "cross-encoder": str(cross_encoder)}[request.param]
    )


def test_each_sentence_gets_a_probability_and_spans_lie_inside_it(reader: Reader) -> None:
    reading = reader.read("When will the port close?", [PASSAGE, PASSAGE[:1]], titles=["Lysgard", "Lysgard"])
    assert [len(passage) for passage in reading.passages] == [3, 1]
    assert 0 <= reading.answerable <= 1
    for passage in reading.passages:
        for sentence, text in zip(passage, PASSAGE, strict=False):
            assert 0 <= sentence.score <= 1
            if sentence.span:
                assert 0 <= sentence.span[0] < sentence.span[1] <= len(text)


def test_programs_get_one_score_for_each_sentence(reader: Reader) -> None:
    assert len(reader.score("Who said it?", PASSAGE)) == 3
    assert len(reader.score("Who said it?", PASSAGE[1:], context=" ".join(PASSAGE))) == 2
    assert 0 <= reader.answerable("Who said it?", PASSAGE) <= 1


def test_nothing_to_read_is_answered_by_nothing(reader: Reader) -> None:
    assert reader.read("Who?", []).answerable == 0
    assert reader.score("Who?", []) == []
    assert reader.answerable("Who?", []) == 0


@pytest.mark.parametrize("question", ["", "?", "who " * 400, "誰が署名しますか", "🙂"])
def test_odd_questions_and_endless_sentences_are_read(question: str) -> None:
    reading = load_reader().read(question, [["word " * 2000, "A.", ""]])
    assert len(reading.passages[0]) == 3


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When will the port close?", "Monday"),
        ("Who said that the work would cost millions?", "Ida Brandt"),
        ("What sank in the channel?", "barge"),
    ],
)
def test_the_shipped_reader_marks_the_answers_words_in_its_sentence(question: str, words: str) -> None:
    [read] = load_reader().read(question, [PASSAGE]).passages
    best = max(range(3), key=lambda place: read[place].score)
    span = read[best].span
    assert span is not None
    assert words in PASSAGE[best][slice(*span)]


def test_an_unanswered_question_scores_below_an_answered_one() -> None:
    reader = load_reader()
    answered = reader.read("When will the port close?", [PASSAGE]).answerable
    assert reader.read("Who is the chief executive of Vane Motors?", [PASSAGE]).answerable < 0.5 < answered


def test_the_title_tells_which_of_two_articles_is_asked_about() -> None:
    passages = [["The company will shut its plant in May.", "No reason was given."]] * 2
    titles = ["Brewer Lindqvist leaves Oslo", "Shipyard Norport cuts jobs"]
    other, own = load_reader().read("When will Norport shut its plant?", passages, titles=titles).passages
    assert own[0].score > other[0].score


def test_reading_is_the_same_every_time_and_in_any_company() -> None:
    reader = load_reader()
    alone = reader.read("What sank in the channel?", [PASSAGE])
    assert reader.read("What sank in the channel?", [PASSAGE]) == alone
    beside = reader.read("What sank in the channel?", [PASSAGE, ["The weather was fine."] * 3])
    assert beside.passages[0][1].score == pytest.approx(alone.passages[0][1].score, abs=0.05)


def test_thresholds_are_ordered_and_a_calibrated_feature_only_works_one_way() -> None:
    calibration = Calibration.load(WEIGHTS / "reader.json")
    thresholds = calibration.thresholds
    assert 0 < thresholds["lenient"] < thresholds["default"] < thresholds["strict"] < 1
    assert calibration.answers["numbers_missing"] <= 0 <= calibration.answers["typed"]


def test_a_cross_encoder_that_is_not_there_is_named() -> None:
    with pytest.raises(CrossEncoderError, match="no/such/model cannot be loaded"):
        load_reader("no/such/model")
