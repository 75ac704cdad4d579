/* Objects that compiled modules (`hatch_build.py`) make again and again, kept: numbers of places, single characters.
 *
 * Rules ask about the same few places of a clause some hundred times, and each time Python is handed a number, or a
 * character, it is an object. The last one of each slot is kept, so that no memory grows with the text. `hatch_build.py`
 * lets what mypyc writes call these functions under the names of those of mypyc that do the same without keeping.
 */

#include <Python.h>
#include "CPy.h"

#ifndef Py_GIL_DISABLED

enum { NUMBERS = 1024, SIGNS = 4096 }; /* powers of two */
static struct {
    Py_ssize_t value;
    PyObject *object;
} numbers[NUMBERS];

static struct {
    Py_UCS4 value;
    PyObject *object;
} signs[SIGNS];

PyObject *
kept_number(CPyTagged tagged)
{
    Py_ssize_t value = CPyTagged_ShortAsSsize_t(tagged);
    size_t slot = (size_t)value % NUMBERS;
    if (!CPyTagged_CheckShort(tagged))
        return CPyTagged_StealAsObject(tagged);
    if (!numbers[slot].object || numbers[slot].value != value) {
        PyObject *before = numbers[slot].object;
        numbers[slot].object = CPyTagged_StealAsObject(tagged);
        numbers[slot].value = value;
        Py_XDECREF(before);
    }
    return Py_NewRef(numbers[slot].object);
}

static PyObject *
kept_sign(Py_UCS4 value)
{
    size_t slot = value % SIGNS;
    if (!signs[slot].object || signs[slot].value != value) {
        PyObject *before = signs[slot].object, *made = PyUnicode_FromOrdinal((int)value);
        if (!made)
            return NULL;
        signs[slot].object = made;
        signs[slot].value = value;
        Py_XDECREF(before);
    }
    return Py_NewRef(signs[slot].object);
}

PyObject *
kept_item(PyObject *text, CPyTagged place)
{
    Py_ssize_t at = CPyTagged_ShortAsSsize_t(place), size = PyUnicode_GET_LENGTH(text);
    if (!CPyTagged_CheckShort(place) || at < -size || at >= size)
        return CPyStr_GetItem(text, place); /* which says what is wrong */
    return kept_sign(PyUnicode_READ_CHAR(text, at < 0 ? at + size : at));
}

PyObject *
kept_slice(PyObject *text, CPyTagged start, CPyTagged end)
{
    Py_ssize_t at = CPyTagged_ShortAsSsize_t(start);
    /* small numbers are held doubled, so that the one behind is two more */
    int one = CPyTagged_CheckShort(start) && at >= 0 && end == start + 2 && PyUnicode_CheckExact(text);
    if (!one || at >= PyUnicode_GET_LENGTH(text))
        return CPyStr_GetSlice(text, start, end);
    return kept_sign(PyUnicode_READ_CHAR(text, at));
}

#else /* threads would change a slot at once */

PyObject *
kept_number(CPyTagged tagged)
{
    return CPyTagged_StealAsObject(tagged);
}

PyObject *
kept_item(PyObject *text, CPyTagged place)
{
    return CPyStr_GetItem(text, place);
}

PyObject *
kept_slice(PyObject *text, CPyTagged start, CPyTagged end)
{
    return CPyStr_GetSlice(text, start, end);
}

#endif
