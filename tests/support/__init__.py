"""What tests share: fakes, helpers and tables of cases. No test module imports another."""
