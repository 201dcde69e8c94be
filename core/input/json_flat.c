/* The direct path of records: an object is checked and its wanted fields are found in one pass over its bytes, without
 * building it. Whatever is unusual (a wanted number with a fraction, escapes in keys, deep nesting, long numbers, anything
 * that is wrong) is refused here and read by jansson, so this file only has to be right about what it takes: a test holds
 * both against each other on random input. Strings are walked many bytes at a time. */
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "input/json_scan.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

enum { DEEPEST = 32, DIGITS = 18 };

typedef struct reader {
  const char *at, *end;
} reader;

/* A string in the line, without its marks. */
typedef struct string {
  const char *at;
  size_t size;
  bool escaped;
} string;

/* What the names of fields gave, by their numbers in one row; most gave nothing, and what is said of them is not looked at. */
typedef struct found {
  string value;
  bool number;
} found;
typedef struct values {
  found of[LUN_FIELD_NAMES];
  uint64_t present[LUN_FIELD_NAMES / 64];
} values;

static void skip_white(reader *r) {
  while (r->at < r->end && lun_json_white(*r->at)) r->at++;
}

/* The first byte that is a mark, a backslash or a control character, or end. */
static const char *special(const char *p, const char *end) {
#if defined(__SSE2__)
  const __m128i mark = _mm_set1_epi8('"'), back = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1F);
  for (; end - p >= 16; p += 16) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
    const __m128i either = _mm_or_si128(_mm_cmpeq_epi8(v, mark), _mm_cmpeq_epi8(v, back));
    const int hits = _mm_movemask_epi8(_mm_or_si128(either, _mm_cmpeq_epi8(_mm_min_epu8(v, control), v)));
    if (hits) return p + __builtin_ctz((unsigned)hits);
  }
#else
  const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
  for (; end - p >= 8; p += 8) {
    uint64_t v;
    memcpy(&v, p, sizeof v);
    const uint64_t mark = v ^ (ones * '"'), back = v ^ (ones * '\\');
    /* exact as to whether there is one; which one is then looked for byte by byte */
    const uint64_t hit = ((mark - ones) & ~mark) | ((back - ones) & ~back) | ((v - ones * 0x20) & ~v);
    if (hit & high) break;
  }
#endif
  while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20) p++;
  return p;
}

/* What the character behind a backslash stands for, 0 where it is none of those that stand for one byte. */
static char meaning(char escape) {
  switch (escape) {
    case '"': case '\\': case '/': return escape;
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    default: return 0;
  }
}

static int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

/* The number of four hexadecimal digits at p, or UINT32_MAX. */
static uint32_t unit(const char *p, const char *end) {
  uint32_t value = 0;
  if (end - p < 4) return UINT32_MAX;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit(p[i]);
    if (digit < 0) return UINT32_MAX;
    value = value << 4 | (uint32_t)digit;
  }
  return value;
}

/* The character of a \u whose digits begin at p; *taken gets how many bytes they are. UINT32_MAX for a lone surrogate. */
static uint32_t escaped_code(const char *p, const char *end, unsigned *taken) {
  uint32_t code = unit(p, end);
  *taken = 4;
  if (code == UINT32_MAX || code < 0xD800 || code > 0xDFFF) return code;
  if (code > 0xDBFF || end - p < 10 || p[4] != '\\' || p[5] != 'u') return UINT32_MAX;
  uint32_t low = unit(p + 6, end);
  if (low < 0xDC00 || low > 0xDFFF) return UINT32_MAX; /* UINT32_MAX among them */
  *taken = 10;
  return 0x10000 + ((code & 0x3FF) << 10 | (low & 0x3FF));
}

static bool read_string(reader *r, string *s) {
  if (r->at == r->end || *r->at != '"') return false;
  s->at = ++r->at;
  s->escaped = false;
  for (;;) {
    const char *p = special(r->at, r->end);
    if (p == r->end || (unsigned char)*p < 0x20) return false;
    if (*p == '"') {
      s->size = (size_t)(p - s->at);
      r->at = p + 1;
      return true;
    }
    s->escaped = true;
    if (++p == r->end) return false;
    unsigned taken = 0;
    if (*p == 'u') {
      if (escaped_code(p + 1, r->end, &taken) == UINT32_MAX) return false;
    } else if (!meaning(*p)) return false;
    r->at = p + 1 + taken;
  }
}

/* Digits with a sign and a fraction, neither long nor with an exponent. */
static bool read_number(reader *r, string *s, bool *whole) {
  const char *p = r->at, *first;
  if (p < r->end && *p == '-') p++;
  for (first = p; p < r->end && *p >= '0' && *p <= '9'; p++) {}
  size_t digits = (size_t)(p - first);
  if (!digits || (digits > 1 && *first == '0')) return false;
  *whole = true;
  if (p < r->end && *p == '.') {
    const char *fraction = ++p;
    while (p < r->end && *p >= '0' && *p <= '9') p++;
    if (p == fraction) return false;
    digits += (size_t)(p - fraction);
    *whole = false;
  }
  if (digits > DIGITS || (p < r->end && (*p == 'e' || *p == 'E'))) return false;
  *s = (string){r->at, (size_t)(p - r->at), false};
  r->at = p;
  return true;
}

static bool read_word(reader *r) {
  static const char *const words[] = {"true", "false", "null"};
  for (size_t i = 0; i < 3; i++) {
    size_t n = strlen(words[i]);
    if ((size_t)(r->end - r->at) < n || memcmp(r->at, words[i], n)) continue;
    r->at += n;
    /* a letter or digit behind it would make another word of it */
    return r->at == r->end || *r->at == ',' || *r->at == ']' || *r->at == '}' || lun_json_white(*r->at);
  }
  return false;
}

/* Past a list or an object that begins here. */
static bool skip_nested(reader *r) {
  char open[DEEPEST];
  unsigned depth = 0;
  string s;
  bool whole, value = true; /* a value is wanted next, rather than what follows one */
  do {
    skip_white(r);
    if (r->at == r->end) return false;
    char c = *r->at;
    if (value && (c == '[' || c == '{')) {
      if (depth == DEEPEST) return false;
      open[depth++] = c;
      r->at++;
      skip_white(r);
      if (r->at < r->end && *r->at == (c == '[' ? ']' : '}')) {
        r->at++;
        depth--;
        value = false;
      }
    } else if (value) {
      if (c == '"' ? !read_string(r, &s) : c == '-' || (c >= '0' && c <= '9') ? !read_number(r, &s, &whole) : !read_word(r)) return false;
      value = false;
    } else {
      r->at++;
      if (c == ',') value = true;
      else if (c == (open[depth - 1] == '[' ? ']' : '}')) depth--;
      else return false;
    }
    if (depth && value && open[depth - 1] == '{') { /* a key comes first */
      skip_white(r);
      if (!read_string(r, &s) || s.escaped) return false;
      skip_white(r);
      if (r->at == r->end || *r->at++ != ':') return false;
    }
  } while (depth);
  return true;
}

static uint32_t slot_of(const char *key, size_t size) {
  const uint32_t first = size ? (unsigned char)key[0] : 0, last = size ? (unsigned char)key[size - 1] : 0;
  return (first + 31 * last + 7 * (uint32_t)size) % LUN_FIELD_SLOTS;
}

/* The name with a number among all of the fields, and its field. */
static const lun_field_name *name_at(const lun_fields *fields, uint32_t number, unsigned *field) {
  for (*field = 0; number >= fields->count[*field]; ++*field) number -= fields->count[*field];
  return fields->of[*field] + number;
}

void lun_fields_index(lun_fields *fields) {
  uint32_t names = 0;
  fields->indexed = false;
  memset(fields->slots, 0, sizeof fields->slots);
  for (unsigned field = 0; field < LUN_FIELDS; field++) {
    for (uint32_t i = 0; i < fields->count[field]; i++) {
      const lun_field_name *name = &fields->of[field][i];
      if (name->dotted || names == LUN_FIELD_NAMES) return;
      uint32_t at = slot_of(name->at, name->size);
      while (fields->slots[at]) at = (at + 1) % LUN_FIELD_SLOTS;
      fields->slots[at] = (uint16_t)++names;
    }
  }
  fields->indexed = true;
}

/* Where the value of a key belongs: every name that it is. Of a key that comes twice the last counts, whatever it is. */
static bool read_member(reader *r, const string *key, const lun_fields *fields, values *given) {
  string s = {NULL, 0, false};
  bool number = false, whole = true;
  char c = r->at < r->end ? *r->at : 0;
  if (c == '"') {
    if (!read_string(r, &s)) return false;
  } else if (c == '-' || (c >= '0' && c <= '9')) {
    if (!read_number(r, &s, &whole)) return false;
    number = true;
  } else if (c == '[' || c == '{' ? !skip_nested(r) : !read_word(r)) return false;
  for (uint32_t at = slot_of(key->at, key->size), n; (n = fields->slots[at]) != 0; at = (at + 1) % LUN_FIELD_SLOTS) {
    unsigned field;
    const lun_field_name *name = name_at(fields, --n, &field);
    if (name->size != key->size || memcmp(name->at, key->at, key->size)) continue;
    if (number && (!whole || *s.at == '-') && (field == LUN_FIELD_ID || field == LUN_FIELD_DATE)) return false; /* jansson's way of writing it */
    given->of[n] = (found){s, number};
    if (s.at) given->present[n / 64] |= UINT64_C(1) << n % 64;
    else given->present[n / 64] &= ~(UINT64_C(1) << n % 64);
  }
  return true;
}

static bool is_mark(const string *key, const lun_fields *fields) {
  for (uint32_t i = 0; i < fields->mark_count; i++)
    if (fields->marks[i].size == key->size && !memcmp(fields->marks[i].at, key->at, key->size)) return true;
  return false;
}

static bool read_object(reader *r, const lun_fields *fields, values *given, bool *marked) {
  skip_white(r);
  if (r->at == r->end || *r->at++ != '{') return false;
  for (;;) {
    string key;
    skip_white(r);
    if (!read_string(r, &key) || key.escaped) return false;
    skip_white(r);
    if (r->at == r->end || *r->at++ != ':') return false;
    skip_white(r);
    if (!read_member(r, &key, fields, given)) return false;
    *marked = *marked || is_mark(&key, fields);
    skip_white(r);
    if (r->at == r->end) return false;
    char c = *r->at++;
    if (c == '}') break;
    if (c != ',') return false;
  }
  skip_white(r);
  return r->at == r->end;
}

/* A string without its escapes, which are known to be right, at *to, which moves on behind a closing NUL. */
static void unescape(const string *s, char **to, lun_value *out) {
  const char *p = s->at, *end = s->at + s->size;
  char *q = *to;
  while (p < end) {
    if (*p != '\\') { /* behind an escape another often comes at once */
      const char *back = s->escaped ? memchr(p, '\\', (size_t)(end - p)) : NULL;
      const size_t plain = (size_t)((back ? back : end) - p);
      memcpy(q, p, plain);
      q += plain;
      p += plain;
      continue;
    }
    const char escape = p[1];
    p += 2;
    if (escape == 'u') {
      unsigned taken;
      q += lun_utf8_encode(escaped_code(p, end, &taken), q);
      p += taken;
    } else *q++ = meaning(escape);
  }
  *q = 0;
  out->at = *to;
  out->size = (size_t)(q - *to);
  *to = q + 1;
}

uint32_t lun_json_mend(char *bytes, size_t size) {
  uint32_t count = 0;
  char *end = bytes + size;
  for (char *p = bytes; end - p >= 6 && (p = memchr(p, '\\', (size_t)(end - p)));) {
    unsigned taken = 0;
    const char *digits = p + 2;
    const bool whole = digits >= end || p[1] != 'u' || escaped_code(digits, end, &taken) != UINT32_MAX;
    if (!whole && unit(digits, end) != UINT32_MAX) {
      memcpy(p + 2, "fffd", 4);
      count++;
    } else if (!whole) taken = 0;
    p += 2 + taken;
  }
  return count;
}

/* Chooses among the names of each field as find_field of jsonl.c does. */
static const found *choose(const values *given, uint32_t first, uint32_t count, lun_field field, lun_record *record) {
  const bool numbers = field == LUN_FIELD_ID || field == LUN_FIELD_DATE;
  const found *chosen = NULL;
  for (uint32_t n = first; n < first + count; n++) {
    const uint64_t rest = given->present[n / 64] >> n % 64;
    n = rest ? n + (uint32_t)__builtin_ctzll(rest) : n | 63;
    if (!rest || n >= first + count) continue;
    const found *v = &given->of[n];
    if (v->number && !numbers) continue;
    if (!v->value.size && (numbers || chosen)) continue;
    if (v->value.size && field == LUN_FIELD_TEXT) record->texts++;
    if (chosen && chosen->value.size) continue;
    chosen = v;
    record->field[field].name = n - first;
  }
  return chosen;
}

lun_status lun_json_flat(const char *line, size_t size, const lun_fields *fields, lun_record *record, bool *taken, lun_err *err) {
  values given;
  *taken = false;
  if (!fields->indexed || !size || lun_utf8_valid_prefix(line, size) != size) return LUN_OK;
  memset(given.present, 0, sizeof given.present);
  reader r = {line, line + size};
  bool marked = false;
  if (!read_object(&r, fields, &given, &marked)) return LUN_OK;
  const found *chosen[LUN_FIELDS];
  size_t room = 0;
  for (uint32_t field = 0, first = 0; field < LUN_FIELDS; first += fields->count[field++]) {
    chosen[field] = choose(&given, first, fields->count[field], (lun_field)field, record);
    if (chosen[field]) room += chosen[field]->value.size + 1;
  }
  if (!chosen[LUN_FIELD_TEXT]) { /* what there is instead is jansson's to say */
    memset(record, 0, sizeof *record);
    return LUN_OK;
  }
  if (!(record->bytes = lun_alloc(room))) {
    memset(record, 0, sizeof *record);
    return lun_fail_memory(err);
  }
  record->marked = marked;
  char *to = record->bytes;
  for (unsigned field = 0; field < LUN_FIELDS; field++)
    if (chosen[field]) unescape(&chosen[field]->value, &to, &record->field[field]);
  *taken = true;
  return LUN_OK;
}
