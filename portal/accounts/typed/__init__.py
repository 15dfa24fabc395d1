"""What somebody typed into a page whose session had ended: kept for a day, and put back.

`keeping` keeps it when `require` sends the form to the login page; `offering` puts it back into the
same page for the same account; `seeing_off` forgets it. No page knows of any of this.
"""
