/* Records as lines of JSON: plancli.export.target_lines has the same in Python. */

#include "scan.h"

typedef struct {
    PyObject_HEAD
    PyObject *pieces;   /* what comes before each value, in UTF-8, and what comes behind the last */
    char *verbatim;     /* of each value, whether its text is JSON already */
} Template;

typedef struct {
    char *data;
    Py_ssize_t size, room;
} Buffer;

static int
enlarge(Buffer *buffer, Py_ssize_t more)
{
    Py_ssize_t room = buffer->room ? 2 * buffer->room : 4096;
    while (room - buffer->size < more)
        room *= 2;
    char *data = PyMem_Realloc(buffer->data, (size_t)room);
    if (!data) {
        PyErr_NoMemory();
        return 0;
    }
    buffer->data = data;
    buffer->room = room;
    return 1;
}

static inline int
reserve(Buffer *buffer, Py_ssize_t more)
{
    return buffer->room - buffer->size >= more || enlarge(buffer, more);
}

static int
put(Buffer *buffer, const char *data, Py_ssize_t size)
{
    if (!reserve(buffer, size))
        return 0;
    memcpy(buffer->data + buffer->size, data, (size_t)size);
    buffer->size += size;
    return 1;
}

/* One character in UTF-8, where six bytes are free. */
static inline void
put_utf8(Buffer *buffer, Py_UCS4 sign)
{
    char *to = buffer->data + buffer->size;
    if (sign < 0x80) {
        to[0] = (char)sign;
        buffer->size += 1;
    }
    else if (sign < 0x800) {
        to[0] = (char)(0xC0 | sign >> 6);
        to[1] = (char)(0x80 | (sign & 63));
        buffer->size += 2;
    }
    else if (sign < 0x10000) {
        to[0] = (char)(0xE0 | sign >> 12);
        to[1] = (char)(0x80 | (sign >> 6 & 63));
        to[2] = (char)(0x80 | (sign & 63));
        buffer->size += 3;
    }
    else {
        to[0] = (char)(0xF0 | sign >> 18);
        to[1] = (char)(0x80 | (sign >> 12 & 63));
        to[2] = (char)(0x80 | (sign >> 6 & 63));
        to[3] = (char)(0x80 | (sign & 63));
        buffer->size += 4;
    }
}

/* One character that JSON writes as an escape, where six bytes are free. */
static void
put_escape(Buffer *buffer, Py_UCS4 sign)
{
    static const char *const digits = "0123456789abcdef";
    static const char signs[] = "\"\\\n\r\t\f\b", letters[] = "\"\\nrtfb";
    char *to = buffer->data + buffer->size;
    const char *found = sign && sign < 0x80 ? strchr(signs, (int)sign) : NULL;
    to[0] = '\\';
    if (found) {
        to[1] = letters[found - signs];
        buffer->size += 2;
        return;
    }
    to[1] = 'u';
    for (int digit = 0; digit < 4; digit++)
        to[2 + digit] = digits[sign >> (4 * (3 - digit)) & 15];
    buffer->size += 6;
}

/* As many characters from `place` on as are of three bytes in UTF-8 and are never escaped: Chinese ones, nearly all of a
 * text, and marks; the place behind them. There is room for them. */
static inline Py_ssize_t
put_run(Buffer *buffer, const Py_UCS2 *signs, Py_ssize_t place, Py_ssize_t end)
{
    char *to = buffer->data + buffer->size;
    for (; place < end && signs[place] >= 0x3000 && signs[place] < 0xD800; place++, to += 3) {
        to[0] = (char)(0xE0 | signs[place] >> 12);
        to[1] = (char)(0x80 | (signs[place] >> 6 & 63));
        to[2] = (char)(0x80 | (signs[place] & 63));
    }
    buffer->size = to - buffer->data;
    return place;
}

/* A text, in quotes unless `verbatim`. What ends a line for some readers is escaped in both. */
static int
put_text(Buffer *buffer, PyObject *object, int verbatim)
{
    Text text;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    if (!text_of(object, &text, &start, &end) || !reserve(buffer, 6 * text.size + 2))
        return 0;
    if (verbatim && PyUnicode_IS_ASCII(object)) /* nothing in it is escaped */
        return put(buffer, text.data, text.size);
    if (!verbatim)
        buffer->data[buffer->size++] = '"';
    for (Py_ssize_t place = 0; place < end; place++) {
        if (text.kind == PyUnicode_2BYTE_KIND && (place = put_run(buffer, text.data, place, end)) == end)
            break;
        Py_UCS4 sign = at(&text, place);
        if (sign >= 0xD800 && sign <= 0xDFFF) { /* half a pair: no UTF-8, which Python says as it says it */
            PyObject *error = PyUnicode_AsUTF8String(object);
            Py_XDECREF(error);
            return 0;
        }
        if ((!verbatim && (sign < 0x20 || sign == '"' || sign == '\\')) || sign == 0x85 || sign == 0x2028
            || sign == 0x2029)
            put_escape(buffer, sign);
        else
            put_utf8(buffer, sign);
    }
    if (!verbatim)
        buffer->data[buffer->size++] = '"';
    return 1;
}

static int
put_value(Buffer *buffer, PyObject *value, int verbatim)
{
    if (value == Py_None)
        return put(buffer, "null", 4);
    if (PyUnicode_Check(value))
        return put_text(buffer, value, verbatim);
    if (PyBool_Check(value))
        return value == Py_True ? put(buffer, "true", 4) : put(buffer, "false", 5);
    if (!PyLong_CheckExact(value)) {
        PyErr_Format(PyExc_TypeError, "no value of a record: %.80s", Py_TYPE(value)->tp_name);
        return 0;
    }
    char digits[24];
    long long number = PyLong_AsLongLong(value);
    if (number == -1 && PyErr_Occurred())
        return 0;
    return put(buffer, digits, PyOS_snprintf(digits, sizeof digits, "%lld", number));
}

static int
put_row(Template *self, Buffer *buffer, PyObject *row)
{
    Py_ssize_t count = PyTuple_GET_SIZE(self->pieces) - 1;
    if (!PyTuple_Check(row) || PyTuple_GET_SIZE(row) != count) {
        PyErr_SetString(PyExc_ValueError, "expected a tuple with a value for each column");
        return 0;
    }
    for (Py_ssize_t number = 0; number <= count; number++) {
        PyObject *piece = PyTuple_GET_ITEM(self->pieces, number);
        if (!put(buffer, PyBytes_AS_STRING(piece), PyBytes_GET_SIZE(piece)))
            return 0;
        if (number < count && !put_value(buffer, PyTuple_GET_ITEM(row, number), self->verbatim[number]))
            return 0;
    }
    return 1;
}

PyDoc_STRVAR(lines_doc, "lines(rows)\n--\n\nSee plancli.export.target_lines.Template.lines.");

static PyObject *
template_lines(Template *self, PyObject *rows)
{
    Buffer buffer = {NULL, 0, 0};
    PyObject *row, *found = NULL, *each = PyObject_GetIter(rows);
    if (!each)
        return NULL;
    while ((row = PyIter_Next(each))) {
        int done = put_row(self, &buffer, row);
        Py_DECREF(row);
        if (!done)
            break;
    }
    Py_DECREF(each);
    if (!PyErr_Occurred())
        found = PyBytes_FromStringAndSize(buffer.data, buffer.size);
    PyMem_Free(buffer.data);
    return found;
}

static PyObject *
template_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *pieces;
    Py_buffer verbatim;
    if (!PyArg_ParseTuple(args, "O!y*", &PyTuple_Type, &pieces, &verbatim))
        return NULL;
    Py_ssize_t count = PyTuple_GET_SIZE(pieces);
    int done = count > 0 && verbatim.len == count - 1;
    for (Py_ssize_t number = 0; done && number < count; number++)
        done = PyBytes_Check(PyTuple_GET_ITEM(pieces, number));
    if (!done)
        PyErr_SetString(PyExc_ValueError, "expected pieces, and one flag less than there are pieces");
    Template *self = done ? (Template *)type->tp_alloc(type, 0) : NULL;
    if (self) {
        self->pieces = Py_NewRef(pieces);
        self->verbatim = PyMem_Malloc((size_t)verbatim.len + 1);
        if (self->verbatim)
            memcpy(self->verbatim, verbatim.buf, (size_t)verbatim.len);
        else {
            Py_CLEAR(self);
            PyErr_NoMemory();
        }
    }
    PyBuffer_Release(&verbatim);
    return (PyObject *)self;
}

static void
template_dealloc(Template *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->pieces);
    PyMem_Free(self->verbatim);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef template_methods[] = {
    {"lines", (PyCFunction)template_lines, METH_O, lines_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot template_slots[] = {
    {Py_tp_doc, "Template(pieces, verbatim)\n--\n\nSee plancli.export.target_lines.Template."},
    {Py_tp_new, template_new},
    {Py_tp_dealloc, template_dealloc},
    {Py_tp_methods, template_methods},
    {0, NULL},
};

PyType_Spec template_spec
    = {"plancli.native.scan.Template", sizeof(Template), 0, Py_TPFLAGS_DEFAULT, template_slots};
