"""Reading what is the course's: exams, the reference, the gradebook, other submissions, the secret."""

from __future__ import annotations

from .corpus import COURSE, REPOSITORY, Gain, attack


@attack(Gain.LOOT, quick=True)
def the_exams():
    """Reads the course's exams where they lie."""
    print(open(f"{COURSE}/exams.py").read())


@attack(Gain.LOOT)
def the_gradebook():
    """Reads the gradebook, and writes full marks into it."""
    import sqlite3

    gradebook = sqlite3.connect(f"file:{COURSE}/gradebook.db", uri=True)
    print(gradebook.execute("select * from grade").fetchall())
    gradebook.execute("update grade set score = 100")


@attack(Gain.LOOT)
def the_work_of_a_classmate():
    """Reads what a classmate handed in, found by a pattern."""
    import glob

    for path in glob.glob(f"{COURSE}/submitted/*/*/*.ipynb"):
        print(open(path).read())


@attack(Gain.LOOT)
def the_secret_of_the_course():
    """Reads the secret that the exams' inputs are drawn from: with it the whole exam can be drawn at home."""
    print(open(f"{COURSE}/.course_secret").read())


@attack(Gain.LOOT, quick=True)
def the_reference():
    """Reads the reference and imports it: then it could be handed in as the answer."""
    import sys

    sys.path.insert(0, REPOSITORY)
    print(open(f"{REPOSITORY}/cnnedu/ops/corr2d.py").read())
    from cnnedu.ops.corr2d import corr2d

    print(corr2d)


@attack(Gain.LOOT)
def the_exam_of_the_grader():
    """Reads the sources of the exams that are graded with."""
    print(open(f"{REPOSITORY}/autograder/exams/correlation/corr2d.py").read())


@attack(Gain.LOOT)
def through_a_child_process():
    """Lets another program do the reading."""
    import subprocess

    print(subprocess.run(["cat", f"{COURSE}/exams.py"], capture_output=True, text=True).stdout)


@attack(Gain.LOOT)
def through_a_shell_command():
    """Reads with a line of the shell's."""
    return "files = !cat $COURSE/exams.py $COURSE/.course_secret\nprint(files)\nif COURSE: pass"


@attack(Gain.LOOT)
def through_the_root_of_proc():
    """Goes through /proc/self/root and /proc/self/cwd."""
    for start in ("/proc/self/root", "/proc/self/cwd/../../../../.."):
        try:
            print(open(f"{start}{COURSE}/exams.py").read())
        except OSError as error:
            print(error.strerror)


@attack(Gain.LOOT)
def through_a_link_in_the_scratch_folder():
    """Makes a symbolic link in the scratch folder, which the grader might follow when it collects files."""
    import os

    os.symlink(f"{COURSE}/exams.py", "notes.txt")
    print(open("notes.txt").read())


@attack(Gain.NONE)
def through_a_second_link():
    """Makes a hard link, which no path check would notice."""
    import os

    os.link(f"{COURSE}/exams.py", "notes.txt")
    print(open("notes.txt").read())


@attack(Gain.LOOT)
def through_the_c_library():
    """Opens with the C library, past whatever Python's own open may have been taught."""
    import ctypes

    libc = ctypes.CDLL(None)
    fd = libc.open(f"{COURSE}/exams.py".encode(), 0)
    content = ctypes.create_string_buffer(4000)
    libc.read(fd, content, 4000)
    print(content.value)


@attack(Gain.NONE)
def the_whole_disk_searched():
    """Walks the disk for names that a course has."""
    import os

    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "site", "python", "usr")]
        for name in files:
            if name in ("gradebook.db", ".course_secret", "nbgrader_config.py", "exams.py", "examiner.py"):
                print(os.path.join(folder, name), open(os.path.join(folder, name), "rb").read(1000))


@attack(Gain.LOOT)
def the_course_changed():
    """Writes into the course: a configuration that nbgrader runs, and an exam that always passes."""
    with open(f"{COURSE}/nbgrader_config.py", "a") as config:
        config.write("\n# planted\n")
    print(open(f"{COURSE}/nbgrader_config.py").read())
