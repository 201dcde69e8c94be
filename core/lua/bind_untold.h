/* Facts `said` that are untold: until somebody asks for a role that they lack, they keep but a number, in a class that knows what they are told
 * from. First that is a statement (bind_statement.c), then what attribution has found of it (bind_attribution.c). */
#ifndef LUNETTE_BIND_UNTOLD_H
#define LUNETTE_BIND_UNTOLD_H

#include "lua/bind.h"

extern const char bind_untold; /* its address is the key of the number of an untold fact, from 1 */
extern const char bind_untold_statements, bind_untold_utterances; /* keys of what facts are told from, in their class, by what that is */

/* The number of the fact at an index, an untold one, whose class has that of a key, which is pushed; 0 and nothing for another. */
lua_Integer bind_find_untold(lua_State *L, int fact, const char *key);
bool bind_is_untold(lua_State *L, int fact); /* whether that at an index has a number */
void bind_raise_untold(lua_State *L); /* raises that its document was closed */
/* Makes it an ordinary fact of the class at an index, without any role more. */
void bind_end_untold(lua_State *L, int fact, int class);

/* The statement of a number among those at an index; a number that is not there raises that their document is closed. */
const lun_statement *bind_statement_at(lua_State *L, int statements, lua_Integer number);
/* The tokens of its content, or of the quotation that is its content. */
lun_phrase bind_statement_content(const lun_statement *statement);
/* Sets the roles of its fact, at an index; and does so for an untold fact of a statement, which then is none any more. */
void bind_tell_statement(lua_State *L, int fact, int statements, lua_Integer number);
bool bind_tell_untold_statement(lua_State *L, int fact);

#endif
