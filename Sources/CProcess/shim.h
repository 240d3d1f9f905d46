#ifndef CURLEW_CPROCESS_H
#define CURLEW_CPROCESS_H
#ifdef __linux__
#include <errno.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <unistd.h>

// Closes all from that number on, in the child. <spawn.h> (glibc 2.34) hides it without _GNU_SOURCE.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

// clone(2) and its flags, which <sched.h> hides without _GNU_SOURCE.
extern int clone(int (*)(void *), void *, int, void *, ...);
#define CURLEW_CLONE_VM 0x00000100
#define CURLEW_CLONE_FS 0x00000200
#define CURLEW_CLONE_FILES 0x00000400

// Waits until the process of that pidfd has gone, and goes. System calls only: the memory is that of a process whose threads
// have ended wherever they were.
static int curlew_outlast(void *process) {
    struct pollfd gone = {(int)(long)process, POLLIN, 0};
    while (syscall(SYS_ppoll, &gone, 1, 0, 0, 8) < 0 && errno == EINTR) {}
    syscall(SYS_exit_group, 0);
    return 0;
}

// Makes a process that has the memory and the files of this one, and keeps both until this one has gone. -1 if there can be none.
static inline int curlew_make_heir(void) {
    static char stack[16 << 10] __attribute__((aligned(64)));
    long process = syscall(SYS_pidfd_open, getpid(), 0);
    if (process < 0) return -1;
    return clone(curlew_outlast, stack + sizeof stack, CURLEW_CLONE_VM | CURLEW_CLONE_FS | CURLEW_CLONE_FILES, (void *)process);
}
#endif
#endif
