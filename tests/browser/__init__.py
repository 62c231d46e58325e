"""The site as people use it: Debian's Chromium, driven by Playwright, against `vanban serve`."""
