"""What the portal spares people, thing by thing: papers and fields before and now, by source."""
