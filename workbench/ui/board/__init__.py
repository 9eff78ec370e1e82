"""The Compare tab: what is asked, the suppliers' offers, costs by quantity, baskets."""
