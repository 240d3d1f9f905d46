#ifndef CURLEW_CXATTR_H
#define CURLEW_CXATTR_H
// xattr(7), which Swift's module of the C library lacks.
#include <sys/xattr.h>
#endif
