"""The nouns of mediawire: frozen values, standard library only. DESIGN.md section 2 gives the words."""
