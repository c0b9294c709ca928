"""The fork server: imports once what every submission imports, then forks a process for each request.

Its arguments are HOME CONTROL OPTIONS. HOME is the folder of our packages. CONTROL is the number of an inherited
socket: each message on it asks for one fork and carries two descriptors, the fork's own socket, and a pipe for what is
written past Python to the descriptors 1 and 2. OPTIONS are protocol.Options.
"""

import gc
import importlib
import os
import signal
import socket
import sys

from graders.engine import protocol, sandbox
from graders.engine.inside import shell


def main():
    gc.disable()  # imports leave next to no garbage, and looking for it takes a tenth of their time
    control, options = socket.socket(fileno=int(sys.argv[2])), protocol.decode(sys.argv[3], protocol.OPTIONS)
    del sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader; it ends us by closing the socket
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork
    sys.path[:] = options.path + sys.path[2:]
    for name in sorted(options.imports):  # `a` before `a.b`, which may be no module but a name in it
        parent, _, last = name.rpartition(".")
        try:
            if not hasattr(sys.modules.get(parent), last):
                importlib.import_module(name)
        except Exception as error:
            print(f"not preloaded: {name}: {error}", file=sys.stderr)
    kind = importlib.import_module(f"graders.engine.inside.{options.kind}_process")
    kind.prepare(options)
    shell.use_released_keys(options.path[1])
    prepared = shell.build()
    gc.freeze()  # the collector of a fork then leaves shared memory shared
    gc.enable()
    gc.set_threshold(20_000, 20, 20)  # a fork lives for seconds: looking for garbage every 700 objects is not worth it
    control.sendall(b"ready")
    while True:
        request, descriptors, *_ = socket.recv_fds(control, 1 << 16, 2)
        if not request:
            return
        if os.fork() == 0:
            in_fork(kind, prepared, control, protocol.decode(request, protocol.TO["server"]), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def in_fork(kind, prepared, control, request, descriptors):
    """In the fork, for the rest of its life."""
    mine = socket.socket(fileno=descriptors[0])
    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)

        def announce(*pidfds):
            socket.send_fds(mine, [b"born 0"], pidfds)

        if request.sandboxed:
            sandbox.isolate(request, announce)
        else:
            os.setsid()
            mine.sendall(f"born {os.getpid()}".encode())
        reopen_files(keep=descriptors)
        for target in (1, 2):
            os.dup2(descriptors[1], target)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.close(descriptors[1])
        kind.serve(prepared, shell.Channel(mine, protocol.TO[kind.KIND]))
    except BaseException as error:
        message = protocol.Broken(f"{type(error).__name__}: {error}")
        try:
            mine.sendall(protocol.encode(message) + b"\n")
        finally:
            os._exit(70)
    os._exit(0)


def reopen_files(keep):
    """An open file (a font) shares its position with the same file in every other fork, so it is opened again."""
    for name in os.listdir("/dev/fd"):
        number = int(name)
        if number < 3 or number in keep:
            continue
        try:
            path = os.readlink(f"/proc/self/fd/{number}")
            if os.path.isfile(path):
                fresh = os.open(path, os.O_RDONLY)
                os.dup2(fresh, number)
                os.close(fresh)
        except OSError:
            continue  # the folder's own descriptor, or no /proc
