# ruff: noqa: E501 - paragraphs are easier to read unbroken
"""Made-up texts for measuring what one origin shares and two do not: `SAME` and `DIFFERENT` pairs by name."""

REPORT = [
    "OSHVALE, 12 March – Norland's parliament voted on Tuesday to close the prison on Grey Island, which a commission of "
    "monitors had called unfit for human beings two years ago.",
    "The vote was 61 to 14. Deputies of the governing party said the last of the 240 prisoners would be moved to the "
    "mainland before the end of October, when the sea usually becomes too rough for the ferry.",
    "The commission, which visits every closed institution of the country without notice, found damp cells, no doctor "
    "and a single telephone during its visit in June 2012. It counted nine deaths on the island in four years.",
    "“Nobody who has seen the lower wing can defend it,” its chairwoman, Berta Olsen, told reporters after the vote. "
    "“We asked for a date, and now we have one.”",
    "The ministry of justice had long argued that a new building would cost more than it could spend. It changed its "
    "mind after a court ordered it in January to pay damages to seventeen former prisoners.",
    "Grey Island was opened as a quarantine station in 1887 and became a prison in 1931. Fishermen of the nearby "
    "villages have asked for the harbour to be given back to them.",
    "The law goes to the president, who has ten days to sign it. He has not said whether he will.",
]
OTHER_LEAD = [
    "The end has come for Norland's most feared prison. After two years of argument, a clear majority of the deputies "
    "decided this week that nobody shall be locked up on the island any longer.",
]
OWN_PARAGRAPHS = [
    "In the harbour of Lund, where the ferry leaves, people had waited for the news since the morning. “My brother spent "
    "six winters there,” said a baker, Tove Ranke, who closed her shop for an hour.",
    "Lund's mayor told this newspaper that the town would lose forty jobs and that he had written to the minister.",
]
ENDING = ["Contact: the press office of the commission, weekdays from nine to four."]
REWRITTEN = [
    "Grey Island is to close. By 61 votes against 14, the members of parliament decided on Tuesday that Norland's island "
    "prison has no future.",
    "All prisoners, some 240 people, should be on the mainland by late October. Ferries seldom run after that month.",
    "It was a report of the national monitors that set things moving. In June 2012 they had come unannounced and had "
    "seen wet walls; there was one telephone and no doctor. Nine people had died there since 2008.",
    "Berta Olsen, who chairs the commission, was relieved that there was a date at last.",
    "Money had been the ministry's argument for years. In January, however, judges awarded damages to seventeen people "
    "who had been held there, and the argument fell.",
    "The president may sign the law within ten days. What becomes of the harbour, which the villages want, is open.",
]
LAW = (
    "“A person deprived of liberty shall be held no longer than forty-eight hours without a decision of a judge, shall be "
    "told at once and in a language that he or she understands why he or she is held, shall be allowed to tell a relative "
    "or another person of choice, and shall see a doctor and a lawyer in private before the first interview takes place; "
    "whatever was said before that interview must not be used as evidence in any court of the republic.”"
)
COURT_CASE = [
    "A court in Oshvale freed a student on Friday who had been held for four days without seeing a judge.",
    "Article 12 of the code leaves no doubt, the judge said, and read it out:",
    LAW,
    "The police had argued that a holiday fell into the time and that no judge was on duty. The judge did not accept "
    "this. Three other people who were arrested at the same protest are still in custody, and their lawyers said they "
    "would ask for the same decision on Monday. The student, who studies music, said he had slept on the floor.",
    "The interior ministry did not answer questions. Last year, according to the ombudsman, courts found 31 arrests "
    "unlawful, almost twice as many as in the year before.",
]
TRAINING = [
    "Forty police officers from three regions took part in a course on the rights of people in custody this week.",
    "The trainers began with the words of Article 12 of the code, which every officer got on a card:",
    LAW,
    "“Most of us knew the first line and none of the rest,” said a lieutenant from the south. In the afternoon the group "
    "acted out an arrest at night, with a trainer as a tourist who speaks no language that anybody in the room knows. "
    "Nobody found an interpreter within the hour.",
    "The mission has held such courses since 2009. Two more are planned, in May and in September, and the cards will be "
    "printed in four languages. An evaluation of the first ten courses is to be published at the end of the year.",
]
MONTHLY = (
    "The prison service publishes its figures for {month}. On the last day of the month, {held} people were held in the "
    "institutions of the country, {women} of them women. {new} people were admitted, {left} were released. {text}"
)
MAY = [
    MONTHLY.format(month="May", held="4,112", women="201", new="388", left="352", text="The number of people on remand "
                   "grew for the third month in a row, mostly in the capital, where two courts were closed for repairs."),
    "A new wing with ninety places opened in Lund on 14 May. It replaces the cells in the old town hall.",
]  # fmt: skip
JUNE = [
    MONTHLY.format(month="June", held="4,057", women="196", new="341", left="396", text="An amnesty for people above the "
                   "age of seventy freed twenty-two prisoners. The courts in the capital work again as usual."),
    "The service regrets the death of a prisoner in Oshvale on 3 June. The prosecutor has opened an investigation.",
]  # fmt: skip


def text(*parts):
    return "\n\n".join(paragraph for part in parts for paragraph in part)


# The last sentences of paragraphs cut, as a paper that is short of space does it.
SHORTENED = [paragraph.rpartition(". ")[0] + "." if ". " in paragraph else paragraph for paragraph in REPORT[:5]]

SAME = {
    "other lead": (text(REPORT), text(OTHER_LEAD, REPORT[1:])),
    "other lead, order and ending": (text(REPORT), text(OTHER_LEAD, REPORT[3:5], REPORT[1:3], REPORT[6:], ENDING)),
    "shortened": (text(REPORT), text(SHORTENED)),
    "shortened with another lead": (text(REPORT), text(OTHER_LEAD, SHORTENED[1:])),
    "with paragraphs of its own": (text(REPORT), text(REPORT[:2], OWN_PARAGRAPHS, REPORT[2:5])),
}
DIFFERENT = {
    "told in other words": (text(REPORT), text(REWRITTEN)),
    "one law quoted": (text(COURT_CASE), text(TRAINING)),
    "one form filled in": (text(MAY), text(JUNE)),
}
