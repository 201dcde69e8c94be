/* What the build embeds: all scripts, as text and compiled, the compiled patterns of the bundled rule packs, the compiled
 * dictionaries, and the weights of the tagger. */
#ifndef LUNETTE_EMBEDDED_H
#define LUNETTE_EMBEDDED_H

typedef struct lun_embedded_script {
  const char *name; /* "lib/cli.lua" */
  const char *start, *stop; /* its text */
  const char *code, *code_stop; /* compiled, for the Lua release that lun_embedded_release names */
} lun_embedded_script;

extern const char lun_embedded_release[]; /* lua_ident of the Lua that compiled them */
extern const lun_embedded_script lun_embedded_scripts[]; /* ends with a row of NULLs */
extern const lun_embedded_script lun_embedded_patterns[]; /* of the rule packs by name, without text; likewise */
extern const char lun_embedded_image[], lun_embedded_image_end[];
extern const char lun_embedded_weights[], lun_embedded_weights_end[]; /* of the tagger */
extern const char lun_embedded_image_digest[]; /* its SHA-256 in hexadecimal, with a NUL */

#endif
