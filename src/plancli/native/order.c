/* Where a number belongs in a list of numbers in order; for anything else `bisect`, which does the same. */

#include "scan.h"

/* Whether `object` is a number that is no larger than a place in a text may be; `value` takes it. */
static inline int
is_place(PyObject *object, long long *value)
{
    int overflow = 0;
    if (!PyLong_CheckExact(object))
        return 0;
    *value = PyLong_AsLongLongAndOverflow(object, &overflow);
    return !overflow;
}

static PyObject *
handed_on(const char *name, PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    PyObject *module = PyImport_ImportModule("bisect"), *function, *found;
    function = module ? PyObject_GetAttrString(module, name) : NULL;
    found = function ? PyObject_Vectorcall(function, given, (size_t)count, named) : NULL;
    Py_XDECREF(function);
    Py_XDECREF(module);
    return found;
}

/* How many numbers of a list are below `value`, or with `equal` no greater; -1 where it holds something else. */
static Py_ssize_t
count_below(PyObject *list, long long value, int equal)
{
    Py_ssize_t low = 0, high = PyList_GET_SIZE(list);
    while (low < high) {
        Py_ssize_t middle = (low + high) / 2;
        long long item;
        if (!is_place(PyList_GET_ITEM(list, middle), &item))
            return -1;
        if (item < value || (equal && item == value))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static PyObject *
placed(const char *name, PyObject *const *given, Py_ssize_t count, PyObject *named, int equal)
{
    long long value;
    if (count == 2 && !named && PyList_CheckExact(given[0]) && is_place(given[1], &value)) {
        Py_ssize_t found = count_below(given[0], value, equal);
        if (found >= 0)
            return PyLong_FromSsize_t(found);
    }
    return handed_on(name, given, count, named);
}

const char bisect_left_doc[] = "bisect_left(a, x, ...)\n--\n\nAs that of bisect.";

PyObject *
bisect_left(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    return placed("bisect_left", given, count, named, 0);
}

const char bisect_right_doc[] = "bisect_right(a, x, ...)\n--\n\nAs that of bisect.";

PyObject *
bisect_right(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    return placed("bisect_right", given, count, named, 1);
}
