"""告知承诺 afterwards: what was granted on a promise is checked, a broken one mended."""
