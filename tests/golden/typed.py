"""typed.py COLUMNS KEYS COMMAND...: runs a command under a terminal of that width, types KEYS (backslash escapes as in Python) one
by one, each when what is shown ends in a prompt, "> ", and prints it all, line ends as LF. Its exit code is the command's."""
import codecs, fcntl, os, pty, re, select, struct, sys, termios

columns, keys, command = int(sys.argv[1]), codecs.decode(sys.argv[2], "unicode_escape").encode("latin-1"), sys.argv[3:]
process, terminal = pty.fork()
if process == 0:
    os.environ.update(TERM="xterm")
    os.environ.pop("NO_COLOR", None)
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.execvp(command[0], command)
shown = b""
while True:
    asks = keys and re.search(rb">(\x1b\[[0-9;]*m)* $", shown)
    ready, _, _ = select.select([terminal], [], [], 0.2 if asks else 60)
    if ready:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    elif asks:
        os.write(terminal, keys[:1])
        keys = keys[1:]
    else:
        os.kill(process, 9)
        shown += b"\n(killed: it waits, and there is no prompt or there are no more keys)\n"
        break
sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
