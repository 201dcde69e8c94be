"""terminal.py LUNETTE FOLDER CASE: sessions of `lunette repl` at a real terminal of 80 columns, typed key by key. CASE is one of
the functions below that begin with case_. What is wrong is said with the screen's last lines, and the exit code is 1."""
import fcntl, os, pty, re, select, signal, struct, sys, termios, time

LIMIT = 30  # seconds for what takes milliseconds, since the machine may be busy
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()=>][0-9A-Za-z]?|[\r\x07\x08]")


class Terminal:
    def __init__(self, program, arguments, folder, **environment):
        self.process, self.fd = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.environ.update(TERM="xterm", LUNETTE_HISTORY=folder + "/history", HOME=folder)
            os.environ.pop("NO_COLOR", None)
            for name, value in environment.items():
                os.environ[name] = value
            os.execv(program, ["lunette", "repl"] + arguments)
        self.resize(80)
        self.raw, self.at = "", 0  # all that came; how much of what is seen of it was asked for
        self.folder = folder

    def resize(self, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def read(self, wait):
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        if not data:
            return False
        self.raw += data.decode("utf-8", "replace")
        return True

    def said(self):
        return ESCAPES.sub("", self.raw)[self.at:]

    def fail(self, what):
        sys.exit("%s; on the screen:\n%s" % (what, "\n".join(ESCAPES.sub("", self.raw).split("\n")[-25:])))

    def expect(self, pattern):
        """What stands before and in the pattern, once that has come; the next look begins behind it."""
        end = time.monotonic() + LIMIT
        while True:
            found = re.search(pattern, self.said())
            if found:
                said = self.said()[:found.end()]
                self.at += found.end()
                return said
            if time.monotonic() > end:
                self.fail("did not come: %s" % pattern)
            self.read(0.02)

    def keys(self, text):
        os.write(self.fd, text.encode())

    def line(self, text, pattern=None, prompt=r"(?m)^> $"):
        """Types a line and gives what was said until the next prompt, in which the pattern must be."""
        self.keys(text + "\r")
        self.expect(re.escape(text[-8:]) + r" *\n")  # the echo; a long line is broken somewhere before
        self.at -= 1
        end = time.monotonic() + LIMIT
        while not re.search(prompt, self.said()[1:]):
            if time.monotonic() > end:
                self.fail("no prompt after: %s" % text)
            self.read(0.02)
        said = self.said()
        self.at += len(said)
        if pattern and not re.search(pattern, said):
            self.fail("%s: did not say: %s" % (text, pattern))
        return said

    def end(self):
        """The exit code, once all of the session's processes are gone."""
        end = time.monotonic() + LIMIT
        while self.read(0.02) or time.monotonic() < end:
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                while self.read(0.02):
                    pass
                return os.waitstatus_to_exitcode(status)
        self.fail("it does not end")


def children(process):
    """Processes whose parent it is, with their states."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name, encoding="utf-8", errors="replace") as file:
                    state, parent = file.read().rsplit(")", 1)[1].split()[:2]
            except OSError:
                continue
            if int(parent) == process:
                found[int(name)] = state
    return found


def is_running(process):
    try:
        with open("/proc/%d/stat" % process, encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def check(what, is_so):
    if not is_so:
        sys.exit(what)


def write(folder, name, text):
    with open(folder + "/" + name, "w", encoding="utf-8") as file:
        file.write(text)


PACK = 'return lun.rules { name = "visits", use = { "names" },\n  { "visit", [[ who:@person ...{0,3} <visit|tour> where:@place ]], fact = "visit" } }\n'
ARTICLE = "Leaders on the road\n\nOn Monday James Mattis visited Brazil. Ana Torres toured Peru. Carlos Vega inspected Chile.\n"


def start(program, folder, arguments=None, **environment):
    write(folder, "visits.lua", PACK)
    write(folder, "road.txt", ARTICLE)
    t = Terminal(program, ["road.txt"] if arguments is None else arguments, folder, **environment)
    t.expect(r"(?m)^> $")
    return t


def stopped_within(t, line):
    """Seconds from Ctrl-C to the next prompt, the best of three."""
    best = 99
    for _ in range(3):
        t.keys(line + "\r")
        while re.search(r"\n", t.said()) is None:
            t.read(0.02)
        time.sleep(0.3)
        while t.read(0):
            pass
        t.at += len(t.said())
        began = time.monotonic()
        t.keys("\x03")
        t.expect(r"as it was before this line\n> $")
        best = min(best, time.monotonic() - began)
        if best <= 0.2:
            break
    return best


def case_session(program, folder):
    """Forty lines and more, as somebody types them who writes a rule."""
    t = start(program, folder)
    t.line("1 + 1", r"\n2\n")
    t.line("_ * 10", r"\n20\n")
    t.line("doc", r"road  \d+ tokens  4 sentences")
    t.line("doc.headline", r"Leaders on the road  tokens 1-4  road.txt:1:1")
    t.line("doc:word(1)", r'"Leaders"')
    t.line("x = 5", None)
    t.line("x", r"\n5\n")
    t.line("local y = 5", r"y is gone with this line")
    # a chunk that is unfinished asks on
    t.line("for i = 1, 2 do", None, r"(?m)^>> $")
    t.line("  print(i * 11)", None, r"(?m)^>> $")
    t.line("end", r"\n11\n22\n")
    t.line("t = {", None, r"(?m)^>> $")
    t.line("1, 2 }", None)
    t.line("#t", r"\n2\n")
    t.line("text = [[one", None, r"(?m)^>> $")
    t.line("two]]", None)
    t.line("text", r'"one\\ntwo"')
    # packs, tables, counts
    t.line('use "visits.lua"', None)
    t.line("doc:facts()", r"fact\s+who\s+where\s+at\nvisit  James Mattis  Brazil  3:11\nvisit  Ana Torres    Peru    3:40\n2 facts in road.txt")
    t.line('doc:spans "person"', r"3 spans: @person in road.txt")
    t.line('use "entities"', None)
    t.line("doc:entities()", r"6 entities: 3 person, 3 place in road.txt")
    t.line("lun.collect(doc:entities())[2]", r"Brazil  place  country=BR")
    t.line('doc:facts "said"', r"\nnothing\n")
    t.line('lun.collect(doc:spans "person")[1]', r"James Mattis  @person  tokens 7-8  road.txt:3:11")
    t.line("_:sentence()", r"On Monday James Mattis visited Brazil\.")
    t.line("for f in doc:facts() do print(f.who.text) end", r"James Mattis\nAna Torres\n")
    # completion: a method, an argument, a command, a pack, a file, a field of one's own table
    t.keys("doc:hea\t")
    time.sleep(0.2)
    t.keys("\x15doc.hea\t.te\t\r")
    t.expect(r'"Leaders on the road"\n> $')
    t.keys('doc:layer "per\t\t')
    t.expect(r"person  +person\?")
    t.keys('"\r')
    t.expect(r"3 spans: @person in road.txt\n> $")
    t.keys(":lay\t\r")
    t.expect(r"@person +3 +James Mattis")
    t.expect(r"(?m)^> $")
    t.keys('use "ti\t"\r')
    t.expect(r'use "times"\n> $')
    t.keys("lun.read \"roa\t\"\r")
    t.expect(r"text of \d+ bytes\n> $")
    t.line("tab = { alpha = 7 }", None)
    t.keys("tab.al\t\r")
    t.expect(r"tab.alpha\n7\n> $")
    # commands
    t.line(":help", r":explain RULE \[LINE\]")
    t.line(":help doc:spans", r"Spans of a layer, in order")
    t.line(":rules visits", r"visits.visit +visit +2 +visits.lua:2")
    t.line(":layers", r"@place +3 +Brazil")
    t.line(":find who:@person <visit|tour>", r"2 matches")
    t.line(":explain visits.visit", r"matches: James Mattis visited Brazil")
    t.line(":show visits.visit", r"-- visits.visit  visits.lua:2\n")
    t.line(":run brief", r"Where\n")
    t.line(":time 2 + 2", r"4\n\d\.\d\d\d s, of which")
    t.line(":nonsense", r"no command ':nonsense'")
    # a pack that has changed is read again; one that is wrong is left
    write(folder, "visits.lua", PACK.replace("visit|tour", "visit|inspect"))
    t.line("1", r"visits.lua read again: \+1 -1 facts\n  \+ visit\(where=Chile, who=Carlos Vega\)  road.txt:3:\d+\n  - visit\(where=Peru, who=Ana Torres\)  road.txt:3:40\n1\n")
    t.line(":explain visits.visit 3", r"Carlos Vega inspected Chile")
    write(folder, "visits.lua", PACK.replace("@place", "@plaze"))
    t.line("1", r"(?s)reads the layer 'plaze'.*\^\n.*what was read before stays\n1\n")
    t.line("#lun.collect(doc:facts())", r"\n2\n")
    write(folder, "visits.lua", PACK)
    t.line("1", r"visits.lua read again: \+1 -1 facts")
    # errors, with a caret where they are
    t.line("x = = 3", r"  x = = 3\n      \^\nunexpected symbol near '='")
    t.line("nobody.knows()", r"  nobody.knows\(\)\n  \^\nundefined name 'nobody'")
    t.line('doc:layer "persn"', r"did you mean 'person'")
    # Ctrl-C: in C, in Lua, in the engine's own search; and the session is what it was
    t.line('lpeg = require "lpeg"  slow = lpeg.P { lpeg.P "a" * lpeg.V(1) * lpeg.V(1) + lpeg.P "a" }  many = ("a"):rep(60)', None)
    t.line("x = 6", None)
    took = stopped_within(t, "x = 7 lpeg.match(slow, many)")
    check("Ctrl-C inside lpeg.match was answered after %.3f s" % took, took <= 0.2)
    t.line("x", r"\n6\n")
    took = stopped_within(t, "x = 8 while true do end")
    check("Ctrl-C inside Lua was answered after %.3f s" % took, took <= 0.2)
    took = stopped_within(t, "x = 9 coroutine.wrap(function() while true do pcall(error) end end)()")
    check("Ctrl-C inside a coroutine was answered after %.3f s" % took, took <= 0.2)
    took = stopped_within(t, '("a"):rep(60):find(("a*"):rep(30) .. "b")')
    check("Ctrl-C inside string.find was answered after %.3f s" % took, took <= 0.2)
    t.line("x", r"\n6\n")
    t.line("#lun.collect(doc:facts())", r"\n2\n")
    t.keys("half a li")
    time.sleep(0.2)
    t.keys("\x03")
    t.expect(r"\^C\n> $")
    t.line("for i = 1, 2 do", None, r"(?m)^>> $")
    t.keys("\x03")
    t.expect(r"\^C\n> $")
    t.line(":save session.txt", r"session.txt written: \d+ lines")
    t.line(":save session.txt", r"is there already")
    t.line(":save session.lua", r"written")
    t.keys("\x04")
    check("the session ended with another code than 0", t.end() == 0)
    with open(folder + "/session.txt", encoding="utf-8") as file:
        saved = file.read()
    check("the transcript has escapes or lacks lines", "\x1b" not in saved and saved.startswith("$ lunette repl road.txt\n> 1 + 1\n2\n") and ">>   print(i * 11)\n>> end\n" in saved)


def case_paste(program, folder):
    t = start(program, folder)
    t.keys("\x1b[200~for i = 1, 3 do\r  print(i * 7)\rend\r\x1b[201~")
    t.expect(r"end")
    time.sleep(0.2)
    check("a paste ran by itself", "14" not in t.said())
    t.line("", r"7\n14\n21\n")
    t.keys("\x1b[200~ü = 1\x1b[201~")  # no name in Lua: said with its bytes, and the line goes on
    t.line("", r"unexpected symbol|\^")
    t.line('"Größe"', r'"Größe"')
    t.keys("print(1)\x1b\rprint(2)\r")  # Alt-Enter
    t.expect(r"1\n2\n> $")
    t.keys("\x04")
    check("code", t.end() == 0)


def case_history(program, folder):
    t = start(program, folder)
    t.line("first = 41", None)
    t.line("for i = 1, 1 do", None, r"(?m)^>> $")
    t.line("print(first + i) end", r"\n42\n")
    t.line(":quit", None, r"$")
    check("code", t.end() == 0)
    t = start(program, folder)
    t.keys("\x10\x10\r")  # the line before the last, which has two lines
    t.expect(r"undefined name 'first'")
    t.expect(r"(?m)^> $")
    t.line("second = 2", None)
    t.keys("\x12fisr\x7f\x7frst =")  # Ctrl-R, and a slip
    t.expect(r"first = 41")
    t.keys("\r")
    time.sleep(0.5)  # the prompt is redrawn before the line runs
    t.expect(r"(?m)^> $")
    t.line("first", r"\n41\n")
    t.keys("not this\x12eco\x07")  # Ctrl-G leaves the line as it was
    t.keys("\x15\x12= \x12\r")  # the second newest that has it
    t.expect(r"second = 2.*\n> $")
    t.keys("\x04")
    check("code", t.end() == 0)
    mode = os.stat(folder + "/history").st_mode & 0o777
    t = start(program, folder, LUNETTE_HISTORY=folder + "/own/state/history")
    t.line("1", None)
    t.line(":q", None, r"$")
    t.end()
    check("the folder of the history is open to others", os.stat(folder + "/own/state").st_mode & 0o077 == 0)
    size = os.path.getsize(folder + "/history")
    t = start(program, folder, LUNETTE_HISTORY="none")
    t.line("secret = 1", None)
    t.keys("\x04")
    t.end()
    check("LUNETTE_HISTORY=none keeps lines", os.path.getsize(folder + "/history") == size)


def case_plain(program, folder):
    """A terminal that cannot move its cursor, and one that shows no colours."""
    t = start(program, folder, TERM="dumb")
    t.line("for i = 1, 2 do", None, r"(?m)^>> $")
    t.line("print(i * 9) end", r"\n9\n18\n")
    took = stopped_within(t, "while true do end")
    check("Ctrl-C was answered after %.3f s" % took, took <= 0.2)
    t.keys("half\x03")
    t.expect(r"\^C\n> $")
    t.line("doc", r"road ")
    check("an escape at a dumb terminal", "\x1b" not in t.raw)
    t.keys("\x04")
    check("code", t.end() == 0)
    t = start(program, folder, NO_COLOR="1")
    t.line('use "names"', None)
    t.line('lun.collect(doc:spans "person")[1]', r"On Monday «James Mattis» visited Brazil\.")
    t.line("x = = 3", r"\^\nunexpected")
    check("a colour", not re.search(r"\x1b\[[0-9;]*m", t.raw))
    t.keys("\x04")
    check("code", t.end() == 0)


def case_width(program, folder):
    """No line is wider than the terminal, also after it has changed."""
    t = start(program, folder, NO_COLOR="1")
    t.line('use "attribution"', None)
    for columns in 80, 60, 100:
        t.resize(columns)
        for line in "doc", 'doc:spans "person"', "doc:entities()", ":layers", ":rules names", ":find <visit>", ":help", "lun", "lun.collect(doc:entities())[1]":
            said = t.line(line, None)
            for shown in said.split("\n")[1:]:
                check("%d columns at %d: %s" % (len(shown), columns, shown), len(shown) <= columns)
    t.keys("\x04")
    check("code", t.end() == 0)


def case_ends(program, folder):
    """What ends the process ends the line, what ends the one that waits ends the session, and nothing is left running."""
    t = start(program, folder)
    t.line("x = 1", None)
    process = t.process
    sessions = list(children(process))
    check("the session is no process of its own", len(sessions) == 1)
    os.killpg(process, signal.SIGSTOP)
    time.sleep(0.2)
    os.killpg(process, signal.SIGCONT)
    t.line("x + 1", r"\n2\n")
    t.keys("while true do end\r")
    time.sleep(0.3)
    os.kill(sessions[0], signal.SIGKILL)
    t.expect(r"this line ended the process: the session is as it was before it\n> $")
    t.line("x", r"\n1\n")
    os.kill(process, signal.SIGTERM)
    check("SIGTERM", t.end() == -signal.SIGTERM)
    t = start(program, folder)
    t.keys("while true do end\r")
    time.sleep(0.3)
    left = list(children(t.process))
    check("no session", len(left) == 1)
    os.kill(t.process, signal.SIGTERM)
    t.end()
    time.sleep(0.5)
    check("the session goes on", not is_running(left[0]))


def case_lists(program, folder):
    """Lists that have changed are read again too, those of a pack and those of the command line."""
    write(folder, "firms.csv", "name,aliases\nNorthwind Cables,Northwind\n")
    write(folder, "ports.txt", "Callao\n")
    write(folder, "deals.lua", 'return lun.rules { name = "deals", lists = { firm = "firms.csv" },\n  { "deal", [[ buyer:#firm <buy> what:#port ]], fact = "deal" } }\n')
    write(folder, "road.txt", "Northwind bought Callao. Bramwell bought Callao. Northwind bought Ilo.\n")
    t = Terminal(program, ["--list", "port=ports.txt", "--use", "deals.lua", "road.txt"], folder)
    t.expect(r"(?m)^> $")
    t.line("doc:facts()", r"deal  Northwind Cables +Callao|1 fact in road.txt")
    write(folder, "firms.csv", "name,aliases\nNorthwind Cables,Northwind\nBramwell Foods,Bramwell\n")
    t.line("1", r"firms.csv read again: \+1 -0 facts\n  \+ deal\(buyer=Bramwell, what=Callao\)")
    write(folder, "ports.txt", "Ilo\n")
    t.line("1", r"ports.txt read again: \+1 -2 facts")
    t.line("1", r"^[^:]*\n1\n> $")
    t.keys("\x04")
    check("code", t.end() == 0)


def case_vi(program, folder):
    """Keys as ~/.editrc has them; those of the prompt stay."""
    write(folder, ".editrc", "bind -v\n")
    t = start(program, folder)
    t.keys("doc.headl\t.te\tX\x1bx\r")  # Escape, and x takes the X away
    t.expect(r'"Leaders on the road"\n> $')
    t.keys("\x1b[200~x = 4\ry = 5\x1b[201~\r")
    t.expect(r"y = 5\s*\n> $")  # what is typed before the prompt is back would be echoed ahead of it
    t.line("x + y", r"\n9\n")
    t.keys("\x04")
    check("code", t.end() == 0)


def case_load(program, folder):
    """Ctrl-C while articles are read and packs run leaves a session without them."""
    write(folder, "slow.lua", 'return lun.rules { name = "slow", lun.resolve { name = "never", gives = { "x" }, each = function() while true do end end } }')
    write(folder, "road.txt", ARTICLE)
    t = Terminal(program, ["--use", "slow.lua", "road.txt"], folder)
    time.sleep(1)
    t.keys("\x03")
    t.expect(r"stopped: no article is taken")
    t.expect(r"no article: :load FILE takes one\n> $")
    t.line(":load road.txt", r"road  \d+ tokens")
    t.line(":use slow", r"no bundled script 'slow'")
    t.keys("\x04")
    check("code", t.end() == 0)
    t = Terminal(program, ["none.txt"], folder)
    check("a file that is not there", t.end() == 66)


def main():
    program, folder, case = sys.argv[1:4]
    if case in ("session", "paste", "history", "vi"):
        t = Terminal(program, [], folder, LUNETTE_HISTORY="none")
        if "lines are not edited here" in t.expect(r"(?m)^> $"):
            sys.exit(77)  # libedit is not there
        t.keys("\x04")
        t.end()
    globals()["case_" + case](program, folder)


main()
