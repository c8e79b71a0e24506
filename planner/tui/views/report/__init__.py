"""The Report view: what is wanted, how it looks, and everything that it takes to show it as it will be sent."""
