/* Whether a text begins or ends with one of some words between two places: plancli.native.plain has the same. */

#include "scan.h"

enum { BEGINS = -1, ENDS = 1 }; /* the directions of PyUnicode_Tailmatch */

/* 1 where `word` is at that end, 0 where it is not, -1 with an error set. */
static int
is_at(PyObject *text, const Text *signs, PyObject *word, Py_ssize_t start, Py_ssize_t end, int direction)
{
    if (!PyUnicode_Check(word)) {
        PyErr_SetString(PyExc_TypeError, "expected words");
        return -1;
    }
    Py_ssize_t size = PyUnicode_GET_LENGTH(word);
    if (size > end - start)
        return 0;
    /* one character tells most words apart */
    if (size && PyUnicode_READ_CHAR(word, 0) != at(signs, direction == BEGINS ? start : end - size))
        return 0;
    return (int)PyUnicode_Tailmatch(text, word, start, end, direction);
}

static PyObject *
edge(PyObject *const *given, Py_ssize_t count, int direction)
{
    Text signs;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    if (count < 3 || count > 4) {
        PyErr_SetString(PyExc_TypeError, "expected a text, words and one or two places");
        return NULL;
    }
    start = PyNumber_AsSsize_t(given[2], NULL);
    if (count == 4)
        end = PyNumber_AsSsize_t(given[3], NULL);
    if (PyErr_Occurred())
        return NULL;
    if (!PyUnicode_Check(given[0]) || start < 0 || end < 0 || start > PyUnicode_GET_LENGTH(given[0]))
        return PyObject_CallMethod(given[0], direction == BEGINS ? "startswith" : "endswith", "Onn", given[1], start,
                                   end);
    Py_ssize_t begin = start;
    text_of(given[0], &signs, &begin, &end);
    if (end < start)
        Py_RETURN_FALSE;
    if (!PyTuple_Check(given[1])) {
        int found = is_at(given[0], &signs, given[1], start, end, direction);
        return found < 0 ? NULL : PyBool_FromLong(found);
    }
    for (Py_ssize_t number = 0; number < PyTuple_GET_SIZE(given[1]); number++) {
        int found = is_at(given[0], &signs, PyTuple_GET_ITEM(given[1], number), start, end, direction);
        if (found)
            return found < 0 ? NULL : Py_NewRef(Py_True);
    }
    Py_RETURN_FALSE;
}

const char begins_with_doc[] = "begins_with(text, words, start, end=...)\n--\n\nAs text.startswith(words, start, end).";

PyObject *
begins_with(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count)
{
    return edge(given, count, BEGINS);
}

const char ends_with_doc[] = "ends_with(text, words, start, end=...)\n--\n\nAs text.endswith(words, start, end).";

PyObject *
ends_with(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count)
{
    return edge(given, count, ENDS);
}
