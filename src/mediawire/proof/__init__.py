"""The judge: the promises as a numbered checklist, tree, signed notes, manifests; usable alone by any reader."""
