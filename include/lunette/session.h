/* Sessions that outlive what is evaluated in them. A session is a process of its own, for which the one that was started
 * waits; before each evaluation it leaves a copy of itself behind, which takes over, as it was then, when the evaluation is
 * interrupted or takes the process with it. So whatever runs can be stopped at once, also loops of foreign C code, and
 * nothing of it is left half done. One session a process; what handlers of signals need is file-scope data. */
#ifndef LUNETTE_SESSION_H
#define LUNETTE_SESSION_H

#include <stdbool.h>

#include "lunette/status.h"

/* *waited: whether this is the process that has waited; *code is then how the session ended, 70 where it did not say. In the
 * other one, the session, SIGINT ends no longer the process: it ends an evaluation, or is noted. */
lun_status lun_session_start(bool *waited, int *code, lun_err *err);

/* What the process that waits is to return; the session then comes to its end as any process. */
void lun_session_end(int code);

typedef enum lun_session_turn {
  LUN_SESSION_SAVED,       /* to be followed by an evaluation and lun_session_done */
  LUN_SESSION_INTERRUPTED, /* that evaluation was, and this is the session as it was before it */
  LUN_SESSION_LOST         /* the same, but the evaluation ended the process by itself */
} lun_session_turn;

/* Returns as often as evaluations behind it end too early. Without a session LUN_INVALID; on another failure there is no copy, and
 * SIGINT ends the session, until lun_session_done. */
lun_status lun_session_save(lun_session_turn *turn, lun_err *err);
void lun_session_done(void);

/* Whether SIGINT has come since it was asked last. */
bool lun_session_interrupted(void);

/* A descriptor that can be read from when the process that waits is gone, or is to be; -1 without a session. */
int lun_session_end_descriptor(void);

#endif
