/* libcurl and the libraries it needs take longer to load than everything else before the first request, so they are loaded
   while the command line is read. Until then, its functions are these. Elsewhere than on Linux it is linked as usual. */
#ifdef __linux__

        .text
#if defined(__x86_64__)
#define FUNCTION(name) .globl name; .hidden name; .type name, @function; name: jmp *.Lentry_##name(%rip);
#elif defined(__aarch64__)
#define FUNCTION(name) .globl name; .hidden name; .type name, %function; \
        name: adrp x16, .Lentry_##name; ldr x16, [x16, :lo12:.Lentry_##name]; br x16;
#else
#error "trampoline.S lacks the jump of this processor"
#endif
#include "include/functions.h"
#undef FUNCTION

        .data
        .balign 8
        .globl curlew_curl_entries
        .hidden curlew_curl_entries
curlew_curl_entries:
#define FUNCTION(name) .Lentry_##name: .quad abort;
#include "include/functions.h"
#undef FUNCTION

        .section .rodata
        .globl curlew_curl_names
        .hidden curlew_curl_names
curlew_curl_names:
#define FUNCTION(name) .asciz #name;
#include "include/functions.h"
#undef FUNCTION
        .byte 0

        .section .note.GNU-stack, "", %progbits
#endif
