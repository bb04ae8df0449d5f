"""What the speed promises are measured with, and journals made up to measure and to show."""
