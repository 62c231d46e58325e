"""For each rule one smallest fault in a good document: `bases` are the documents, `mutate` the tools, `table` the faults."""
