/* What all passes share: a text as Python holds it, and a table of pairs of characters.
 *
 * Offsets are code points. A text is never copied: its characters are read where Python has them.
 */

#ifndef PLANCLI_SCAN_H
#define PLANCLI_SCAN_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t size;
} Text;

static inline Py_UCS4
at(const Text *text, Py_ssize_t place)
{
    return PyUnicode_READ(text->kind, text->data, place);
}

/* `object` as a text, and `start` and `end` made to lie in it; 0 with an error set where it is none. */
static inline int
text_of(PyObject *object, Text *text, Py_ssize_t *start, Py_ssize_t *end)
{
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expected str, got %.80s", Py_TYPE(object)->tp_name);
        return 0;
    }
    text->kind = PyUnicode_KIND(object);
    text->data = PyUnicode_DATA(object);
    text->size = PyUnicode_GET_LENGTH(object);
    *end = *end > text->size ? text->size : *end < 0 ? 0 : *end;
    *start = *start < 0 ? 0 : *start > *end ? *end : *start;
    return 1;
}

/* The value of a whole number, nearly always a place, which Python holds in one digit; -1 with an error set for one that
 * is too large. */
static inline Py_ssize_t
place_of(PyObject *number)
{
#if PY_VERSION_HEX >= 0x030C0000
    if (PyUnstable_Long_IsCompact((PyLongObject *)number))
        return PyUnstable_Long_CompactValue((PyLongObject *)number);
#else
    if (Py_SIZE(number) == 1)
        return (Py_ssize_t)((PyLongObject *)number)->ob_digit[0];
#endif
    return PyLong_AsSsize_t(number);
}

static inline int
is_han(Py_UCS4 sign)
{
    return sign >= 0x4E00 && sign <= 0x9FFF;
}

/* ---- A table from pairs of numbers to numbers: open addressing; key 0 is an empty place. ---- */

typedef struct {
    uint64_t *keys;
    uint32_t *values;
    size_t mask, used;
} Table;

static inline size_t
slot_of(const Table *table, uint64_t key)
{
    size_t slot = (size_t)((key * 0x9E3779B97F4A7C15u) >> 20) & table->mask;
    while (table->keys[slot] && table->keys[slot] != key)
        slot = (slot + 1) & table->mask;
    return slot;
}

/* The value of `key`, or 0. */
static inline uint32_t
table_get(const Table *table, uint64_t key)
{
    size_t slot = slot_of(table, key);
    return table->keys[slot] ? table->values[slot] : 0;
}

static inline int
table_grow(Table *table, size_t places)
{
    Table larger = {PyMem_Calloc(places, sizeof(uint64_t)), PyMem_Calloc(places, sizeof(uint32_t)), places - 1, 0};
    if (!larger.keys || !larger.values) {
        PyMem_Free(larger.keys);
        PyMem_Free(larger.values);
        PyErr_NoMemory();
        return 0;
    }
    for (size_t slot = 0; table->keys && slot <= table->mask; slot++) {
        if (table->keys[slot]) {
            size_t place = slot_of(&larger, table->keys[slot]);
            larger.keys[place] = table->keys[slot];
            larger.values[place] = table->values[slot];
        }
    }
    larger.used = table->used;
    PyMem_Free(table->keys);
    PyMem_Free(table->values);
    *table = larger;
    return 1;
}

static inline int
table_put(Table *table, uint64_t key, uint32_t value)
{
    if ((!table->keys || 2 * table->used > table->mask)
        && !table_grow(table, table->keys ? 2 * (table->mask + 1) : 256))
        return 0;
    size_t slot = slot_of(table, key);
    table->used += !table->keys[slot];
    table->keys[slot] = key;
    table->values[slot] = value;
    return 1;
}

static inline void
table_free(Table *table)
{
    PyMem_Free(table->keys);
    PyMem_Free(table->values);
    table->keys = NULL;
    table->values = NULL;
}

static inline uint64_t
pair(uint64_t first, Py_UCS4 second)
{
    return first << 32 | second;
}

/* The methods of a pattern that look for something; NULL for the one that a gate leaves to `re`. */
enum { MATCH, SEARCH, FULLMATCH, FINDITER, FINDALL, SUB, SPLIT, SUBN, LOOKS };
typedef PyObject *(*Look)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
extern const Look gate_calls[LOOKS];
int is_gate(PyObject *object);

extern PyType_Spec dictionary_spec, cues_spec, first_of_spec, folding_spec, gate_spec, lazy_spec, starts_spec,
    in_force_spec, telling_spec, template_spec, widths_spec;
extern PyTypeObject matches_type;
int order_ready(void);
extern const char begins_with_doc[], bisect_left_doc[], bisect_right_doc[], ending_doc[], ends_with_doc[], gaps_doc[],
    places_doc[];
PyObject *begins_with(PyObject *module, PyObject *const *given, Py_ssize_t count);
PyObject *bisect_left(PyObject *module, PyObject *const *given, Py_ssize_t count, PyObject *named);
PyObject *bisect_right(PyObject *module, PyObject *const *given, Py_ssize_t count, PyObject *named);
PyObject *ending(PyObject *module, PyObject *const *given, Py_ssize_t count);
PyObject *ends_with(PyObject *module, PyObject *const *given, Py_ssize_t count);
PyObject *gaps(PyObject *module, PyObject *args);
PyObject *places(PyObject *module, PyObject *args);

#endif
