"""Electronic licences (电子证照): issued once per matter of a case, verifiable by anyone."""
