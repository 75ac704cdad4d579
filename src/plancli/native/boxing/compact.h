/* What each file of C that mypyc writes begins with (`hatch_build.py`): how its code is laid out.
 *
 * Half of the code says what went wrong and lets go of what was held. Marked as seldom run it lies apart, so that what
 * does run is close together. What other files of the library define is hidden from outside, and reached directly.
 */

#include <Python.h>
#include "CPy.h"

#ifndef __has_attribute
#define __has_attribute(name) 0
#endif
#if __has_attribute(cold)
__attribute__((cold)) void CPy_AddTraceback(const char *, const char *, int, PyObject *);
__attribute__((cold)) void CPy_TypeErrorTraceback(const char *, const char *, int, PyObject *, const char *, PyObject *);
__attribute__((cold)) void CPy_TypeError(const char *, PyObject *);
__attribute__((cold)) void CPy_DecRef(PyObject *);
__attribute__((cold)) void CPyTagged_DecRef(CPyTagged);
__attribute__((cold)) void PyErr_SetString(PyObject *, const char *);
#endif
#if defined(__GNUC__) && !defined(__clang__) /* which wants it taken back at the end */
#pragma GCC visibility push(hidden)
#endif
