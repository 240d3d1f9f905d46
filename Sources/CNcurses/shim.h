#ifndef CURLEW_CNCURSES_H
#define CURLEW_CNCURSES_H
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>

// Macros with casts and a mutable global, which Swift does not take as they are.
static const attr_t CURLEW_NORMAL = WA_NORMAL;
static const attr_t CURLEW_BOLD = WA_BOLD;
static const attr_t CURLEW_DIM = WA_DIM;
static const attr_t CURLEW_UNDERLINE = WA_UNDERLINE;
static const attr_t CURLEW_REVERSE = WA_REVERSE;

static inline WINDOW *curlew_standard_window(void) { return stdscr; }
#endif
