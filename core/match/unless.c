/* A condition that most matches meet, of which nobody is asked: that a dictionary does not know the words of a capture, nor do they end
 * in certain texts. Of the others a script has its say. */
#include <string.h>

#include "match/machine.h"
#include "match/wording.h"

lun_status lun_unless_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_unless *unless, bool *told, lun_err *err) {
  size_t size;
  const char *words = lun_captured_words(machine, doc, found, match, unless->capture, &size);
  *told = true;
  if (!words) return LUN_OK;
  for (unsigned i = 0; i < LUN_UNLESS_ENDINGS && unless->endings[i]; i++) {
    const size_t ending = strlen(unless->endings[i]);
    if (size >= ending && !memcmp(words + size - ending, unless->endings[i], ending)) *told = false;
  }
  if (!*told || !unless->dictionary) return LUN_OK;
  double prior;
  const lun_status status = lun_dictionary_prior_of(unless->dictionary, machine->vocab, words, size, &prior, err);
  *told = status || prior <= 0;
  return status;
}
