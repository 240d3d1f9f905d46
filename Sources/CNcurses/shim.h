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

// From <term.h>, whose macros (lines, columns, bell) would reach everywhere.
extern int setupterm(const char *, int, int *);
extern struct term *set_curterm(struct term *);
extern int del_curterm(struct term *);

// Whether terminfo has an entry of that name with the string capability. The terminal in use stays what it is.
static inline int curlew_terminfo_has(const char *name, const char *capability) {
    struct term *current = set_curterm(0);
    int outcome = 0, has = 0;
    if (setupterm(name, 1, &outcome) == OK) {
        const char *text = tigetstr(capability);
        has = text != 0 && text != (const char *)-1 && *text != 0;
        del_curterm(set_curterm(0));
    }
    set_curterm(current);
    return has;
}

#ifdef __linux__
extern int memfd_create(const char *, unsigned int);
#endif

// A file without a name, in memory if there is a way; 0 if there can be none.
static inline FILE *curlew_nameless_file(void) {
#ifdef __linux__
    int descriptor = memfd_create("curlew", 0);
    if (descriptor >= 0) return fdopen(descriptor, "w+");
#endif
    return tmpfile();
}

static inline WINDOW *curlew_standard_window(void) { return stdscr; }
// What ncurses takes the terminal to show, and what it is to show next.
static inline WINDOW *curlew_shown_window(void) { return curscr; }
static inline WINDOW *curlew_coming_window(void) { return newscr; }

extern char *tparm(const char *, ...);
// A capability with one number in it, or two.
static inline const char *curlew_numbered(const char *capability, int first, int second) {
    return tparm(capability, first, second);
}
#endif
