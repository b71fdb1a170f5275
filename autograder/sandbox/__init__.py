"""Where a submission runs. `outside` is the grader's side, `inside` runs beside the student, `wire` is what both know.

::

    grader        outside.sandbox            Sandbox: opens submissions
      |           outside.incubator          starts bubblewrap, with the disk that outside.mounts allows
    bubblewrap
      zygote      inside.zygote              a warm Python; forks, and runs nothing itself
        supervisor    inside.supervisor      PID 1 of one submission: starts, interrupts and kills workers
          worker      inside.worker          runs the notebook's cells; student code lives from here downwards
            check     inside.answering       a fork of the worker, in which one exercise's answer is asked

Each of the four talks to the grader over a channel of its own that the next one never holds. The grader ends a check
or a worker through its supervisor, and a supervisor, with its whole namespace, by killing it. Only `wire` and `inside`
are mounted in the sandbox, and they import nothing of this repository but each other.
"""
