"""What the documents of ETIM Mapper hold: typed records and the columns made of them."""
