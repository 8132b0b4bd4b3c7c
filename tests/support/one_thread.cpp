// For tests marked ONE_THREAD (cmake/BackTest.cmake), in place of the C library's function: where
// ThreadSanitizer does not look, no thread goes unnoticed.
#include <pthread.h>

#include <cstdio>
#include <cstdlib>

extern "C" int pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) noexcept {
  std::fputs("A thread is started in a test marked ONE_THREAD: take the mark away.\n", stderr);
  std::abort();
}
