"""What a document takes from a campaign, one module a subject (docs/campaign.md): functions from a `Scope` to plain data.

    kept.py        computed once for a scope, or once for a snapshot
    units.py       organisations as a document of that day knows them
    issuer.py      who issues, decides, signs, confirms
    award.py       the award and who gives it
    choice.py      which nominees a document has, and in which order
    nominees.py    their rows, and the one a document is about
    council.py     the council and its meeting
    references.py  documents cited in others
    grounds.py     căn cứ
    recipients.py  nơi nhận, lưu
    figures.py     values of indicators, exactly
    indicators.py  a unit's indicators by year, awards had
    totals.py      a ward's figures from those of its units
    yearly.py      the last full year, for the yearly report
    ceremony.py    how many may be proposed; who is called up
    money.py       prizes
    guests.py      guests, appraisals
"""
