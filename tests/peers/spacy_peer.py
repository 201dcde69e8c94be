"""Makes patterns and documents, runs spaCy's EntityRuler on them and compares its spans with those of lunette.

spacy_peer.py make FOLDER DATA        writes patterns.jsonl, documents.jsonl (plain) and tokens.jsonl (with spaCy's tokens)
spacy_peer.py compare FOLDER          reads plain.jsonl and given.jsonl, lunette's rows on both, and prints what differs
spacy_peer.py load FILE               loads documents of --format spacy by Doc.from_json and prints their counts

Everything is drawn by a fixed seed. A difference that is gone when lunette gets spaCy's tokens is one of tokenisation; it is
told by the mark around which the two cut differently. Of patterns with different labels that match the same span spaCy takes
one by the order of a hash set, lunette the first written: such a tie is told apart, when spaCy's own matcher has both."""
import collections
import json
import os
import random
import re
import sys

import spacy

PATTERNS, DOCUMENTS = 1000, 200


def surfaces(data, name, count, rng):
    rows = []
    with open(os.path.join(data, name + ".tsv"), encoding="utf-8") as lines:
        for line in lines:
            cell = line.rstrip("\n").split("\t")[0]
            if line.startswith("#") or not cell or not cell[0].isalpha():
                continue
            rows.append(cell)
    return rng.sample(rows, min(count, len(rows)))


def make(folder, data):
    rng = random.Random(20180817)
    given = surfaces(data, "given", 60, rng)
    family = surfaces(data, "surname", 80, rng) + ["O'Hara", "D’Arcy", "Smith-Jones", "McCoy", "van Dam"]
    place = surfaces(data, "place", 120, rng)
    org = surfaces(data, "org", 80, rng) + ["Bell & Sons", "A.B. Marsh Inc.", "Blue-Sky Air", "TV5 News"]
    verbs = ["met", "praised", "called", "visited", "sued", "warned", "joined", "left"]
    nouns = ["treaty", "harbour", "election", "strike", "budget", "well-known plan", "river", "mine", "tunnel", "vote"]
    labels = ["PERSON", "ORG", "GPE", "EVENT", "MONEY", "ROLE", "Work-Of-Art"]
    person = lambda: rng.choice(given) + " " + rng.choice(family)

    makers = [
        lambda: person(), lambda: rng.choice(place), lambda: rng.choice(org), lambda: rng.choice(given) + " " + person(),
        lambda: [{"TEXT": rng.choice(given)}, {"IS_TITLE": True, "OP": "+"}],
        lambda: [{"LOWER": rng.choice(verbs)}, {"LOWER": "the"}, {"LOWER": rng.choice(nouns).split()[-1]}],
        lambda: [{"LOWER": {"IN": rng.sample(verbs, 3)}}, {"IS_TITLE": True}],
        lambda: [{"ORTH": rng.choice(given)}, {"ORTH": {"NOT_IN": rng.sample(family, 3)}, "IS_ALPHA": True}],
        lambda: [{"IS_CURRENCY": True}, {"LIKE_NUM": True}, {"LOWER": rng.choice(["million", "billion"]), "OP": "?"}],
        lambda: [{"LIKE_NUM": True}, {"LOWER": rng.choice(["people", "ships", "votes", "miners"])}],
        lambda: [{"SHAPE": "dd"}, {"SHAPE": "Xxx"}, {"SHAPE": "dddd"}],
        lambda: [{"SHAPE": rng.choice(["XX", "XXX", "XXXX", "Xxxxx", "d.d", "d,ddd"])}, {"LOWER": rng.choice(verbs)}],
        lambda: [{"TEXT": rng.choice(place).split()[0]}, {"OP": "?"}, {"TEXT": rng.choice(place).split()[-1]}],
        lambda: [{"LENGTH": {">=": rng.randint(9, 13)}, "IS_LOWER": True}],
        lambda: [{"IS_UPPER": True, "LENGTH": rng.randint(2, 5)}, {"IS_PUNCT": True, "OP": "!"}],
        lambda: [{"TEXT": {"REGEX": rng.choice(["^Mc[A-Z]", "burg$", "^[A-Z]{2,4}$", "tion(s)?$", "^\\d{4}$", "^(Lo|La)"])}}, {"LOWER": rng.choice(verbs)}],
        lambda: [{"LOWER": {"FUZZY": rng.choice(["tunel", "elektion", "harbor", "budgett", "treatty"])}}],
        lambda: [{"TEXT": {"FUZZY1": rng.choice(["Limaa", "Pariss", "Quto", "Bogata"])}}],
        lambda: [{"LOWER": rng.choice(["minister", "president", "mayor"])}, {"TEXT": rng.choice(given), "OP": "?"}, {"TEXT": rng.choice(family).split("-")[0]}],
        lambda: [{"IS_DIGIT": True}, {"LOWER": {"IN": ["may", "june", "july"]}, "OP": "?"}, {"IS_DIGIT": True, "LENGTH": 4}],
        lambda: [{"LOWER": rng.choice(nouns).split()[-1]}, {"LOWER": "of"}, {"IS_TITLE": True, "OP": rng.choice(["{1,2}", "{2}", "{1,}", "+", "*"])}],
        lambda: [{"PREFIX": rng.choice("ABCQZ"), "IS_TITLE": True, "LENGTH": {">": 8}}],
        lambda: [{"SUFFIX": rng.choice(["ing", "ous", "ism", "ter"])}, {"LOWER": rng.choice(["of", "the", "and", "a"])}],
        lambda: [{"LOWER": {"IN": ["well-known", "half-built", "co-op", rng.choice(nouns).split()[-1]]}}, {"IS_ALPHA": True, "IS_LOWER": True}],
        lambda: [{"IS_QUOTE": True}, {"OP": "*", "IS_ALPHA": True}, {"IS_QUOTE": True}],
        lambda: [{"LIKE_EMAIL": True}], lambda: [{"LIKE_URL": True}],
        lambda: [{"IS_BRACKET": True}, {"IS_UPPER": True}, {"IS_RIGHT_PUNCT": True}],
        lambda: [{"TEXT": {"INTERSECTS": rng.sample(family, 4)}}],
        lambda: [{"IS_ASCII": False, "IS_PUNCT": False}],
        lambda: [{"IS_STOP": True, "OP": "+"}, {"IS_STOP": False, "LENGTH": rng.randint(5, 9)}],
        lambda: [{"IS_LEFT_PUNCT": True}, {"LIKE_NUM": False, "LENGTH": {"IN": [3, 5]}, "OP": "{1,3}"}, {"IS_BRACKET": True}],
    ]
    patterns, seen = [], set()
    while len(patterns) < PATTERNS:
        kind = rng.randrange(len(makers)) if rng.random() < 0.6 else rng.randrange(4)
        pattern = makers[kind]()
        key = json.dumps(pattern, sort_keys=True)
        if key in seen:  # equal patterns of two labels: which spaCy takes goes by hashes
            continue
        seen.add(key)
        entry = {"label": labels[kind % len(labels)], "pattern": pattern}
        if rng.random() < 0.5:
            entry["id"] = "id-%d" % len(patterns)
        patterns.append(entry)

    sentences = [
        lambda: "%s %s the %s of %s." % (person(), rng.choice(verbs), rng.choice(nouns), rng.choice(place)),
        lambda: "“We saw the %s,” said %s of %s." % (rng.choice(nouns), person(), rng.choice(org)),
        lambda: '"No %s," minister %s %s.' % (rng.choice(nouns), person(), rng.choice(verbs)),
        lambda: "On %d May %d %s (%s) %s %s." % (rng.randint(10, 28), rng.randint(1990, 2020), rng.choice(org), rng.choice(["UN", "EU", "ILO"]), rng.choice(verbs), person()),
        lambda: "It cost $%d,%03d million – or €%.1f billion — in %s." % (rng.randint(1, 9), rng.randint(0, 999), rng.random() * 9, rng.choice(place)),
        lambda: "%s and %s people left the half-built harbour near %s." % (rng.choice(["Forty", "12", "3,500", "two"]), rng.choice(["30", "seven", "1,200"]), rng.choice(place)),
        lambda: "Mayor %s's election in %s wasn’t over; %s can't vote." % (rng.choice(family), rng.choice(place), rng.choice(given)),
        lambda: "The U.S. %s and %s %s the well-known plan at 8:30 p.m. on Jan. %d." % (rng.choice(["Senate", "NAVY"]), rng.choice(org), rng.choice(verbs), rng.randint(1, 30)),
        lambda: "Write to %s@%s.org or see www.%s.com/%s now." % (rng.choice(given).lower(), "mail", "harbour", "news"),
        lambda: "%s-%s talks: %s %s %s/%s votes." % (rng.choice(place).split()[-1], rng.choice(place).split()[0], rng.choice(given), rng.choice(verbs), rng.randint(1, 9), rng.randint(10, 99)),
        lambda: "The tunell, a treatey and an electoin in Lima 🎉 were interesting the whole of %s." % rng.choice(place),
        lambda: "President %s %s %s tunnel of %s %s." % (person(), rng.choice(verbs), rng.choice(["the", "a"]), rng.choice(place), rng.choice(place)),
    ]
    nlp = spacy.blank("en")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "patterns.jsonl"), "w", encoding="utf-8") as out:
        for entry in patterns:
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")
    with open(os.path.join(folder, "documents.jsonl"), "w", encoding="utf-8") as plain, open(os.path.join(folder, "tokens.jsonl"), "w", encoding="utf-8") as given_tokens:
        for n in range(DOCUMENTS):
            paragraphs = [" ".join(rng.choice(sentences)() for _ in range(rng.randint(2, 6))) for _ in range(rng.randint(2, 5))]
            record = {"id": "d%d" % n, "text": "\n\n".join(paragraphs)}
            plain.write(json.dumps(record, ensure_ascii=False) + "\n")
            record["tokens"] = [{"start": t.idx, "end": t.idx + len(t)} for t in nlp.make_doc(record["text"]) if not t.is_space]
            given_tokens.write(json.dumps(record, ensure_ascii=False) + "\n")


def rows(path):
    found = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["document"]][(row["from"], row["to"])] = row["label"]
    return found


MARKS = (("a hyphen in a word", r"\w[-/]\w"), ("an address", r"@|\w\.\w+/|www"), ("an apostrophe", r"['’]"), ("a stop in a word", r"\w\.\w|\w\.(?!\s*$)"), ("a sign", r"[$€–—&%(),“”\"]"))


def mark_of(text, start, end):
    """The mark nearest to a span around which its tokens may differ."""
    left, right = text.rfind(" ", 0, max(0, start - 1)) + 1, text.find(" ", end + 1)
    around = text[left : right if right >= 0 else len(text)]
    return next((name for name, pattern in MARKS if re.search(pattern, around)), "another place")


def compare(folder):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.from_disk(os.path.join(folder, "patterns.jsonl"))
    plain, given = rows(os.path.join(folder, "plain.jsonl")), rows(os.path.join(folder, "given.jsonl"))
    total, counts, marks, examples = 0, collections.Counter(), collections.Counter(), collections.defaultdict(list)
    with open(os.path.join(folder, "documents.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            doc = nlp(record["text"])
            theirs = {(e.start_char, e.end_char): e.label_ for e in doc.ents}
            matched = collections.defaultdict(set)
            for match, first, stop in ruler.match(nlp.make_doc(record["text"])):
                span = doc[first:stop]
                label = ruler._ent_ids[match][0] if match in ruler._ent_ids else nlp.vocab.strings[match]
                matched[span.start_char, span.end_char].add(label)
            total += len(theirs)
            for name, mine in (("own tokens", plain[record["id"]]), ("spaCy's tokens", given[record["id"]])):
                for span in sorted(set(theirs) | set(mine)):
                    if span not in mine:
                        kind = "only spaCy"
                    elif span not in theirs:
                        kind = "only lunette"
                    elif mine[span] != theirs[span]:
                        kind = "tie" if {mine[span], theirs[span]} <= matched[span] else "other label"
                    else:
                        kind = "agree"
                    counts[name, kind] += 1
                    if name == "own tokens" and kind.startswith("only"):
                        marks[mark_of(record["text"], *span)] += 1
                    if kind not in ("agree", "tie"):
                        text = record["text"][max(0, span[0] - 25):span[0]] + "[" + record["text"][span[0]:span[1]] + "]" + record["text"][span[1]:span[1] + 15]
                        examples[name, kind].append("%s %s %s %r" % (record["id"], theirs.get(span), mine.get(span), text))
    print("spans of spaCy: %d in %d documents" % (total, DOCUMENTS))
    worst = 0
    for name in ("own tokens", "spaCy's tokens"):
        print("lunette on %s: %s" % (name, ", ".join("%s %d" % (kind, counts[name, kind]) for kind in ("agree", "tie", "only spaCy", "only lunette", "other label"))))
        for kind in ("only spaCy", "only lunette", "other label"):
            for example in examples[name, kind][: int(os.environ.get("EXAMPLES", "5"))]:
                print("  %s: %s" % (kind, example))
        worst = sum(counts[name, kind] for kind in ("only spaCy", "only lunette", "other label"))
    print("on own tokens, near: " + ", ".join("%s %d" % pair for pair in marks.most_common()))
    return 1 if worst else 0


def load(path):
    nlp = spacy.blank("en")
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            doc = spacy.tokens.Doc(nlp.vocab).from_json(json.loads(line), validate=True)
            assert doc.text == json.loads(line)["text"], "the text is another"
            spans = json.loads(line)["spans"]
            for group, written in spans.items():
                loaded = [(s.start_char, s.end_char, s.label_) for s in doc.spans[group]]
                assert loaded == [(s["start"], s["end"], s["label"]) for s in written], "the spans of %s are others" % group
            assert len(doc.ents) == len(json.loads(line)["ents"]) and len(list(doc.sents)) == len(json.loads(line)["sents"])
            print("loaded by spaCy: %d tokens, %d sentences, %d entities, spans %s" % (len(doc), len(list(doc.sents)), len(doc.ents), {k: len(v) for k, v in sorted(doc.spans.items())}))
    return 0


if __name__ == "__main__":
    command, arguments = sys.argv[1], sys.argv[2:]
    sys.exit({"make": make, "compare": compare, "load": load}[command](*arguments) or 0)
