// The C library's settings of its allocator.
#include <malloc.h>
