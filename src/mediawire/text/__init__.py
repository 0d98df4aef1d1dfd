"""Reading aids that never lose an offset: sentences, quotations, figures, hedges, names, dates, comparison."""
