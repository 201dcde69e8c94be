"""page.py PAGE FOLDER [GOLD]: opens a page of one article in a headless Chromium, over the WebDriver protocol of chromedriver, and
uses it: filters, jumps, keys, tips. No error on the console, no request but for the page itself. Keeps screenshots in FOLDER.
With GOLD, JSON Lines of one document, the texts of its entities must be shown as marks, all but one in twenty."""
import base64, json, os, socket, subprocess, sys, tempfile, time, urllib.request

page, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
keys = {"escape": "\ue00c", "tab": "\ue004"}


def call(method, path, body=None):
    data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
    request = urllib.request.Request(base + path, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        sys.exit("%s %s: %s" % (method, path, error.read().decode()[:600]))


def run(script, *arguments):
    return call("POST", session + "/execute/sync", {"script": script, "args": list(arguments)})


def check(what, so):
    if not so:
        sys.exit("FAILED: " + what)


def type_key(key):
    call("POST", session + "/actions", {"actions": [{"type": "key", "id": "keys", "actions": [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}]})


def screenshot(name):
    with open(os.path.join(folder, name + ".png"), "wb") as file:
        file.write(base64.b64decode(call("GET", session + "/screenshot")))


with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
profile = tempfile.mkdtemp()
driver = subprocess.Popen(["chromedriver", "--port=%d" % port], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
base, session = "http://127.0.0.1:%d" % port, None
try:
    for _ in range(300):
        try:
            urllib.request.urlopen(base + "/status", timeout=5).read()
            break
        except OSError:
            time.sleep(0.1)
    options = {"args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--window-size=1300,1000", "--user-data-dir=" + profile]}
    made = call("POST", "/session", {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
    session = "/session/" + made["sessionId"]
    call("POST", session + "/url", {"url": "file://" + page})
    check("the page has no heading", run("return document.querySelector('h1').textContent.length > 5"))
    marks = run("return document.querySelectorAll('.a.person[tabindex=\"0\"]').length")
    check("no person is marked", marks > 0)
    screenshot("light")

    # a filter takes its kind away, and gives it back
    box = "document.querySelector('nav input[value=\"person\"]')"
    run("%s.click()" % box)
    check("people stay marked when they are filtered out", run("return document.querySelectorAll('.a.person').length") == 0)
    check("the list of people stays when it is filtered out", run("return document.querySelector('nav section[data-k=\"person\"]').hidden"))
    check("other kinds went too", run("return document.querySelectorAll('.a.place:not(.off)').length") > 0)
    screenshot("without-people")
    run("%s.click()" % box)
    check("people do not come back", run("return document.querySelectorAll('.a.person[tabindex=\"0\"]').length") == marks)

    # a list jumps: the mark has the focus, stands in the window, and says why it is there
    run("document.querySelector('nav section[data-k=\"person\"] button').click()")
    jumped = run("var x=document.activeElement,b=x.getBoundingClientRect();return [x.className,b.top>=0&&b.bottom<=innerHeight,document.getElementById('tip').hidden,document.getElementById('tip').textContent]")
    check("a list does not jump to its mark: %s" % jumped[0], "person" in jumped[0] and jumped[1])
    check("a mark that has the focus says nothing", not jumped[2] and "@person" in jumped[3])
    described = run("var x=document.activeElement;return x.getAttribute('aria-describedby').split(' ').every(function(i){return document.getElementById(i)})")
    check("a mark is not described for screen readers", described)
    screenshot("tip")

    # keys: Escape closes, j goes on, n goes to the next of the same
    type_key(keys["escape"])
    check("Escape does not close the tip", run("return document.getElementById('tip').hidden"))
    before = run("return document.activeElement.getAttribute('data-a')")
    type_key("j")
    check("j does not go on", run("return document.activeElement.getAttribute('data-a')") != before)
    twice = run("var seen={},found=null;document.querySelectorAll('.a[data-e][tabindex=\"0\"]').forEach(function(x){var e=x.dataset.e;if(seen[e]&&!found)found=seen[e];seen[e]=x;});if(found)found.focus();return found&&found.dataset.e")
    if twice:
        here = run("return document.activeElement.getAttribute('data-a')")
        type_key("n")
        check("n does not go to the next of the same", run("return [document.activeElement.dataset.e,document.activeElement.dataset.a]")[0] == twice and run("return document.activeElement.dataset.a") != here)

    # every colour of a kind can be read on its ground, in both schemes (WCAG 2: 4.5 to 1 for text)
    contrast = """
      function light(c){return c.match(/[\\d.]+/g).slice(0,3).map(function(v){v/=255;return v<=0.03928?v/12.92:Math.pow((v+0.055)/1.055,2.4);}).reduce(function(s,v,i){return s+v*[0.2126,0.7152,0.0722][i];},0);}
      var low=[];document.querySelectorAll('nav .k,header p,main p').forEach(function(x){
      var ground=x;while(ground&&/rgba\\(0, 0, 0, 0\\)|transparent/.test(getComputedStyle(ground).backgroundColor))ground=ground.parentElement;
      var a=light(getComputedStyle(x).color),b=light(getComputedStyle(ground||document.body).backgroundColor),r=(Math.max(a,b)+0.05)/(Math.min(a,b)+0.05);
      if(r<4.5)low.push(x.textContent.slice(0,20)+' '+r.toFixed(2));});return low;"""
    for scheme in "light", "dark":
        call("POST", session + "/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"features": [{"name": "prefers-color-scheme", "value": scheme}]}})
        low = run(contrast)
        check("text of too little contrast in %s: %s" % (scheme, low), not low)
    screenshot("dark")

    if len(sys.argv) > 3:
        document = json.loads(open(sys.argv[3], encoding="utf-8").readline())
        shown = run("return Array.from(document.querySelectorAll('.a')).filter(function(x){return /person|org|place|norp|misc/.test(x.className)}).map(function(x){return x.textContent})")
        raw = document["text"].encode()
        missing = sorted({raw[e["start"]:e["end"]].decode() for e in document["entities"]} - set(" ".join(s.split()) for s in shown))
        wanted = len({(e["start"], e["end"]) for e in document["entities"]})
        print("entities of the gold: %d, texts not shown as one mark: %s" % (wanted, missing or "none"))
        check("too much of the gold is not shown", len(missing) * 20 <= wanted)

    console = [entry for entry in call("POST", session + "/se/log", {"type": "browser"}) if entry["level"] not in ("INFO", "DEBUG")]
    check("the console says: %s" % console, not console)
    requests = []
    for entry in call("POST", session + "/se/log", {"type": "performance"}):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            requests.append(message["params"]["request"]["url"])
    others = [url for url in requests if url != "file://" + page and not url.startswith(("data:", "chrome:"))]  # the browser has a page of its own
    check("it asks for %s" % others[:5], not others)
    print("rendered, filtered, jumped; %d marks of people; screenshots in %s" % (marks, folder))
finally:
    if session:
        try:
            urllib.request.urlopen(urllib.request.Request(base + session, method="DELETE"), timeout=30).read()
        except OSError:
            pass
    driver.terminate()
    driver.wait()
    subprocess.run(["rm", "-rf", profile])
