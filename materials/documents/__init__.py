"""The shared material library (材料共享库): a file handed in once and referred to ever after."""
