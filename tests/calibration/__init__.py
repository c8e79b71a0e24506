"""Do the ranges hold? Forecasts for synthetic people whose whole life is known to the test."""
