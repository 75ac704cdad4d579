/* Where a number belongs in a list of numbers in order; for anything else `bisect`, which does the same. */

#include "scan.h"

/* Whether `object` is a number that is no larger than a place in a text may be; `value` takes it. */
static inline int
is_place(PyObject *object, long long *value)
{
    if (!PyLong_CheckExact(object))
        return 0;
    *value = place_of(object);
    if (*value != -1 || !PyErr_Occurred())
        return 1;
    PyErr_Clear(); /* too large */
    return 0;
}

static PyObject *functions[2], *array;

/* What `bisect` has, and the type of arrays; 0, or -1 with an error set. */
int
order_ready(void)
{
    PyObject *bisect = PyImport_ImportModule("bisect"), *module = PyImport_ImportModule("array");
    functions[0] = bisect ? PyObject_GetAttrString(bisect, "bisect_left") : NULL;
    functions[1] = functions[0] ? PyObject_GetAttrString(bisect, "bisect_right") : NULL;
    array = functions[1] && module ? PyObject_GetAttrString(module, "array") : NULL;
    Py_XDECREF(bisect);
    Py_XDECREF(module);
    return array ? 0 : -1;
}

/* As `count_below`, in an array of numbers of eight bytes. */
static Py_ssize_t
count_in_array(PyObject *numbers, long long value, int equal)
{
    Py_buffer view;
    Py_ssize_t low = 0, high;
    if (PyObject_GetBuffer(numbers, &view, PyBUF_FORMAT | PyBUF_ND) < 0) {
        PyErr_Clear();
        return -1;
    }
    if (view.format && !strcmp(view.format, "q")) {
        const long long *items = view.buf;
        for (high = view.len / view.itemsize; low < high;) {
            Py_ssize_t middle = low + (high - low) / 2;
            if (items[middle] < value || (equal && items[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }
    }
    else
        low = -1;
    PyBuffer_Release(&view);
    return low;
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
placed(PyObject *const *given, Py_ssize_t count, PyObject *named, int equal)
{
    long long value;
    if (count == 2 && !named && is_place(given[1], &value)) {
        Py_ssize_t found = PyList_CheckExact(given[0]) ? count_below(given[0], value, equal)
            : Py_TYPE(given[0]) == (PyTypeObject *)array ? count_in_array(given[0], value, equal) : -1;
        if (found >= 0)
            return PyLong_FromSsize_t(found);
    }
    return PyObject_Vectorcall(functions[equal], given, (size_t)count, named);
}

const char bisect_left_doc[] = "bisect_left(a, x, ...)\n--\n\nAs that of bisect.";

PyObject *
bisect_left(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    return placed(given, count, named, 0);
}

const char bisect_right_doc[] = "bisect_right(a, x, ...)\n--\n\nAs that of bisect.";

PyObject *
bisect_right(PyObject *Py_UNUSED(module), PyObject *const *given, Py_ssize_t count, PyObject *named)
{
    return placed(given, count, named, 1);
}
