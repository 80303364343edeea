"""Messages: headers, forms and quoted lines."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from justicekb.ingest import read

BODY = (
    "The commission of the north visited the Red Cross Hospital in Osh on 12 March and the\n"
    "colony in Bishkek a week later. Nobody went with Ana Diaz of the Coalition against\n"
    "Torture when she spoke to the people in the cells. In the year before, the commission had\n"
    "counted 10 visits.\n"
)
JOINED = BODY.strip().replace("\n", " ")


@pytest.fixture
def mail(vocabulary):
    """The document of a message with this text and these headers."""

    def run(text=BODY, html=None, **headers):
        message = EmailMessage()
        for name, value in {"From": "Ana Diaz <ana@example.org>", "Subject": "Visits", **headers}.items():
            if value is not None:
                message[name] = value
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        return read(message.as_bytes(), vocabulary, path="a.eml")

    return run


def test_wrapped_lines_are_joined(mail):
    assert JOINED in mail().text


def test_lines_quoted_from_another_message_are_quotes(mail, outline):
    quoted = "".join(f"> {line}\n" for line in BODY.splitlines())
    document = mail(f"We have read your letter, and the answer of the governor stands below it.\n\n{quoted}")
    assert ("block_quote", JOINED) in outline(document)


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Ana Diaz <ana@example.org>", "Ana Diaz"),
        ("ana@example.org", "ana@example.org"),
        ('"Diaz, Ana" <ana@example.org>', "Diaz, Ana"),
    ],
)
def test_senders(mail, sender, name):
    assert [a.name for a in mail(From=sender).authors] == [name]


@pytest.mark.parametrize(
    ("date", "published"),
    [("Sat, 03 May 2014 23:30:00 -0500", "2014-05-03"), (None, "None")],
)
def test_the_day_it_was_sent_where_it_was_sent(mail, date, published):
    assert str(mail(Date=date).published) == published


def test_a_body_names_the_publisher(mail):
    assert mail(Organization="Council of Visitors").publisher == "Council of Visitors"


def test_encoded_subjects_are_read(mail):
    assert mail(Subject="Посещения колоний").title == "Посещения колоний"


def test_of_two_forms_alike_the_plain_one_is_read(mail):
    assert "plain" in mail("A plain sentence stands here.", html="<p>A html sentence stands here.</p>").text


@pytest.mark.parametrize("sender", ["a@", "a@ <", '"a'])
def test_a_header_that_python_cannot_read_is_taken_as_it_was_sent(vocabulary, sender):
    document = read(f"From: {sender}\nSubject: Visits\n\n{BODY}".encode(), vocabulary, path="a.eml")
    assert document.title == "Visits"
    assert JOINED in document.text
