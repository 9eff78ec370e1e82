"""Offers of all sources beside each other: matching, re-pricing, landed cost, history, baskets."""
