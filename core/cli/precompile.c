/* lunette-precompile OUT TABLE SCRIPTS NAME...: compiles the scripts SCRIPTS/NAME while the project is built and writes them into
 * one assembler file OUT, a table of lua/embedded.h: reading compiled scripts takes a third of the time of a short run's start.
 * lun_embedded_scripts holds their text too; the others hold code alone, without what debugging needs. Code is used only by a
 * Lua of the very release that wrote it; any other reads the text. */
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <string.h>

#include "lunette.h"

typedef struct text {
  char *bytes;
  uint32_t size, capacity;
} text;

static bool put(text *t, const char *bytes, size_t size) {
  if (lun_grow((void **)&t->bytes, &t->capacity, (uint64_t)t->size + size, 1)) return false;
  memcpy(t->bytes + t->size, bytes, size);
  t->size += (uint32_t)size;
  return true;
}

static int dump(lua_State *L, const void *bytes, size_t size, void *data) {
  (void)L;
  return put(data, bytes, size) ? 0 : 1;
}

/* A labelled row of .byte values. */
static bool put_bytes(text *out, const char *label, unsigned n, const char *bytes, size_t size) {
  char line[128];
  bool ok = put(out, line, (size_t)snprintf(line, sizeof line, "%s%u:\n", label, n));
  for (size_t i = 0; ok && i < size; i += 16) {
    size_t room = 0;
    for (size_t k = i; k < size && k < i + 16; k++)
      room += (size_t)snprintf(line + room, sizeof line - room, "%s%u", k == i ? ".byte " : ",", (unsigned char)bytes[k]);
    line[room++] = '\n';
    ok = put(out, line, room);
  }
  return ok && put(out, line, (size_t)snprintf(line, sizeof line, "%s%ue:\n.byte 0\n", label, n));
}

static bool put_script(lua_State *L, text *out, bool whole, const char *folder, const char *name, unsigned n, lun_err *err) {
  char path[1024], *source;
  size_t size;
  text code = {NULL, 0, 0};
  snprintf(path, sizeof path, "%s/%s", folder, name);
  if (lun_io_read_file(path, LUN_TEXT_MAX, &source, &size, err)) return false;
  snprintf(path, sizeof path, "@scripts/%s", name);
  bool ok = luaL_loadbufferx(L, source, size, path, "t") == LUA_OK && lua_dump(L, dump, &code, !whole) == 0;
  if (!ok) lun_fail(err, LUN_FORMAT, 0, "%s", lua_isstring(L, -1) ? lua_tostring(L, -1) : "the script cannot be compiled");
  ok = ok && put_bytes(out, "s", n, source, whole ? size : 0) && put_bytes(out, "c", n, code.bytes, code.size) && put_bytes(out, "n", n, name, strlen(name));
  lua_settop(L, 0);
  lun_free(code.bytes);
  lun_free(source);
  return ok;
}

int main(int argc, char **argv) {
  lun_err err = {LUN_OK, 0, "out of memory"};
  text out = {NULL, 0, 0};
  char line[160];
  if (argc < 4) {
    fprintf(stderr, "usage: lunette-precompile OUT TABLE SCRIPTS NAME...\n");
    return 2;
  }
  lua_State *L = luaL_newstate();
  const bool whole = !strcmp(argv[2], "lun_embedded_scripts");
  bool ok = L && put(&out, line, (size_t)snprintf(line, sizeof line, ".section .rodata\n.balign 16\n"));
  if (whole)
    ok = ok && put(&out, line, (size_t)snprintf(line, sizeof line, ".global lun_embedded_release\nlun_embedded_release:\n")) &&
         put_bytes(&out, "r", 0, lua_ident, strlen(lua_ident));
  for (int i = 4; ok && i < argc; i++) ok = put_script(L, &out, whole, argv[3], argv[i], (unsigned)i, &err);
  ok = ok && put(&out, line, (size_t)snprintf(line, sizeof line, ".section .data.rel.ro,\"aw\"\n.balign 8\n.global %s\n%s:\n", argv[2], argv[2]));
  for (int i = 4; ok && i < argc; i++) ok = put(&out, line, (size_t)snprintf(line, sizeof line, ".quad n%d, s%d, s%de, c%d, c%de\n", i, i, i, i, i));
  ok = ok && put(&out, line, (size_t)snprintf(line, sizeof line, ".quad 0, 0, 0, 0, 0\n.section .note.GNU-stack,\"\",%%progbits\n"));
  ok = ok && lun_io_write_file(argv[1], out.bytes, out.size, &err) == LUN_OK;
  if (L) lua_close(L);
  lun_free(out.bytes);
  if (!ok) fprintf(stderr, "%s\n", err.message);
  return ok ? 0 : 1;
}
