"""The sandbox: what a process that runs a student's code can see, use and reach. The module to audit, with
`ForkServer.parts` (which files are shown) and `server.in_fork` (which descriptors are left open).

1. `command`   bubblewrap around the fork server: a file system of the environment and the bundle only,
               read-only, no network, no environment variables of ours, no other process.
2. `isolate`   what each fork of that server does before it reads its first byte of a submission: namespaces of
               its own (so it sees no other submission), private temporary folders, limits, no privileges, a filter
               on system calls.

Runs both in the grader (1) and inside (2), on the standard library alone: Python 3.11 has no os.unshare. The bounds on
the whole tree of a submission's processes are set from outside, in bounds.py.
"""

import ctypes
import os
import platform
import resource
import secrets
import shutil
import signal
import site
import struct
import sys
from pathlib import Path

TEMPORARY = {"/tmp": "256m", "/dev/shm": "256m", "/submission": "256m"}  # private to each submission
HOME_FOR_CODE, BUNDLE = "/opt/engine", "/course"
SYSTEM = (
    "/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives",
)  # fmt: skip

# -- 1. around the fork server -------------------------------------------------------------------------------------


def unavailable():
    """Why this machine has no sandbox, in words an instructor can act on; None if it seems to have one."""
    if sys.platform != "linux":
        return f"the sandbox needs Linux, and this is {platform.system()}"
    if platform.machine() not in SYSTEM_CALLS:
        return f"the sandbox knows no system calls of {platform.machine()}"
    if not shutil.which("bwrap"):
        return "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)"
    return None


def command(program, mounts, variables):
    """The bubblewrap command line that runs `program` (a list) over nothing but the system, Python and `mounts`.

    mounts: dict of path inside -> folder or file outside, all read-only. variables: the whole environment.
    """
    arguments = ["bwrap", "--die-with-parent", "--new-session", "--clearenv"]
    arguments += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    for name, value in variables.items():
        arguments += ["--setenv", name, value]
    for path in SYSTEM:
        if os.path.islink(path):
            arguments += ["--symlink", os.readlink(path), path]
        elif os.path.exists(path):
            arguments += ["--ro-bind", path, path]
    # Started by root, bubblewrap covers parts of /proc, and a user namespace could then not mount its own: bind it.
    arguments += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--perms", "0755", "--dir", "/submission"]
    for inside, outside in {**python_mounts(), **mounts}.items():
        for parent in list(Path(inside).parents)[-2::-1]:  # bubblewrap 0.8 would make them 0700
            arguments += ["--perms", "0755", "--dir", str(parent)]
        arguments += ["--ro-bind", str(outside), inside] if outside else ["--tmpfs", inside]
    return [*arguments, "--remount-ro", "/dev", "--remount-ro", "/", "--", *program]


def python_mounts():
    """Python's own folders: the virtual environment at a fixed path, the interpreter that it links to at its own.

    An installed copy of the course would bring the references along, so it is covered with an empty folder.
    """
    real = os.path.realpath(sys.base_prefix)  # uv's interpreters are reached through a link
    found = {} if sys.base_prefix == "/usr" else {real: real, sys.base_prefix: real}
    if sys.prefix != sys.base_prefix:
        found["/env"] = sys.prefix
    for folder in site.getsitepackages():
        for name in ("graders", "utils", "tools"):
            if os.path.isdir(os.path.join(folder, name)):
                found[os.path.join(folder.replace(sys.prefix, "/env", 1), name)] = None
    return found


def interpreter():
    """Python's path inside the sandbox."""
    return "/env/bin/python" if sys.prefix != sys.base_prefix else os.path.realpath(sys.executable)


# -- 2. inside each fork -------------------------------------------------------------------------------------------

NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 2, 4, 8, 16384, 1 << 18
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38

# Numbers of the system calls that no notebook needs and that widen what a process can reach, or that hold memory which
# is no process's (POSIX shared memory is a file in /dev/shm, of which bounds.py counts the size).
SYSTEM_CALLS = {
    "x86_64": {
        "audit": 0xC000003E, "clone": 56, "socket": 41,
        "denied": {"ptrace": 101, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "unshare": 272,
                   "setns": 308, "keyctl": 250, "add_key": 248, "request_key": 249, "bpf": 321, "perf_event_open": 298,
                   "userfaultfd": 323, "process_vm_readv": 310, "process_vm_writev": 311, "open_by_handle_at": 304,
                   "kexec_load": 246, "init_module": 175, "finit_module": 313,
                   "memfd_create": 319, "shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240},
    },
    "aarch64": {
        "audit": 0xC00000B7, "clone": 220, "socket": 198,
        "denied": {"ptrace": 117, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "unshare": 97,
                   "setns": 268, "keyctl": 219, "add_key": 217, "request_key": 218, "bpf": 280, "perf_event_open": 241,
                   "userfaultfd": 282, "process_vm_readv": 270, "process_vm_writev": 271, "open_by_handle_at": 265,
                   "kexec_load": 104, "init_module": 105, "finit_module": 273,
                   "memfd_create": 279, "shmget": 194, "semget": 190, "msgget": 186, "mq_open": 180},
    },
}  # fmt: skip
DENIED_EVERYWHERE = {
    "io_uring_setup": 425, "io_uring_enter": 426, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431,
    "fsmount": 432, "pidfd_getfd": 438, "mount_setattr": 442,
    "memfd_secret": 447,
}  # fmt: skip
CLONE3, ENOSYS, EPERM, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 435, 38, 1, 1, 2, 10, 16


def libc(name, *arguments):
    """A function of the C library; raises OSError if it fails."""
    function = getattr(ctypes.CDLL(None, use_errno=True), name)
    wrapped = [
        ctypes.c_ulong(a) if isinstance(a, int) else ctypes.c_char_p(a) if isinstance(a, bytes) else a
        for a in arguments
    ]
    if function(*wrapped) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def prctl(option, value=0):
    libc("prctl", option, value, 0, 0, 0)


def mount(source, target, kind, flags, data=b""):
    libc("mount", source, target, kind, flags, data)


def isolate(limits, announce):
    """Goes on in a process in namespaces of its own; the caller itself ends here.

    Three processes: the caller makes the namespaces, its child is process 1 in them (it mounts, reaps, and when it is
    killed everything inside is gone), and the child of that returns from this function to run the student's code.
    limits: protocol.Fork.
    announce(init, student): called in process 1 with two pidfds, to be handed to the grader.
    """
    Path("/proc/self/oom_score_adj").write_text("1000")  # if the machine runs out of memory, this is what should go
    uid = spare_uid()
    unshare(user=uid is None)
    if os.fork():
        os._exit(0)
    prctl(PR_SET_DUMPABLE, 0)  # nobody inside can trace process 1 or read its memory
    private_mounts()
    me = os.pidfd_open(os.getpid())
    child = os.fork()
    if child:
        announce(me, os.pidfd_open(child))
        os.closerange(0, 1024)
        drop_privileges(uid)
        reap(child)
    os.close(me)
    os.setsid()
    set_limits(limits)
    drop_privileges(uid)
    prctl(PR_SET_DUMPABLE, 1)  # changing the user cleared it, and /proc/self then belongs to root
    filter_system_calls()


def unshare(user):
    """New namespaces for this process; `user`: it is not root, and needs a user namespace to be allowed the others."""
    uid, gid = os.getuid(), os.getgid()
    libc("unshare", NEWNS | NEWUTS | NEWIPC | NEWPID | NEWNET | NEWCGROUP | (NEWUSER if user else 0))
    if user:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
            Path("/proc/self", name).write_text(text)


def private_mounts():
    """In process 1: temporary folders that end with it, and a /proc that shows its own processes only."""
    mount(b"none", b"/", None, MS_REC | MS_PRIVATE)
    for path, size in TEMPORARY.items():
        mount(
            b"tmpfs", path.encode(), b"tmpfs", MS_NOSUID | MS_NODEV, f"mode=1777,size={size},nr_inodes=20000".encode()
        )
    mount(b"devpts", b"/dev/pts", b"devpts", MS_NOSUID | MS_NOEXEC, b"newinstance,ptmxmode=0666,mode=620")
    mount(b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)


def reap(child):
    """Process 1's life: collect whatever dies, and end, with all that is left, when the student's process has."""
    while True:
        try:
            if os.wait()[0] == child:
                os._exit(0)
        except ChildProcessError:
            os._exit(0)


def set_limits(limits):
    for name, value in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(name)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (value, value))


def spare_uid():
    """For root, a user id that owns nothing and that no other submission has; None for a user who has only their own.

    It differs for each submission because the limit on processes counts by user. A container may map only some ids.
    """
    spans = [list(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    end = max(first + count for first, _, count in spans)
    return end // 4 + secrets.randbelow(end // 8) if os.getuid() == 0 and end > 10_000 else None


def drop_privileges(uid):
    """No capability now or later, no set-uid program, and another user id, if there is one."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            break
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    libc("capset", struct.pack("Ii", 0x20080522, 0), bytes(24))


def filter_system_calls():
    """A seccomp filter in classic BPF: what `SYSTEM_CALLS` denies fails with EPERM."""
    numbers = SYSTEM_CALLS[platform.machine()]
    load, equal, greater, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    error, allow, kill = 0x00050000, 0x7FFF0000, 0x80000000
    program = [(load, 0, 0, 4), (equal, 1, 0, numbers["audit"]), (give, 0, 0, kill), (load, 0, 0, 0)]
    program += [(greater, 0, 1, 0x40000000), (give, 0, 0, error | EPERM)]  # the x32 numbers
    program += [(equal, 0, 1, CLONE3), (give, 0, 0, error | ENOSYS)]  # the C library then falls back on clone
    for number in [*numbers["denied"].values(), *DENIED_EVERYWHERE.values()]:
        program += [(equal, 0, 1, number), (give, 0, 0, error | EPERM)]
    namespaces = NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
    program += [
        (equal, 0, 3, numbers["clone"]),
        (load, 0, 0, 16),
        (any_bit, 0, 1, namespaces),
        (give, 0, 0, error | EPERM),
    ]
    program += [(load, 0, 0, 0), (equal, 0, 6, numbers["socket"]), (load, 0, 0, 16)]  # vsock has no namespace
    program += [(equal, 4, 0, AF_UNIX), (equal, 3, 0, AF_INET), (equal, 2, 0, AF_INET6), (equal, 1, 0, AF_NETLINK)]
    program += [(give, 0, 0, error | EPERM), (give, 0, 0, allow)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    libc("prctl", PR_SET_SECCOMP, 2, struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code)), 0, 0)


def end_with_parent():
    """This process is killed when its parent ends, however that happens (Linux only)."""
    if sys.platform == "linux":
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
