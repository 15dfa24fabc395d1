"""What planning can say of a life event before it is published: does it keep the promise for
everyone, what does it cost the public, and whom would it have touched.
"""
