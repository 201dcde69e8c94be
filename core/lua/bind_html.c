/* Pages as documents: core.html(bytes, data [, charset]) and core.markdown(bytes, data) give a doc and the page's claims about itself, a list of
 * { name, value } in the order of trust, with `whole` where nothing looked like an article; or nil and a message. */
#include "lua/bind.h"

#define BIND_PAGE "lunette.page"

static int page_close(lua_State *L) {
  lun_page_free(bind_check(L, 1, BIND_PAGE));
  return 0;
}

static void push_claims(lua_State *L, const lun_page *page) {
  lua_createtable(L, (int)page->field_count, 1);
  for (uint32_t i = 0; i < page->field_count; i++) {
    lua_createtable(L, 2, 0);
    lua_pushstring(L, lun_page_key_name(page->fields[i].key));
    lua_rawseti(L, -2, 1);
    lua_pushstring(L, page->fields[i].value);
    lua_rawseti(L, -2, 2);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushboolean(L, page->whole);
  lua_setfield(L, -2, "whole");
}

typedef lun_status page_decoder(const char *input, size_t size, const char *charset, size_t length, lun_decoded *out, lun_err *err);
typedef lun_status page_reader(const char *source, size_t size, lun_page *page, lun_err *err);

static int refuse(lua_State *L, const lun_err *err) { return err->code == LUN_NO_MEMORY ? bind_raise(L, err) : bind_refuse(L, err); }

static int read_page(lua_State *L, page_decoder *decode_page, page_reader *read_text) {
  size_t size;
  const char *input = luaL_checklstring(L, 1, &size);
  luaL_checktype(L, 2, LUA_TTABLE);
  size_t length;
  const char *charset = luaL_optlstring(L, 3, "", &length); /* of the argument, which stays on the stack */
  lua_settop(L, 3);
  bind_doc *d = bind_push_doc(L, 2);
  lun_page *page = lua_newuserdatauv(L, sizeof *page, 0);
  *page = (lun_page){0};
  luaL_setmetatable(L, BIND_PAGE);
  lun_err err;
  if (decode_page(input, size, charset, length, &d->decoded, &err)) return refuse(L, &err);
  bind_push_decoded(L, &d->decoded, 1);
  const char *source = lua_tolstring(L, -1, &size);
  lua_setiuservalue(L, 4, DOC_SOURCE);
  if (read_text(source, size, page, &err)) return refuse(L, &err);
  d->page = (lun_decoded){.size = page->size, .edits = page->edits, .edit_count = page->edit_count};
  page->edits = NULL;
  lua_pushlstring(L, page->text ? page->text : "", page->size);
  bind_fill_doc(L, 4, d, page->headline);
  lua_pushvalue(L, 4);
  push_claims(L, page);
  return 2;
}

static int core_html(lua_State *L) { return read_page(L, lun_html_decode, lun_html_read); }
static int core_markdown(lua_State *L) { return read_page(L, lun_text_decode_declared, lun_markdown_read); }

void bind_open_html(lua_State *L) {
  static const luaL_Reg functions[] = {{"html", core_html}, {"markdown", core_markdown}, {NULL, NULL}};
  bind_closing_class(L, BIND_PAGE, NULL, page_close);
  luaL_setfuncs(L, functions, 0);
}
