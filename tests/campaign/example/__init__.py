"""The example set of examples/phong-trao/, and sets like it of any size: a campaign's whole life, invented and consistent.

`python -m tests.campaign.example` writes the tables of examples/phong-trao/ again, to the byte; with --schools and --nominees
a larger set in another folder. What is written by hand there (*.yaml, rieng/) is copied.

dice       chance that is the same on every machine
names      names of people and schools (names.toml); what they are described with is in life.toml
units      wards, schools, who was above them and when
people     who works where
figures    four years of results
nominees   who is proposed and how far it gets (nominees_plan), and praise, the words for it (praise.toml)
councils   members, meetings, votes; days, the calendar of the review
register   numbers and dates of the documents issued
awards     awards had before, disciplines; guests
files      CSV and XLSX; folder, the whole
"""
