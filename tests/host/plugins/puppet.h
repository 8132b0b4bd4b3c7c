/* What puppet.cpp lets a test do and see, as an extension of the plugin. */
#ifndef PUPPET_H
#define PUPPET_H

#include <stddef.h>

#define PUPPET_EXTENSION "test.puppet/1"

typedef struct puppet_strings {
  size_t size;
  void (*set_bell)(void (*ring)(void)); /* rung whenever a call has been held or blocked */
  void (*let_go)(void);   /* completes every call that is held, and frees every blocked start */
  size_t (*held)(void);   /* calls that are held */
  size_t (*starts)(void); /* calls of start so far, and so on */
  size_t (*cancels)(void);
  size_t (*proceeds)(void);
  size_t (*opens)(void);
  size_t (*closes)(void);
  int (*last_intent)(void); /* answer to the last intent */
} puppet_strings;

#endif
