/* Charsets that a page or an answer of HTTP declares, by the names that the web has for them (WHATWG, Encoding), and their conversion by
 * the C library's iconv. Names are compared by their letters and digits, in any case. A row is what browsers take the name for:
 * gb2312 is GB18030, shift_jis is Microsoft's, iso-8859-9 is windows-1254. Characters are converted one by one, so that each that
 * is not ASCII has its place in the input; what is none of the charset is one U+FFFD a byte. */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"

enum { KEY_MAX = 32, CHARACTER_MAX = 8 /* bytes of one, an escape before it apart */ };

struct lun_charset {
  const char *keys; /* each with a blank on either side */
  const char *name; /* as it is shown */
  const char *iconv;
  bool escapes; /* bytes below 80 are not always ASCII */
};

static const lun_charset charsets[] = {
    {" windows1252 cp1252 xcp1252 iso88591 isoir100 latin1 l1 cp819 ibm819 csisolatin1 ascii usascii ansix341968 ", "windows-1252", NULL, false},
    {" windows1250 cp1250 xcp1250 ", "windows-1250", "CP1250", false},
    {" windows1251 cp1251 xcp1251 ", "windows-1251", "CP1251", false},
    {" windows1253 cp1253 xcp1253 ", "windows-1253", "CP1253", false},
    {" windows1254 cp1254 xcp1254 iso88599 isoir148 latin5 l5 csisolatin5 ", "windows-1254", "CP1254", false},
    {" windows1255 cp1255 xcp1255 ", "windows-1255", "CP1255", false},
    {" windows1256 cp1256 xcp1256 ", "windows-1256", "CP1256", false},
    {" windows1257 cp1257 xcp1257 ", "windows-1257", "CP1257", false},
    {" windows1258 cp1258 xcp1258 ", "windows-1258", "CP1258", false},
    {" windows874 dos874 cp874 iso885911 tis620 ", "windows-874", "CP874", false},
    {" iso88592 isoir101 latin2 l2 csisolatin2 ", "iso-8859-2", "ISO-8859-2", false},
    {" iso88593 isoir109 latin3 l3 csisolatin3 ", "iso-8859-3", "ISO-8859-3", false},
    {" iso88594 isoir110 latin4 l4 csisolatin4 ", "iso-8859-4", "ISO-8859-4", false},
    {" iso88595 isoir144 cyrillic csisolatincyrillic ", "iso-8859-5", "ISO-8859-5", false},
    {" iso88596 isoir127 arabic asmo708 ecma114 csisolatinarabic iso88596e iso88596i ", "iso-8859-6", "ISO-8859-6", false},
    {" iso88597 isoir126 greek greek8 ecma118 elot928 csisolatingreek suneugreek ", "iso-8859-7", "ISO-8859-7", false},
    {" iso88598 isoir138 hebrew visual csisolatinhebrew iso88598e iso88598i logical ", "iso-8859-8", "ISO-8859-8", false},
    {" iso885910 isoir157 latin6 l6 csisolatin6 ", "iso-8859-10", "ISO-8859-10", false},
    {" iso885913 ", "iso-8859-13", "ISO-8859-13", false},
    {" iso885914 ", "iso-8859-14", "ISO-8859-14", false},
    {" iso885915 latin9 l9 csisolatin9 ", "iso-8859-15", "ISO-8859-15", false},
    {" iso885916 ", "iso-8859-16", "ISO-8859-16", false},
    {" ibm866 cp866 866 csibm866 ", "ibm866", "CP866", false},
    {" koi8r koi8 koi cskoi8r ", "koi8-r", "KOI8-R", false},
    {" koi8u koi8ru ", "koi8-u", "KOI8-U", false},
    {" macintosh mac xmacroman csmacintosh ", "macintosh", "MACINTOSH", false},
    {" xmaccyrillic xmacukrainian ", "x-mac-cyrillic", "MAC-CYRILLIC", false},
    {" gb18030 gbk xgbk gb2312 gb231280 chinese csgb2312 csiso58gb231280 isoir58 ", "gb18030", "GB18030", false},
    {" big5 big5hkscs cnbig5 csbig5 xxbig5 ", "big5", "BIG5-HKSCS", false},
    {" eucjp xeucjp cseucpkdfmtjapanese ", "euc-jp", "EUC-JP", false},
    {" shiftjis xsjis sjis csshiftjis ms932 mskanji windows31j ", "shift_jis", "CP932", false},
    {" euckr cseuckr ksc56011987 ksc56011989 ksc5601 csksc56011987 isoir149 korean windows949 ", "euc-kr", "CP949", false},
    {" iso2022jp csiso2022jp ", "iso-2022-jp", "ISO-2022-JP", true}};

const lun_charset *lun_charset_named(const char *name, size_t size) {
  char key[KEY_MAX + 3] = " ";
  size_t length = 1;
  for (size_t i = 0; i < size; i++) {
    char c = name[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c | 0x20);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) continue;
    if (length > KEY_MAX) return NULL;
    key[length++] = c;
  }
  if (length == 1) return NULL;
  key[length] = ' ';
  key[length + 1] = 0;
  for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
    if (strstr(charsets[i].keys, key)) return &charsets[i];
  return NULL;
}

const char *lun_charset_name(const lun_charset *charset) { return charset->name; }
bool lun_charset_is_windows1252(const lun_charset *charset) { return !charset->iconv; }
bool lun_charset_escapes(const lun_charset *charset, const char *input, size_t size) { return charset->escapes && memchr(input, 0x1B, size); }

typedef struct converter {
  iconv_t with;
  const char *input;
  size_t size, at;
  size_t taken; /* where the bytes begin that were taken and have given no character yet */
  lun_decoded *out;
  uint32_t capacity; /* of out->bytes */
} converter;

static lun_status append(converter *c, const char *bytes, size_t size) {
  lun_decoded *out = c->out;
  if ((uint64_t)out->size + size > LUN_TEXT_MAX) return LUN_LIMIT;
  if (lun_grow((void **)&out->bytes, &c->capacity, (uint64_t)out->size + size + 1, 1)) return LUN_NO_MEMORY;
  memcpy(out->bytes + out->size, bytes, size);
  out->size += (uint32_t)size;
  return LUN_OK;
}

/* Characters for the bytes that were taken, up to c->at. */
static lun_status write_character(converter *c, const char *text, size_t size) {
  lun_decoded *out = c->out;
  const size_t taken = c->at - c->taken;
  if (size != taken || memcmp(text, c->input + c->taken, size)) {
    if (lun_grow((void **)&out->edits, &out->edit_capacity, (uint64_t)out->edit_count + 1, sizeof *out->edits)) return LUN_NO_MEMORY;
    out->edits[out->edit_count++] = (lun_edit){out->size, (uint32_t)size, (uint32_t)c->taken, (uint32_t)taken};
  }
  c->taken = c->at;
  return append(c, text, size);
}

/* What the converter holds back, as the bases of letters with accents. */
static lun_status flush(converter *c) {
  char text[4 * CHARACTER_MAX], *to = text;
  size_t room = sizeof text;
  iconv(c->with, NULL, NULL, &to, &room);
  return to > text || c->taken < c->at ? write_character(c, text, (size_t)(to - text)) : LUN_OK;
}

static lun_status replace(converter *c, size_t bytes) {
  char text[4];
  lun_status status = flush(c);
  if (!c->out->repaired++) c->out->first_repaired = c->at;
  c->at += bytes;
  return status ? status : write_character(c, text, lun_utf8_encode(LUN_REPLACEMENT, text));
}

/* The next character, from as few bytes as it takes. */
static lun_status convert(converter *c) {
  const size_t left = c->size - c->at;
  for (size_t given = 1; given <= left && given <= CHARACTER_MAX; given++) {
    char text[4 * CHARACTER_MAX], *to = text;
    union { /* iconv takes what it does not change without const */
      const char *bytes;
      char *borrowed;
    } from = {c->input + c->at};
    size_t more = given, room = sizeof text;
    const size_t result = iconv(c->with, &from.borrowed, &more, &to, &room);
    const bool wants_more = result == (size_t)-1 && errno == EINVAL;
    if (result == (size_t)-1 && !wants_more) return replace(c, 1);
    c->at += given - more;
    if (to > text) return write_character(c, text, (size_t)(to - text));
    if (!wants_more || more < given) return LUN_OK; /* taken, and held back or an escape */
  }
  return replace(c, left < CHARACTER_MAX ? left : 1);
}

static lun_status convert_all(converter *c, bool escapes) {
  lun_status status = LUN_OK;
  while (c->at < c->size && !status) {
    size_t ascii = c->at;
    while (!escapes && ascii < c->size && (unsigned char)c->input[ascii] < 0x80) ascii++;
    if (ascii == c->at) {
      status = convert(c);
      continue;
    }
    status = flush(c);
    if (!status) status = append(c, c->input + c->at, ascii - c->at);
    c->at = c->taken = ascii;
  }
  if (!status) status = flush(c);
  if (!status) status = append(c, "", 1);
  if (!status) c->out->size--;
  return status;
}

lun_status lun_charset_decode(const lun_charset *charset, const char *input, size_t size, lun_decoded *out, lun_err *err) {
  converter c = {.with = iconv_open("UTF-8", charset->iconv), .input = input, .size = size, .out = out};
  if (c.with == (iconv_t)-1) c.with = iconv_open("UTF-8", charset->name);
  if (c.with == (iconv_t)-1)
    return lun_fail(err, LUN_NOT_FOUND, 0, "declares %s, which iconv of this system does not know (on Debian libc-gconv-modules-extra has more): convert it elsewhere, iconv -f %s -t utf-8",
                    charset->name, charset->name);
  const lun_status status = convert_all(&c, charset->escapes);
  iconv_close(c.with);
  if (status == LUN_NO_MEMORY) return lun_fail_memory(err);
  if (status) return lun_fail(err, status, size, "a text of %zu bytes in %s is over the limit of %d", size, charset->name, LUN_TEXT_MAX);
  return LUN_OK;
}
