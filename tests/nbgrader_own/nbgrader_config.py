"""The configuration of this repository, but for where things are: nbgrader's own tests bring a course folder each."""

import os

load_subconfig("nbgrader_config.py", path=os.environ["REPOSITORY"])  # noqa: F821 - nbgrader defines it
c = get_config()  # noqa: F821 - nbgrader defines it
del c.CourseDirectory, c.Sheet, c.ZipCollectApp.downloaded_directory
