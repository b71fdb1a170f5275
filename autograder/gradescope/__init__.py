"""The course as an autograder of Gradescope: the zip file that it is uploaded as, and what runs in its container."""
