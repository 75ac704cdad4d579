/* Where words begin in a run of characters: plancli.segment.best_path has the same in Python. */

#include "scan.h"

#include <math.h>

#define NO_WORD 1.0 /* the weight of what only begins words; those of words are logarithms of shares */
enum { INSIDE = 1, BEGINS = 2 }; /* what `mark` writes, as in plancli.segment.clause_words */

typedef struct {
    PyObject_HEAD
    PyObject *lines; /* first character → its words and how often each occurs */
    double logarithm;
    Table next;      /* (node, character) → node; node 1 is the root */
    double *weights; /* of each node */
    uint32_t nodes, room;
} Dictionary;

/* The node behind `node` along `sign`, made where there is none; 0 with an error set without memory. */
static uint32_t
longer(Dictionary *self, uint32_t node, Py_UCS4 sign)
{
    uint32_t found = table_get(&self->next, pair(node, sign));
    if (found)
        return found;
    if (self->nodes == self->room) {
        double *weights = PyMem_Realloc(self->weights, 2 * (size_t)self->room * sizeof(double));
        if (!weights) {
            PyErr_NoMemory();
            return 0;
        }
        self->weights = weights;
        self->room *= 2;
    }
    found = self->nodes;
    if (!table_put(&self->next, pair(node, sign), found))
        return 0;
    self->weights[found] = NO_WORD;
    self->nodes++;
    return found;
}

/* Take in the words that begin with `sign`: "新 12 新建 40". Returns the node of `sign`; 0 with an error set. */
static uint32_t
read_words(Dictionary *self, Py_UCS4 sign)
{
    uint32_t first = longer(self, 1, sign), node = 1;
    PyObject *key = first ? PyUnicode_FromOrdinal((int)sign) : NULL;
    PyObject *line = key ? PyDict_GetItemWithError(self->lines, key) : NULL;
    Text text;
    Py_ssize_t place = 0, end = PY_SSIZE_T_MAX;
    Py_XDECREF(key);
    if (!line)
        return PyErr_Occurred() ? 0 : first;
    if (!text_of(line, &text, &place, &end))
        return 0;
    while (place < end) {
        double count = 0.0;
        for (node = 1; place < end && at(&text, place) != ' '; place++)
            if (!(node = longer(self, node, at(&text, place))))
                return 0;
        for (place++; place < end && at(&text, place) != ' '; place++)
            count = count * 10.0 + (double)(at(&text, place) - '0');
        place++;
        self->weights[node] = count > 0.0 ? log(count) - self->logarithm : NO_WORD;
    }
    return first;
}

static inline int
is_of_run(Py_UCS4 sign)
{
    if (sign < 128)
        return (sign >= '0' && sign <= '9') || ((sign | 32) >= 'a' && (sign | 32) <= 'z') || sign == '+'
            || sign == '#' || sign == '&' || sign == '.' || sign == '_' || sign == '%' || sign == '-';
    return sign >= 0x4E00 && sign <= 0x9FD5;
}

static inline int
is_letter_or_digit(Py_UCS4 sign)
{
    return (sign >= '0' && sign <= '9') || ((sign | 32) >= 'a' && (sign | 32) <= 'z' && sign < 128);
}

/* For each place of a run the end of the word that begins there on the most likely path behind it. */
static int
best_ends(Dictionary *self, const Text *text, Py_ssize_t begin, Py_ssize_t size, double *scores, Py_ssize_t *ends)
{
    scores[size] = 0.0;
    for (Py_ssize_t start = size - 1; start >= 0; start--) {
        Py_UCS4 sign = at(text, begin + start);
        uint32_t node = table_get(&self->next, pair(1, sign));
        double best = 0.0;
        Py_ssize_t chosen = 0, end = start + 1;
        if (!node && !(node = read_words(self, sign)))
            return 0;
        for (;;) {
            double weight = self->weights[node];
            if (weight != NO_WORD && (weight + scores[end] >= best || !chosen)) {
                best = weight + scores[end];
                chosen = end;
            }
            if (end == size || !(node = table_get(&self->next, pair(node, at(text, begin + end)))))
                break;
            end++;
        }
        scores[start] = chosen ? best : scores[start + 1] - self->logarithm;
        ends[start] = chosen ? chosen : start + 1;
    }
    return 1;
}

static int
mark_run(Dictionary *self, const Text *text, Py_ssize_t begin, Py_ssize_t size, char *marks)
{
    double *scores = PyMem_Malloc((size_t)(size + 1) * (sizeof(double) + sizeof(Py_ssize_t)));
    Py_ssize_t *ends = (Py_ssize_t *)(scores + size + 1);
    int joined = 0, done = scores && best_ends(self, text, begin, size, scores, ends);
    if (!scores)
        PyErr_NoMemory();
    if (done) {
        memset(marks + begin, INSIDE, (size_t)size);
        for (Py_ssize_t place = 0; place < size; place = ends[place]) {
            int sign = ends[place] - place == 1 && is_letter_or_digit(at(text, begin + place));
            if (!(sign && joined)) /* single letters and digits in a row are one word */
                marks[begin + place] = BEGINS;
            joined = sign;
        }
    }
    PyMem_Free(scores);
    return done;
}

PyDoc_STRVAR(mark_doc, "mark(text, start, end, marks)\n--\n\nSee plancli.segment.best_path.Dictionary.mark.");

static PyObject *
dictionary_mark(Dictionary *self, PyObject *args)
{
    PyObject *object;
    Text text;
    Py_ssize_t start, end;
    Py_buffer marks;
    int done = 1;
    if (!PyArg_ParseTuple(args, "Onnw*", &object, &start, &end, &marks))
        return NULL;
    if (!text_of(object, &text, &start, &end) || marks.len < end) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "fewer marks than characters");
        PyBuffer_Release(&marks);
        return NULL;
    }
    memset((char *)marks.buf + start, BEGINS, (size_t)(end - start));
    for (Py_ssize_t place = start, behind; done && place < end; place = behind) {
        for (behind = place; behind < end && is_of_run(at(&text, behind)); behind++)
            ;
        if (behind > place)
            done = mark_run(self, &text, place, behind - place, marks.buf);
        else
            behind++;
    }
    PyBuffer_Release(&marks);
    return done ? Py_NewRef(Py_None) : NULL;
}

static PyObject *
dictionary_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(named))
{
    PyObject *lines;
    double total;
    if (!PyArg_ParseTuple(args, "dO!", &total, &PyDict_Type, &lines))
        return NULL;
    Dictionary *self = (Dictionary *)type->tp_alloc(type, 0);
    if (!self)
        return NULL;
    self->lines = Py_NewRef(lines);
    self->logarithm = log(total);
    self->nodes = 2;
    self->room = 1024;
    self->weights = PyMem_Malloc(self->room * sizeof(double));
    if (!self->weights || !table_grow(&self->next, 4096)) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static void
dictionary_dealloc(Dictionary *self)
{
    PyTypeObject *type = Py_TYPE(self);
    table_free(&self->next);
    PyMem_Free(self->weights);
    Py_XDECREF(self->lines);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef dictionary_methods[] = {
    {"mark", (PyCFunction)dictionary_mark, METH_VARARGS, mark_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot dictionary_slots[] = {
    {Py_tp_doc, "Dictionary(total, lines)\n--\n\nSee plancli.segment.best_path.Dictionary."},
    {Py_tp_new, dictionary_new},
    {Py_tp_dealloc, dictionary_dealloc},
    {Py_tp_methods, dictionary_methods},
    {0, NULL},
};

PyType_Spec dictionary_spec
    = {"plancli.native.scan.Dictionary", sizeof(Dictionary), 0, Py_TPFLAGS_DEFAULT, dictionary_slots};
