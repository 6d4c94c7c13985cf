from catalogue.topics import load_topics


def test_every_topic_has_its_own_code_and_its_own_name() -> None:
    topics = load_topics()
    for each in ([t.code for t in topics], [t.name.ar for t in topics], [t.name.fr for t in topics]):
        assert len(each) == len(set(each)) == len(topics)


def test_a_code_fits_into_a_button() -> None:
    assert all(topic.code.isascii() and len(topic.code) <= 20 for topic in load_topics())
