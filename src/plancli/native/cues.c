/* What tells the role of a sentence: plancli.structure.cues has the same in Python. */

#include "scan.h"

typedef struct {
    long value[3]; /* for each role, in hundredths */
    PyObject *cue;
} Weight;

typedef struct {
    PyObject_HEAD
    Weight *weights;                /* from 1 on */
    Py_ssize_t count;
    long first, second;             /* of the empty cue: what it says for two roles against the third */
    Table pairs, openings, signs;   /* → number of a weight */
} Cues;

#define OPENING_REACH 8 /* signs between the end of a clause and the words that open the next */

static inline int
is_mark(Py_UCS4 sign)
{
    return sign == ',' || sign == ';' || sign == ':' || sign == 0x3002 || sign == '!' || sign == '?' || sign == '\n';
}

/* The place of the two characters that open a clause behind a mark, `place` the first behind it; -1 for none. */
static inline Py_ssize_t
opening(const Text *text, Py_ssize_t place, Py_ssize_t end)
{
    Py_ssize_t most = place + OPENING_REACH;
    while (place < end && place < most && !is_han(at(text, place)) && !is_mark(at(text, place)))
        place++;
    return place + 1 < end && is_han(at(text, place)) && is_han(at(text, place + 1)) ? place : -1;
}

static int
cues_take(Cues *self, PyObject *cue, PyObject *values)
{
    Weight *weight = &self->weights[self->count];
    if (!PyUnicode_Check(cue) || !PyTuple_Check(values) || PyTuple_GET_SIZE(values) != 3) {
        PyErr_SetString(PyExc_TypeError, "expected cues and three weights for each");
        return 0;
    }
    for (int role = 0; role < 3; role++) {
        weight->value[role] = PyLong_AsLong(PyTuple_GET_ITEM(values, role));
        if (weight->value[role] == -1 && PyErr_Occurred())
            return 0;
    }
    weight->cue = cue;
    Py_ssize_t size = PyUnicode_GET_LENGTH(cue);
    if (!size) {
        self->first = weight->value[0] - weight->value[2];
        self->second = weight->value[1] - weight->value[2];
        return 1;
    }
    uint32_t number = (uint32_t)self->count;
    Py_UCS4 last = PyUnicode_READ_CHAR(cue, size - 1), before = size > 1 ? PyUnicode_READ_CHAR(cue, size - 2) : 0;
    int done = 1;
    if (size == 3 && PyUnicode_READ_CHAR(cue, 0) == '^')
        done = table_put(&self->openings, pair(before, last), number);
    else if (size == 2 && before == '|') /* a pair of characters all the same: "|了" may stand in a table */
        done = table_put(&self->signs, last, number) && table_put(&self->pairs, pair(before, last), number);
    else if (size == 2)
        done = table_put(&self->pairs, pair(before, last), number);
    else
        return 1; /* @until and the like are of years */
    Py_INCREF(cue);
    self->count++;
    return done;
}

static PyObject *
cues_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *known, *cue, *values;
    Py_ssize_t place = 0;
    if (!PyArg_ParseTuple(args, "O!", &PyDict_Type, &known))
        return NULL;
    Cues *self = (Cues *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->count = 1;
    self->weights = PyMem_Calloc((size_t)PyDict_Size(known) + 2, sizeof(Weight));
    int done = self->weights && table_grow(&self->pairs, 256) && table_grow(&self->openings, 256)
        && table_grow(&self->signs, 16);
    if (!self->weights)
        PyErr_NoMemory();
    while (done && PyDict_Next(known, &place, &cue, &values))
        done = cues_take(self, cue, values);
    if (!done) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void
cues_dealloc(Cues *self)
{
    PyTypeObject *type = Py_TYPE(self);
    for (Py_ssize_t number = 1; number < self->count; number++)
        Py_DECREF(self->weights[number].cue);
    PyMem_Free(self->weights);
    table_free(&self->pairs);
    table_free(&self->openings);
    table_free(&self->signs);
    type->tp_free(self);
    Py_DECREF(type);
}

/* Call `take` with the number of each weight that marks of the text from `start` to `end` have, and its place. */
#define EACH_MARK(self, text, start, end, TAKE)                                                                        \
    for (Py_ssize_t place = (start) - 1; place < (end); place++) {                                                     \
        Py_UCS4 sign = place < (start) ? '\n' : at(text, place);                                                       \
        uint32_t number;                                                                                               \
        if (is_mark(sign)) {                                                                                           \
            Py_ssize_t opens = opening(text, place + 1, end);                                                          \
            if (opens >= 0 && (number = table_get(&(self)->openings, pair(at(text, opens), at(text, opens + 1)))))     \
                TAKE(number, opens)                                                                                    \
        }                                                                                                              \
        else if ((number = table_get(&(self)->signs, sign)))                                                           \
            TAKE(number, place)                                                                                        \
    }

/* The numbers in a list of Python; NULL with an error set. */
static Py_ssize_t *
numbers_of(PyObject *list, Py_ssize_t size)
{
    Py_ssize_t *found = PyMem_Malloc(((size_t)size + 1) * sizeof(Py_ssize_t));
    if (!found)
        return (Py_ssize_t *)PyErr_NoMemory();
    for (Py_ssize_t number = 0; number < size; number++) {
        found[number] = PyLong_AsSsize_t(PyList_GET_ITEM(list, number));
        if (found[number] == -1 && PyErr_Occurred()) {
            PyMem_Free(found);
            return NULL;
        }
    }
    return found;
}

static void
add(Cues *self, uint32_t number, long *first, long *second)
{
    const long *value = self->weights[number].value;
    *first += value[0] - value[2];
    *second += value[1] - value[2];
}

/* The last of `starts`, which are in order, that is not behind `place`; -1 where all are. */
static Py_ssize_t
last_before(const Py_ssize_t *starts, Py_ssize_t size, Py_ssize_t place)
{
    Py_ssize_t low = 0;
    while (low < size) {
        Py_ssize_t middle = (low + size) / 2;
        if (starts[middle] <= place)
            low = middle + 1;
        else
            size = middle;
    }
    return low - 1;
}

static PyObject *
sums_of(Cues *self, const Text *text, Py_ssize_t begin, Py_ssize_t end, PyObject *list, const Py_ssize_t *starts,
        const Py_ssize_t *ends, long *totals)
{
    Py_ssize_t size = PyList_GET_SIZE(list);
    for (Py_ssize_t unit = 0; unit < size; unit++) {
        long *first = &totals[2 * unit], *second = first + 1;
        *first = self->first;
        *second = self->second;
        for (Py_ssize_t place = starts[unit] < begin ? begin : starts[unit]; place + 1 < ends[unit] && place + 1 < end;
             place++) {
            uint32_t number = table_get(&self->pairs, pair(at(text, place), at(text, place + 1)));
            if (number)
                add(self, number, first, second);
        }
    }
#define TAKE(number, where)                                                                                            \
    {                                                                                                                  \
        Py_ssize_t unit = last_before(starts, size, where);                                                            \
        if (unit >= 0)                                                                                                 \
            add(self, number, &totals[2 * unit], &totals[2 * unit + 1]);                                               \
    }
    EACH_MARK(self, text, begin, end, TAKE)
#undef TAKE
    PyObject *found = PyList_New(size);
    for (Py_ssize_t unit = 0; found && unit < size; unit++) {
        PyObject *total = PyComplex_FromDoubles((double)totals[2 * unit], (double)totals[2 * unit + 1]);
        if (!total)
            Py_CLEAR(found);
        else
            PyList_SET_ITEM(found, unit, total);
    }
    return found;
}

PyDoc_STRVAR(sums_doc, "sums(text, span, starts, ends)\n--\n\nSee plancli.structure.cues.Cues.sums.");

/* The number that an attribute of an object of Python is, as of a Span; 0 with an error set where it is none. */
static int
number_in(PyObject *object, const char *name, Py_ssize_t *number)
{
    PyObject *found = PyObject_GetAttrString(object, name);
    if (!found)
        return 0;
    *number = PyLong_AsSsize_t(found);
    Py_DECREF(found);
    return *number != -1 || !PyErr_Occurred();
}

static PyObject *
cues_sums(Cues *self, PyObject *args)
{
    PyObject *object, *span, *first, *last, *found = NULL;
    Text text;
    Py_ssize_t begin, end, *starts, *ends;
    if (!PyArg_ParseTuple(args, "OOO!O!", &object, &span, &PyList_Type, &first, &PyList_Type, &last)
        || !number_in(span, "start", &begin) || !number_in(span, "end", &end)
        || !text_of(object, &text, &begin, &end))
        return NULL;
    Py_ssize_t size = PyList_GET_SIZE(first);
    if (PyList_GET_SIZE(last) != size) {
        PyErr_SetString(PyExc_ValueError, "as many ends as starts");
        return NULL;
    }
    starts = numbers_of(first, size);
    ends = starts ? numbers_of(last, size) : NULL;
    long *totals = ends ? PyMem_Malloc(2 * ((size_t)size + 1) * sizeof(long)) : NULL;
    if (totals)
        found = sums_of(self, &text, begin, end, first, starts, ends, totals);
    else if (!PyErr_Occurred())
        PyErr_NoMemory();
    PyMem_Free(starts);
    PyMem_Free(ends);
    PyMem_Free(totals);
    return found;
}

/* By how much a cue speaks for a role more than for any other. */
static long
margin_of(const Weight *weight, int role)
{
    long one = weight->value[(role + 1) % 3], other = weight->value[(role + 2) % 3];
    return weight->value[role] - (one > other ? one : other);
}

static int
note(Cues *self, PyObject *found, uint32_t number, int role)
{
    const Weight *weight = &self->weights[number];
    long margin = margin_of(weight, role);
    if (margin <= 0)
        return 1;
    PyObject *value = PyLong_FromLong(margin);
    int done = value && !PyDict_SetItem(found, weight->cue, value);
    Py_XDECREF(value);
    return done;
}

PyDoc_STRVAR(speaking_doc, "speaking(text, start, end, role)\n--\n\nSee plancli.structure.cues.Cues.speaking.");

static PyObject *
cues_speaking(Cues *self, PyObject *args)
{
    PyObject *object, *found;
    Text text;
    Py_ssize_t start, end;
    int role, done = 1;
    if (!PyArg_ParseTuple(args, "Onni", &object, &start, &end, &role) || !text_of(object, &text, &start, &end))
        return NULL;
    if (role < 0 || role > 2) {
        PyErr_SetString(PyExc_ValueError, "there are three roles");
        return NULL;
    }
    if (!(found = PyDict_New()))
        return NULL;
    for (Py_ssize_t place = start; done && place + 1 < end; place++) {
        uint32_t number = table_get(&self->pairs, pair(at(&text, place), at(&text, place + 1)));
        done = !number || note(self, found, number, role);
    }
#define TAKE(number, where) done = done && note(self, found, number, role);
    EACH_MARK(self, &text, start, end, TAKE)
#undef TAKE
    if (!done)
        Py_CLEAR(found);
    return found;
}

static PyMethodDef cues_methods[] = {
    {"sums", (PyCFunction)cues_sums, METH_VARARGS, sums_doc},
    {"speaking", (PyCFunction)cues_speaking, METH_VARARGS, speaking_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot cues_slots[] = {
    {Py_tp_doc, "Cues(weights)\n--\n\nSee plancli.structure.cues.Cues."},
    {Py_tp_new, cues_new},
    {Py_tp_dealloc, cues_dealloc},
    {Py_tp_methods, cues_methods},
    {0, NULL},
};

PyType_Spec cues_spec = {"plancli.native.scan.Cues", sizeof(Cues), 0, Py_TPFLAGS_DEFAULT, cues_slots};
