#ifndef CURLEW_CENVIRON_H
#define CURLEW_CENVIRON_H
// environ(7), which Swift imports as a constant.
#ifdef __APPLE__
#include <crt_externs.h>
static inline char ***curlew_environment(void) { return _NSGetEnviron(); }
#else
extern char **__environ;
static inline char ***curlew_environment(void) { return &__environ; }
#endif
#endif
