"""What is Vietnamese about text: dates, numbers in words, letters of điểm, capitals. Plain functions, no dependency."""
