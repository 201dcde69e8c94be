/* A condition that most matches do not meet: whether short words stand for long ones by their letters. Owns when a script has more
 * to say of them. */
#include "match/machine.h"
#include "match/wording.h"

const char *lun_captured_words(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, uint32_t name, size_t *size) {
  for (uint32_t k = 0; k < match->capture_count; k++) {
    const lun_capture *c = &found->captures[match->captures + k];
    if (lun_capture_name(machine, c->capture) != name) continue;
    const uint32_t start = doc->tokens.start[c->first];
    *size = lun_token_stop(&doc->tokens, c->stop - 1) - start;
    return doc->text + start;
  }
  return NULL;
}

lun_status lun_short_form_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_short_form *form,
                               bool *stands, bool *told, lun_err *err) {
  size_t size = 0, length = 0;
  const char *full = lun_captured_words(machine, doc, found, match, form->full, &size), *brief = lun_captured_words(machine, doc, found, match, form->brief, &length);
  *stands = false;
  *told = true;
  if (!full || !brief) return LUN_OK;
  lun_status status = lun_acronym(machine->vocab, full, size, brief, length, stands, err);
  if (status || *stands || !form->dictionary) return status;
  double prior;
  status = lun_dictionary_prior_of(form->dictionary, machine->vocab, brief, length, &prior, err);
  if (!status && prior > 0 && form->both) status = lun_dictionary_prior_of(form->dictionary, machine->vocab, full, size, &prior, err);
  *told = status || prior <= 0;
  return status;
}
