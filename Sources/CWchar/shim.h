#ifndef CURLEW_CWCHAR_H
#define CURLEW_CWCHAR_H
// The C library has it, but Swift's Glibc module is read without _XOPEN_SOURCE, which hides it.
#include <stddef.h>
extern int wcwidth(wchar_t character);
#endif
