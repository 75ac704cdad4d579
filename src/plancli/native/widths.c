/* How many columns a text takes: plancli.read.plain.columns says what a column is, and has the same in Python. */

#include "scan.h"

enum { TOLD = 0x10000 }; /* characters whose width is kept; what is beyond is rare, and asked for each time */

typedef struct {
    PyObject_HEAD
    PyObject *width;
    uint8_t known[TOLD]; /* 0 for what was not met yet */
} Widths;

static PyObject *
widths_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *width;
    if (!PyArg_ParseTuple(args, "O", &width))
        return NULL;
    Widths *self = (Widths *)type->tp_alloc(type, 0);
    if (self)
        self->width = Py_NewRef(width);
    return (PyObject *)self;
}

static void
widths_dealloc(Widths *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->width);
    type->tp_free(self);
    Py_DECREF(type);
}

/* What `width` says of a character; -1 with an error set. */
static Py_ssize_t
asked(Widths *self, Py_UCS4 sign)
{
    PyObject *text = PyUnicode_FromOrdinal((int)sign), *told = text ? PyObject_CallOneArg(self->width, text) : NULL;
    Py_ssize_t width = told ? PyLong_AsSsize_t(told) : -1;
    Py_XDECREF(text);
    Py_XDECREF(told);
    if (width > 0 && width <= UINT8_MAX && sign < TOLD)
        self->known[sign] = (uint8_t)width;
    return width;
}

PyDoc_STRVAR(of_doc, "of(text)\n--\n\nThe sum of the widths of all characters.");

static PyObject *
widths_of(Widths *self, PyObject *given)
{
    Text text;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX, sum = 0;
    if (!PyUnicode_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "expected a text");
        return NULL;
    }
    text_of(given, &text, &start, &end);
    for (; start < end; start++) {
        Py_UCS4 sign = at(&text, start);
        Py_ssize_t width = sign < TOLD && self->known[sign] ? self->known[sign] : asked(self, sign);
        if (width < 0)
            return NULL;
        sum += width;
    }
    return PyLong_FromSsize_t(sum);
}

static PyMethodDef widths_methods[] = {
    {"of", (PyCFunction)widths_of, METH_O, of_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot widths_slots[] = {
    {Py_tp_doc, "Widths(width)\n--\n\nSee plancli.read.plain.columns."},
    {Py_tp_new, widths_new},
    {Py_tp_dealloc, widths_dealloc},
    {Py_tp_methods, widths_methods},
    {0, NULL},
};

PyType_Spec widths_spec = {"plancli.native.scan.Widths", sizeof(Widths), 0, Py_TPFLAGS_DEFAULT, widths_slots};
