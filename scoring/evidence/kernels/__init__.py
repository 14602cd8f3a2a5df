"""What all evidence over records is made of: worth of one record, order among records, means, means over types."""
