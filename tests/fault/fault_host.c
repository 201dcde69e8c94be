/* Memory that runs out under Lua: while the host is made, and in every binding while a script runs. An error of Lua that
 * leaves a binding must leave nothing behind in C, and the host goes on working. (Lua itself collects garbage and tries
 * again when an allocation fails, so a single failure may pass unnoticed.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <lauxlib.h>
#include <unistd.h>

#include "fault.h"
#include "lua/pool.h"
#include "lunette/host.h"
#include "lunette/mem.h"

/* In place of core/lua/pool.c, which asks for memory by the chunk: here each block of Lua is one that can fail. */
struct lun_pool { int unused; };

lun_pool *lun_pool_new(void) { return lun_zalloc(1, sizeof(lun_pool)); }

void lun_pool_free(lun_pool *pool) { lun_free(pool); }

void *lun_pool_alloc(void *ud, void *block, size_t old_size, size_t new_size) {
  (void)ud;
  (void)old_size;
  if (new_size) return lun_realloc(block, new_size);
  lun_free(block);
  return NULL;
}
void *lun_pool_alloc_last(void *ud, void *block, size_t old_size, size_t new_size) { return lun_pool_alloc(ud, block, old_size, new_size); }

/* Given the path of a file that it may write; gives a list of functions, each of which goes through some bindings. */
static const char script[] =
  "local path = ...\n"
  "local lun, core, lpeg = require 'lunette', require 'lunette.core', require 'lpeg'\n"
  "local text = 'Port opens\\n\\nMERIDIAN, March 3 \\u{2014} Ministers agreed on Monday.\\n\\n'\n"
  "  .. '\\u{201C}We have argued enough,\\u{201D} said Gen. J. K. Ostrander of the Joint Harbour Authority (JHA), 61.\\n'\n"
  "local parts = {}\n"
  "function parts.documents()\n"
  "  local doc = lun.doc(text .. '\\xFF', { id = 'a', date = '2026-05-13' })\n"
  "  for sentence in doc:sentences() do assert(#sentence.text > 0 and tostring(sentence)) end\n"
  "  for paragraph, part in doc:paragraphs() do assert(#paragraph > 0 and part) end\n"
  "  for i, word in doc:tokens() do assert(doc:word(i) == word and doc:lower(i) and doc:kind(i) and doc:part(i)) end\n"
  "  for warning in doc:warnings() do assert(warning:find 'byte') end\n"
  "  assert(doc.headline.text == 'Port opens' and doc:position(5) == 1)\n"
  "end\n"
  "function parts.layers()\n"
  "  local doc = lun.doc(text)\n"
  "  for i = 1, 12 do doc:add('name', i, i + 2, { place = i, sure = 'yes' }, 'pack.rule' .. i) end\n"
  "  local layer = doc:layer 'name'\n"
  "  for s in doc:spans 'name' do assert(s.place and s:get 'sure' == 'yes' and s.rule and s.layer == 'name') end\n"
  "  for s in layer:within(1, 9) do for key, value in s:attributes() do assert(key and value) end end\n"
  "  local s = layer:next(3)\n"
  "  s:set('place', nil)\n"
  "  doc:remove(s)\n"
  "  assert(#layer == 11)\n"
  "  doc:scan(lpeg.R '09' ^ 1, 'digits')\n"
  "  for name in doc:layers() do assert(name) end\n"
  "  assert(doc:quoted(lun.collect(doc:spans 'quote')[1]).text == 'We have argued enough,')\n"
  "end\n"
  "function parts.dictionaries()\n"
  "  local list = assert(core.compile_dictionary('post', 'posts.tsv', '#cols surface\\trank\\nJoint Harbour Authority\\t1\\nOstrander\\t2\\n'))\n"
  "  local doc, seen = lun.doc(text), 0\n"
  "  for _, _, entry in doc:entries(list) do seen = seen + #list:candidates(entry) end\n"
  "  assert(seen == 2 and list:lookup('Ostrander')[1].rank == '2' and #list.columns == 1 and tostring(list))\n"
  "end\n"
  "function parts.files()\n"
  "  assert(core.write_file(path, 'one\\ntwo\\n'))\n"
  "  assert(assert(core.read(path)) == 'one\\ntwo\\n' and core.kind(path) == 'file')\n"
  "  assert(#assert(core.list(path:match '^(.*)/')) >= 1)\n"
  "  local lines, count = assert(core.lines(path)), 0\n"
  "  for line, number in lines do assert(line, number) count = count + 1 end\n"
  "  assert(count == 2)\n"
  "end\n"
  "function parts.scripts()\n"
  "  assert(core.write_file(path, 'return 1'))\n"
  "  assert(core.script(path:match '[^/]*$') == 'return 1' and not core.script 'none' and #core.scripts() > 1)\n"
  "end\n"
  "function parts.words()\n"
  "  assert(#core.words 'Ministers don\\u{2019}t agree.' == 5 and core.key 'Vel\\u{E1}zquez' == 'Velazquez')\n"
  "  assert(lun.lower 'PORT' == 'port' and core.cut('harbour', 4) == 'harb')\n"
  "  local matches = assert(core.regex '[a-z]+s')\n"
  "  assert(matches 'ports' and not matches 'port')\n"
  "end\n"
  "function parts.json()\n"
  "  local names = {}\n"
  "  for i = 1, 40 do names[i] = 'a name that is long enough to fill a buffer ' .. i end\n"
  "  local bytes = lun.json.encode { names = names, deep = { a = { b = { c = 1.5 } } }, none = {} }\n"
  "  assert(assert(lun.json.decode(bytes)).names[40] == names[40])\n"
  "  local keys = {}\n"
  "  for i = 1, 40 do keys['a key that is long enough to fill a buffer ' .. i] = i end\n"
  "  local read = assert(lun.json.decode(lun.json.encode(keys)))\n"
  "  for key, i in pairs(keys) do assert(read[key] == i) end\n"
  "  assert(not lun.json.decode '{')\n"
  "end\n"
  "return parts\n";

/* The same for what reads records; the standard bounds the length of one text. */
static const char record_script[] =
  "local lun, core = require 'lunette', require 'lunette.core'\n"
  "local names = { { 'text', 'meta.text' }, { 'id' }, { 'date' }, { 'headline' }, { 'k' } }\n"
  "return { records = function()\n"
  "  for whole = 0, 1 do\n"
  "    local fields = core.fields(names, whole == 1)\n"
  "    local text, id, date, _, _, _, _, _, texts, marked, object = core.record([[{\"text\":\"A caf\\u00e9 of a long name\",\"id\":7,\"k\":[1,{}],\"date\":1.5}]], 1, fields)\n"
  "    if not text then error(id) end\n"
  "    assert(text == 'A caf\\xC3\\xA9 of a long name' and id == '7' and date == '1.5' and texts == 1 and marked and (object ~= nil) == (whole == 1))\n"
  "    local none, message = core.record('{\"x\":1}', 1, fields)\n"
  "    assert(not none, 'no text') if not message:find 'holds' then error(message) end\n"
  "  end\n"
  "  local csv, rows = core.csv(nil, 1 << 20), 0\n"
  "  csv:feed('a,b\\n1,\"two', false)\n"
  "  repeat local cells = csv:next() if cells then rows = rows + 1 end until not cells\n"
  "  csv:feed('\"\\n3,\"open\\n', true)\n"
  "  assert(#csv:next() == 2 and csv:next() == false and not csv:next() and csv:separator() == ',' and rows == 1)\n"
  "  for first, last, line in core.json_cut '[{},{}]' do assert(first and last and line == 1) end\n"
  "  local decoded, problem = core.decode '\\xFF\\xFEA\\0'\n"
  "  if not decoded then error(problem) end\n"
  "  assert(decoded == 'A')\n"
  "  assert(core.doc('The text.', {}, 'A headline\\n\\n').text == 'A headline\\n\\nThe text.')\n"
  "  local german = lun.doc(('Der Rat stimmt und das ist nicht die Stadt '):rep(4), {})\n"
  "  assert(core.language(german) == 'de' and core.language_name 'de' == 'German')\n"
  "end }\n";

static void test_making_a_host_survives_any_failing_allocation(void **state) {
  (void)state;
  const lun_host_options options = {.scripts = NULL};
  for (uint64_t n = 1;; n++)
    for (fault_span span = FAULT_ONCE; span <= FAULT_ONWARDS; span++) {
      lun_host *host;
      lun_err err = {0};
      fault_mem_fail(n, span);
      lun_status status = lun_host_new(&options, &host, &err);
      bool failed = fault_mem_failed();
      fault_mem_relent();
      if (status) assert_null(host);
      else lun_host_free(host);
      if (status && status != LUN_NO_MEMORY) fail_msg("allocation %lu: %s", (unsigned long)n, err.message);
      if (failed && span == FAULT_ONWARDS) assert_int_equal(status, LUN_NO_MEMORY);
      if (fault_mem_live()) fail_msg("allocation %lu: %lu blocks left", (unsigned long)n, (unsigned long)fault_mem_live());
      if (!failed) {
        if (n <= 100) fail_msg("only %lu allocations", (unsigned long)n);
        return;
      }
    }
}

/* Loads the script given second and keeps its functions in the registry. */
static int load(lua_State *L) {
  const fault_place *p = lua_touserdata(L, 1);
  if (luaL_loadstring(L, lua_touserdata(L, 2))) return lua_error(L);
  lua_pushstring(L, p->file);
  lua_call(L, 1, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, "parts");
  return 0;
}

/* Puts the function of that name on the top. */
static int choose(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, "parts");
  lua_getfield(L, -1, lua_touserdata(L, 1));
  return 1;
}

/* Blocks that are held once Lua has given back all that it can: its own lists shrink by halves. */
static uint64_t settled(lun_host *host) {
  lua_State *L = lun_host_state(host);
  uint64_t before, now = fault_mem_live();
  unsigned same = 0;
  do {
    before = now;
    lua_gc(L, LUA_GCCOLLECT);
    lun_host_trim(host);
    now = fault_mem_live();
    same = now == before ? same + 1 : 0;
  } while (same < 3);
  return now;
}

static void sweep(fault_place *p, lun_host *host, char *name) {
  lua_State *L = lun_host_state(host);
  lua_pushcfunction(L, load);
  lua_pushlightuserdata(L, p);
  lua_pushlightuserdata(L, (void *)(uintptr_t)(strcmp(name, "records") ? script : record_script));
  if (lua_pcall(L, 2, 0, 0)) fail_msg("%s", lua_tostring(L, -1));
  lua_pushcfunction(L, choose);
  lua_pushlightuserdata(L, name);
  if (lua_pcall(L, 1, 1, 0)) fail_msg("%s", lua_tostring(L, -1));
  for (unsigned i = 0; i < 3; i++) { /* fills the caches that live as long as the host */
    lua_pushvalue(L, -1);
    if (lua_pcall(L, 0, 0, 0)) fail_msg("%s: %s", name, lua_tostring(L, -1));
  }
  uint64_t held = settled(host), files = fault_system_open();
  for (uint64_t n = 1;; n++)
    for (fault_span span = FAULT_ONCE; span <= FAULT_ONWARDS; span++) {
      lua_pushvalue(L, -1);
      fault_mem_fail(n, span);
      int code = lua_pcall(L, 0, 0, 0);
      bool failed = fault_mem_failed();
      fault_mem_relent();
      if (code) {
        const char *message = lua_tostring(L, -1);
        if (!failed || !message || !strstr(message, "memory")) fail_msg("%s: allocation %lu: %s", name, (unsigned long)n, message ? message : "?");
        lua_pop(L, 1);
      }
      uint64_t now = settled(host);
      if (now != held) fail_msg("%s: allocation %lu fails %s: %ld blocks left", name, (unsigned long)n, span ? "onwards" : "alone", (long)(now - held));
      assert_int_equal(fault_system_open(), files);
      if (!failed) return;
    }
}

static void test_bindings_survive_any_failing_allocation(void **state) {
  static const char *const names[] = {"documents", "layers", "dictionaries", "files", "scripts", "words", "records", "json"};
  const lun_host_options options = {.scripts = ((fault_place *)*state)->folder};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    lun_host *host;
    char name[32];
    strcpy(name, names[i]);
    assert_int_equal(lun_host_new(&options, &host, NULL), LUN_OK);
    sweep(*state, host, name);
    lun_host_free(host);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_making_a_host_survives_any_failing_allocation),
    cmocka_unit_test_setup_teardown(test_bindings_survive_any_failing_allocation, fault_make_place, fault_remove_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
