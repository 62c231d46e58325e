"""What is Vietnamese about text: dates and periods, numbers in words, capitals, names and their order, tone marks, old encodings.

Plain functions on the standard library; only `decimals` asks Babel.
"""
