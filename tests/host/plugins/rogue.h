/* What rogue.cpp lets a test do and see, as an extension of the plugin. */
#ifndef ROGUE_H
#define ROGUE_H

#include <stddef.h>

#define ROGUE_EXTENSION "test.rogue/1"

typedef struct rogue_strings {
  size_t size;
  void (*set_bell)(void (*ring)(void)); /* rung whenever something below has changed */
  void (*let_go)(void);        /* goes on with everything that is held up, also in open and close */
  void (*finish_lost)(void);   /* completes the calls it would never complete by itself */
  size_t (*held)(void);        /* what is held up */
  size_t (*lost)(void);        /* calls it would never complete by itself */
  size_t (*registered)(void);  /* calls that wait for cancel or proceed */
  size_t (*threads)(void);     /* threads of its own that run */
  size_t (*connections)(void); /* opened and not yet closed */
  int (*last_intent)(void);    /* answer to the last intent */
} rogue_strings;

#endif
