"""Charts: own painting of price steps, histograms and sparklines, with their geometry apart."""
