"""From children's marks to their parent's."""
