/* Where one of some characters, or of some pairs of characters, stands: plancli.native has the same in Python. */

#include "scan.h"

static int
append_place(PyObject *list, Py_ssize_t place)
{
    PyObject *value = PyLong_FromSsize_t(place);
    int done = value && !PyList_Append(list, value);
    Py_XDECREF(value);
    return done;
}

typedef struct {
    PyObject_HEAD
    uint64_t *first; /* a bit for each first character, by its last sixteen bits */
    Table pairs;
} Pairs;

static PyObject *
pairs_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *given, *list;
    if (!PyArg_ParseTuple(args, "O", &given) || !(list = PySequence_List(given)))
        return NULL;
    Pairs *self = (Pairs *)type->tp_alloc(type, 0);
    int done = self && (self->first = PyMem_Calloc(1024, sizeof(uint64_t))) && table_grow(&self->pairs, 256);
    if (self && !self->first)
        PyErr_NoMemory();
    for (Py_ssize_t number = 0; done && number < PyList_GET_SIZE(list); number++) {
        PyObject *two = PyList_GET_ITEM(list, number);
        if (!PyUnicode_Check(two) || PyUnicode_GET_LENGTH(two) != 2) {
            PyErr_SetString(PyExc_ValueError, "expected texts of two characters");
            done = 0;
            break;
        }
        Py_UCS4 sign = PyUnicode_READ_CHAR(two, 0);
        self->first[(sign & 0xFFFF) >> 6] |= (uint64_t)1 << (sign & 63);
        done = table_put(&self->pairs, pair(sign, PyUnicode_READ_CHAR(two, 1)), 1);
    }
    Py_DECREF(list);
    if (!done)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void
pairs_dealloc(Pairs *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->first);
    table_free(&self->pairs);
    type->tp_free(self);
    Py_DECREF(type);
}

PyDoc_STRVAR(pairs_doc, "places(text)\n--\n\nThe offsets in `text`, in order, at which one of the pairs begins.");

static PyObject *
pairs_places(Pairs *self, PyObject *object)
{
    Text text;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    if (!text_of(object, &text, &start, &end))
        return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t place = 0; found && place + 1 < end; place++) {
        Py_UCS4 sign = at(&text, place);
        if (!(self->first[(sign & 0xFFFF) >> 6] >> (sign & 63) & 1))
            continue;
        if (table_get(&self->pairs, pair(sign, at(&text, place + 1))) && !append_place(found, place))
            Py_CLEAR(found);
    }
    return found;
}

static PyMethodDef pairs_methods[] = {
    {"places", (PyCFunction)pairs_places, METH_O, pairs_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot pairs_slots[] = {
    {Py_tp_doc, "Pairs(texts)\n--\n\nSome pairs of characters, to be looked for."},
    {Py_tp_new, pairs_new},
    {Py_tp_dealloc, pairs_dealloc},
    {Py_tp_methods, pairs_methods},
    {0, NULL},
};

PyType_Spec pairs_spec = {"plancli.native.scan.Pairs", sizeof(Pairs), 0, Py_TPFLAGS_DEFAULT, pairs_slots};

const char places_doc[] = "places(text, signs)\n--\n\nThe offsets in `text`, in order, of every character that is "
                          "one of `signs`.";

PyObject *
places(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *object, *wanted;
    Text text, signs;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX, zero = 0, count = PY_SSIZE_T_MAX;
    uint64_t known[1024] = {0};
    if (!PyArg_ParseTuple(args, "OO", &object, &wanted) || !text_of(wanted, &signs, &zero, &count)
        || !text_of(object, &text, &start, &end))
        return NULL;
    for (Py_ssize_t number = 0; number < count; number++)
        known[(at(&signs, number) & 0xFFFF) >> 6] |= (uint64_t)1 << (at(&signs, number) & 63);
    PyObject *found = PyList_New(0);
    for (Py_ssize_t place = 0; found && place < end; place++) {
        Py_UCS4 sign = at(&text, place);
        if (!(known[(sign & 0xFFFF) >> 6] >> (sign & 63) & 1))
            continue;
        for (Py_ssize_t number = 0; number < count; number++) {
            if (at(&signs, number) == sign) {
                if (!append_place(found, place))
                    Py_CLEAR(found);
                break;
            }
        }
    }
    return found;
}
