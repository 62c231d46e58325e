"""The example set of examples/phong-trao/, and sets like it of any size for measurements: a campaign's whole life, invented and consistent.

`python -m tests.campaign.example` writes the tables of examples/phong-trao/ again, to the byte; with --schools and --nominees a larger
folder elsewhere. What is written by hand there (phong_trao.yaml, van_ban.yaml, chi_tieu.yaml, dinh_muc.yaml, rieng/) is copied.

dice       chance that is the same on every machine
names      names of people and schools
units      wards, schools, who was above them and when
people     who works where
figures    four years of results
nominees   who is proposed, and praise, the words for it
councils   members, meetings, votes; days, the calendar of the review
register   numbers and dates of the documents issued
awards     awards had before, disciplines; guests
files      CSV and XLSX; folder, the whole
"""
