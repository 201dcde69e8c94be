/* Stems through libstemmer; see the header. */
#include "lunette/stem.h"

#include <stdint.h>

#include "lunette/library.h"
#include "lunette/mem.h"

#ifdef LUNETTE_STEMMER_SONAME
#include <libstemmer.h>

#define FUNCTIONS(X) X(sb_stemmer_new) X(sb_stemmer_delete) X(sb_stemmer_stem) X(sb_stemmer_length)
typedef struct functions { FUNCTIONS(LUN_LIBRARY_MEMBER) } functions;
static const char *const function_names[] = {FUNCTIONS(LUN_LIBRARY_NAME) NULL};

struct lun_stemmer {
  functions call;
  struct sb_stemmer *made;
};

lun_status lun_stemmer_new(const char *language, lun_stemmer **stemmer, lun_err *err) {
  *stemmer = NULL;
  lun_stemmer *s = lun_zalloc(1, sizeof *s);
  if (!s) return lun_fail_memory(err);
  lun_status status = lun_library_load(LUNETTE_STEMMER_SONAME, "libstemmer-dev", function_names, &s->call, sizeof s->call, err);
  if (!status && !(s->made = s->call.sb_stemmer_new(language, NULL)))
    status = lun_fail(err, LUN_NOT_FOUND, 0, "no stemmer for '%s': name a language of Snowball such as english, german or french", language);
  if (status) {
    lun_free(s);
    return status;
  }
  *stemmer = s;
  return LUN_OK;
}

void lun_stemmer_free(lun_stemmer *s) {
  if (!s) return;
  s->call.sb_stemmer_delete(s->made);
  lun_free(s);
}

lun_status lun_stemmer_stem(lun_stemmer *s, const char *word, size_t size, const char **stem, size_t *stem_size, lun_err *err) {
  if (size > UINT16_MAX) return lun_fail(err, LUN_LIMIT, size, "a word is longer than %d bytes", UINT16_MAX);
  const sb_symbol *found = s->call.sb_stemmer_stem(s->made, (const sb_symbol *)word, (int)size);
  if (!found) return lun_fail_memory(err);
  *stem = (const char *)found;
  *stem_size = (size_t)s->call.sb_stemmer_length(s->made);
  return LUN_OK;
}

#else

lun_status lun_stemmer_new(const char *language, lun_stemmer **stemmer, lun_err *err) {
  (void)language;
  *stemmer = NULL;
  return lun_library_absent("stems", "libstemmer-dev", err);
}
void lun_stemmer_free(lun_stemmer *stemmer) { (void)stemmer; }
lun_status lun_stemmer_stem(lun_stemmer *stemmer, const char *word, size_t size, const char **stem, size_t *stem_size, lun_err *err) {
  (void)stemmer, (void)word, (void)size, (void)stem, (void)stem_size;
  return lun_library_absent("stems", "libstemmer-dev", err);
}
#endif
