"""Our speed against named peers, measured in the same interleaved run: `python -m benchmarks`.

workloads   the plan (examples/) and a form with a table of thirty rows: template, records, Typst's view of them
shuffled    the same with every paragraph different in every record
ours, by_docxtpl, by_libreoffice, by_typst   contestants: a record → bytes, and the clock of the processor time it costs
measure     round after round, each contestant a sample in every round; medians
report      table, ratios, out/bench.json
"""
