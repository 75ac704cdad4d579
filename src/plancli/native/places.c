/* Where some characters are, or texts may begin, and characters put for others: plancli.native.plain has the same. */

#include "scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { FEW_SIGNS = 8, EIGHT = 8 }; /* signs that are compared one by one; characters that are compared together */

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
    Table pairs, alone;
} Starts;

static PyObject *
starts_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *given, *list;
    if (!PyArg_ParseTuple(args, "O", &given) || !(list = PySequence_List(given)))
        return NULL;
    Starts *self = (Starts *)type->tp_alloc(type, 0);
    int done = self && (self->first = PyMem_Calloc(1024, sizeof(uint64_t))) && table_grow(&self->pairs, 256)
        && table_grow(&self->alone, 16);
    if (self && !self->first)
        PyErr_NoMemory();
    for (Py_ssize_t number = 0; done && number < PyList_GET_SIZE(list); number++) {
        PyObject *text = PyList_GET_ITEM(list, number);
        if (!PyUnicode_Check(text) || !PyUnicode_GET_LENGTH(text)) {
            PyErr_SetString(PyExc_ValueError, "expected texts that are not empty");
            done = 0;
            break;
        }
        Py_UCS4 sign = PyUnicode_READ_CHAR(text, 0);
        self->first[(sign & 0xFFFF) >> 6] |= (uint64_t)1 << (sign & 63);
        done = PyUnicode_GET_LENGTH(text) == 1 ? table_put(&self->alone, pair(1, sign), 1)
                                               : table_put(&self->pairs, pair(sign, PyUnicode_READ_CHAR(text, 1)), 1);
    }
    Py_DECREF(list);
    if (!done)
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void
starts_dealloc(Starts *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->first);
    table_free(&self->pairs);
    table_free(&self->alone);
    type->tp_free(self);
    Py_DECREF(type);
}

PyDoc_STRVAR(starts_doc, "places(text, start=0, end=...)\n--\n\nSee plancli.native.plain.Starts.places.");

static PyObject *
starts_places(Starts *self, PyObject *args)
{
    PyObject *object;
    Text text;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "O|nn", &object, &start, &end) || !text_of(object, &text, &start, &end))
        return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t place = start; found && place < end; place++) {
        Py_UCS4 sign = at(&text, place);
        if (!(self->first[(sign & 0xFFFF) >> 6] >> (sign & 63) & 1))
            continue;
        int begins = (place + 1 < end && table_get(&self->pairs, pair(sign, at(&text, place + 1))))
            || (self->alone.used && table_get(&self->alone, pair(1, sign)));
        if (begins && !append_place(found, place))
            Py_CLEAR(found);
    }
    return found;
}

static PyMethodDef starts_methods[] = {
    {"places", (PyCFunction)starts_places, METH_VARARGS, starts_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot starts_slots[] = {
    {Py_tp_doc, "Starts(texts)\n--\n\nSee plancli.native.plain.Starts."},
    {Py_tp_new, starts_new},
    {Py_tp_dealloc, starts_dealloc},
    {Py_tp_methods, starts_methods},
    {0, NULL},
};

PyType_Spec starts_spec = {"plancli.native.scan.Starts", sizeof(Starts), 0, Py_TPFLAGS_DEFAULT, starts_slots};

/* Characters of a set: by a bit for their last sixteen bits first, which nearly all others have not. */
typedef struct {
    Text signs;
    uint64_t known[1024];
} Signs;

static int
signs_of(PyObject *object, Signs *signs)
{
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    memset(signs->known, 0, sizeof signs->known);
    if (!text_of(object, &signs->signs, &start, &end))
        return 0;
    for (Py_ssize_t number = 0; number < end; number++) {
        Py_UCS4 sign = at(&signs->signs, number);
        signs->known[(sign & 0xFFFF) >> 6] |= (uint64_t)1 << (sign & 63);
    }
    return 1;
}

static inline int
is_of(const Signs *signs, Py_UCS4 sign)
{
    if (!(signs->known[(sign & 0xFFFF) >> 6] >> (sign & 63) & 1))
        return 0;
    for (Py_ssize_t number = 0; number < signs->signs.size; number++)
        if (at(&signs->signs, number) == sign)
            return 1;
    return 0;
}

/* The first place from `place` on whose character is one of `signs`; `end` where there is none. */
static Py_ssize_t
next_of(const Signs *signs, const Text *text, Py_ssize_t place, Py_ssize_t end)
{
#ifdef __SSE2__
    if (text->kind == PyUnicode_2BYTE_KIND && signs->signs.size <= FEW_SIGNS) { /* eight characters at a time */
        for (; place + EIGHT <= end; place += EIGHT) {
            const Py_UCS2 *first = (const Py_UCS2 *)text->data + place;
            __m128i eight = _mm_loadu_si128((const __m128i *)(const void *)first), in = _mm_setzero_si128();
            for (Py_ssize_t number = 0; number < signs->signs.size; number++)
                in = _mm_or_si128(in, _mm_cmpeq_epi16(eight, _mm_set1_epi16((short)at(&signs->signs, number))));
            if (_mm_movemask_epi8(in))
                break; /* one of these eight */
        }
    }
#endif
    while (place < end && !is_of(signs, at(text, place)))
        place++;
    return place;
}

const char places_doc[] = "places(text, signs)\n--\n\nSee plancli.native.plain.places.";

PyObject *
places(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *object, *wanted;
    Text text;
    Signs signs;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "OO", &object, &wanted) || !signs_of(wanted, &signs)
        || !text_of(object, &text, &start, &end))
        return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t place = -1; found && (place = next_of(&signs, &text, place + 1, end)) < end;)
        if (!append_place(found, place))
            Py_CLEAR(found);
    return found;
}

const char gaps_doc[] = "gaps(text, signs, least)\n--\n\nSee plancli.native.plain.gaps.";

PyObject *
gaps(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *object, *wanted;
    Text text;
    Signs signs;
    Py_ssize_t least, begin = 0, start = 0, end = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "OOn", &object, &wanted, &least) || !signs_of(wanted, &signs)
        || !text_of(object, &text, &start, &end))
        return NULL;
    PyObject *found = PyList_New(0);
    for (Py_ssize_t place = -1; found && place < end;) {
        place = next_of(&signs, &text, place + 1, end);
        if (place - begin >= least && place > begin) {
            PyObject *gap = Py_BuildValue("(nn)", begin, place);
            if (!gap || PyList_Append(found, gap))
                Py_CLEAR(found);
            Py_XDECREF(gap);
        }
        begin = place + 1;
    }
    return found;
}

/* ---- Folding: characters put for others, one for one. ---- */

typedef struct {
    PyObject_HEAD
    Py_UCS2 *other; /* for each character below 0x10000 the one that is put for it */
} Folding;

static PyObject *
folding_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *signs, *key, *value;
    Py_ssize_t place = 0;
    if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &signs))
        return NULL;
    Folding *self = (Folding *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->other = PyMem_Malloc(0x10000 * sizeof(Py_UCS2));
    if (!self->other) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    for (Py_UCS4 sign = 0; sign < 0x10000; sign++)
        self->other[sign] = (Py_UCS2)sign;
    while (PyDict_Next(signs, &place, &key, &value)) {
        if (!PyUnicode_Check(key) || !PyUnicode_Check(value) || PyUnicode_GET_LENGTH(key) != 1
            || PyUnicode_GET_LENGTH(value) != 1 || PyUnicode_READ_CHAR(key, 0) > 0xFFFF
            || PyUnicode_READ_CHAR(value, 0) > 0xFFFF) {
            PyErr_SetString(PyExc_ValueError, "expected characters below U+10000 for such characters");
            Py_DECREF(self);
            return NULL;
        }
        self->other[PyUnicode_READ_CHAR(key, 0)] = (Py_UCS2)PyUnicode_READ_CHAR(value, 0);
    }
    return (PyObject *)self;
}

static void
folding_dealloc(Folding *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->other);
    type->tp_free(self);
    Py_DECREF(type);
}

PyDoc_STRVAR(fold_doc, "fold(text)\n--\n\nSee plancli.segment.fold.Folding.fold.");

static PyObject *
folding_fold(Folding *self, PyObject *object)
{
    Text text;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX, place = 0;
    Py_UCS4 most = 0;
    if (!text_of(object, &text, &start, &end))
        return NULL;
    int changed = 0;
    for (; place < end; place++) { /* the widest character tells how Python has to hold the text */
        Py_UCS4 sign = at(&text, place), other = sign < 0x10000 ? self->other[sign] : sign;
        changed |= sign != other;
        most = other > most ? other : most;
    }
    if (!changed && PyUnicode_CheckExact(object))
        return Py_NewRef(object);
    PyObject *found = PyUnicode_New(end, most);
    if (!found)
        return NULL;
    int kind = PyUnicode_KIND(found);
    void *data = PyUnicode_DATA(found);
    for (place = 0; place < end; place++) {
        Py_UCS4 sign = at(&text, place);
        PyUnicode_WRITE(kind, data, place, sign < 0x10000 ? self->other[sign] : sign);
    }
    return found;
}

static PyMethodDef folding_methods[] = {
    {"fold", (PyCFunction)folding_fold, METH_O, fold_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot folding_slots[] = {
    {Py_tp_doc, "Folding(signs)\n--\n\nSee plancli.segment.fold.Folding."},
    {Py_tp_new, folding_new},
    {Py_tp_dealloc, folding_dealloc},
    {Py_tp_methods, folding_methods},
    {0, NULL},
};

PyType_Spec folding_spec = {"plancli.native.scan.Folding", sizeof(Folding), 0, Py_TPFLAGS_DEFAULT, folding_slots};
