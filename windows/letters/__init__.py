"""What a person is told in the site, sent to them as well: by e-mail and SMS."""
