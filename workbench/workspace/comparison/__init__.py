"""What a person does with offers of every source: baskets, rates, decisions, promises, watches."""
