"""House style, spelling and faithfulness of headlines."""
